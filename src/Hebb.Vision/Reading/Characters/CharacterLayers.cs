using System.Globalization;
using Hebb.Nn;

namespace Hebb.Vision.Reading.Characters;

/// <summary>
/// The layers of a character network, made from a text such as "32 M 48 r M 96 r": a number is a 3×3 convolution to so many channels, M halves the image, r is a residual block of two convolutions. The mean
/// over all places and one linear layer follow.
/// </summary>
/// <remarks>He, Zhang, Ren and Sun: Deep residual learning for image recognition (CVPR 2016).</remarks>
static class CharacterLayers
{
    /// <summary>The outputs: the characters, and "not one character".</summary>
    public const int Outputs = CharacterSet.Count + 1;

    const string Halving = "M", Block = "r";
    const int Widest = 1024, Deepest = 32, Halvings = 5;

    /// <summary>For training: every convolution is followed by batch normalisation.</summary>
    public static Sequential ForTraining(string text, Generator generator) => Make(text, isFolded: false, generator);

    /// <summary>For reading: the normalisation is part of the convolutions' weights.</summary>
    public static Sequential Folded(string text) => Make(text, isFolded: true, new Generator(0));

    /// <summary>The trained network with its normalisations folded into the convolutions: w' = w · γ/√(σ² + ε), b' = β − μ · γ/√(σ² + ε).</summary>
    public static Sequential Fold(string text, Sequential trained)
    {
        using var noGrad = Autograd.Pause();
        Sequential folded = Folded(text);
        Convert(trained, folded);
        folded.Eval();
        return folded;
    }

    static void Convert(Sequential from, Sequential to)
    {
        Module[] source = [.. from.Where(layer => layer is not BatchNorm2d)];
        for (int i = 0; i < source.Length; i++)
        {
            switch (source[i])
            {
                case Conv2d conv:
                    var norm = (BatchNorm2d)from.SkipWhile(layer => layer != conv).Skip(1).First();
                    var target = (Conv2d)to[i];
                    Tensor scale = norm.Weight!.Tensor / (norm.RunningVariance! + norm.Eps).Sqrt();
                    target.Weight.Replace((conv.Weight.Tensor * scale.Reshape(conv.OutChannels, 1, 1, 1)).Detach());
                    target.Bias!.Replace((norm.Bias!.Tensor - (norm.RunningMean! * scale)).Detach());
                    break;
                case Linear linear:
                    var last = (Linear)to[i];
                    last.Weight.Replace(linear.Weight.Tensor.Clone().Detach());
                    last.Bias!.Replace(linear.Bias!.Tensor.Clone().Detach());
                    break;
                case Residual residual:
                    Convert((Sequential)residual.Body, (Sequential)((Residual)to[i]).Body);
                    break;
            }
        }
    }

    static Sequential Make(string text, bool isFolded, Generator generator)
    {
        var layers = new List<Module>();
        int channels = 1, halvings = 0;
        string[] words = text.Split(' ');
        if (words.Length > Deepest) throw Wrong(text);
        foreach (string word in words)
        {
            if (word == Halving)
            {
                if (++halvings > Halvings) throw Wrong(text);
                layers.Add(new MaxPool2d(2));
            }
            else if (word == Block)
            {
                layers.Add(new Residual(new Sequential([.. Convolution(channels, channels, isFolded, generator), new ReLU(), .. Convolution(channels, channels, isFolded, generator)])));
                layers.Add(new ReLU());
            }
            else
            {
                if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int outputs) || outputs is < 1 or > Widest) throw Wrong(text);
                layers.AddRange(Convolution(channels, outputs, isFolded, generator));
                layers.Add(new ReLU());
                channels = outputs;
            }
        }

        layers.Add(new AdaptiveAvgPool2d(1));
        layers.Add(new Flatten());
        layers.Add(new Linear(channels, Outputs, generator: generator));
        return new Sequential([.. layers]);
    }

    static Module[] Convolution(int inputs, int outputs, bool isFolded, Generator generator) => isFolded
        ? [new Conv2d(inputs, outputs, 3, 1, 1, generator: generator)]
        : [new Conv2d(inputs, outputs, 3, 1, 1, bias: false, generator: generator), new BatchNorm2d(outputs)];

    static SettingException Wrong(string text) => new(
        $"The layers of a character network are numbers of channels (1 to {Widest}), at most {Halvings} M and any r, divided by spaces, at most {Deepest} in all; '{text}' came.", "An example: 32 M 48 r M 96 r");
}
