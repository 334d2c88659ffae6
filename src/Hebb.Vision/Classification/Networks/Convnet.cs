using System.Globalization;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>Plain convolutional networks: 3×3 convolutions with batch normalisation, halved until little is left of the image, then one linear layer.</summary>
static class Convnet
{
    const int SmallChannels = 16, MediumChannels = 32, Stages = 5, Smallest = 4, Widest = 4096, Deepest = 64;
    const string Halving = "M";

    /// <summary>One convolution at each size, 16 channels at first, twice as many after each halving; all places of the last one are kept.</summary>
    public static Sequential Small(ImageSize input, int classes, Generator generator)
    {
        var layers = new List<Module>();
        (int inputs, int channels, int height, int width) = (input.Channels, SmallChannels, input.Height, input.Width);
        for (int stage = 0; stage < Stages && (stage == 0 || Math.Min(height, width) > Smallest); stage++)
        {
            Convolve(layers, inputs, channels, generator);
            (inputs, channels) = (channels, channels * 2);
            Halve(layers, ref height, ref width);
        }

        layers.Add(new Flatten());
        layers.Add(new Linear(inputs * height * width, classes, generator: generator));
        return new Sequential(layers.ToArray());
    }

    /// <summary>Two convolutions at each size, 32 channels at first, up to 256; the mean over all places goes into the last layer.</summary>
    public static Sequential Medium(ImageSize input, int classes, Generator generator)
    {
        var layers = new List<Module>();
        (int inputs, int channels, int height, int width) = (input.Channels, MediumChannels, input.Height, input.Width);
        for (int stage = 0; stage < Stages && (stage == 0 || Math.Min(height, width) >= Smallest); stage++)
        {
            Convolve(layers, inputs, channels, generator);
            Convolve(layers, channels, channels, generator);
            (inputs, channels) = (channels, Math.Min(channels * 2, 8 * MediumChannels));
            Halve(layers, ref height, ref width);
        }

        layers.Add(new AdaptiveAvgPool2d(1));
        layers.Add(new Flatten());
        layers.Add(new Linear(inputs, classes, generator: generator));
        return new Sequential(layers.ToArray());
    }

    /// <summary>Convolutions of the channels that a name lists, halved at each M, as in cnn:16,32,M; all places of the last one are kept.</summary>
    /// <exception cref="SettingException">The list is no such list, or halves the image away.</exception>
    public static Sequential Of(string text, ImageSize input, int classes, Generator generator)
    {
        var layers = new List<Module>();
        (int inputs, int height, int width) = (input.Channels, input.Height, input.Width);
        foreach (int? channels in Channels(text))
        {
            if (channels is { } outputs)
            {
                Convolve(layers, inputs, outputs, generator);
                inputs = outputs;
            }
            else if (Math.Min(height, width) < 2)
            {
                throw new SettingException($"{text} halves images of {input.Width}×{input.Height} pixels more often than they can be.", "Leave out an M.");
            }
            else
            {
                Halve(layers, ref height, ref width);
            }
        }

        layers.Add(new Flatten());
        layers.Add(new Linear(inputs * height * width, classes, generator: generator));
        return new Sequential(layers.ToArray());
    }

    /// <summary>The channels of a network such as cnn:16,32,M; null for each M.</summary>
    /// <exception cref="SettingException">It is no such list.</exception>
    public static int?[] Channels(string text)
    {
        string[] words = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',');
        int?[] channels = [.. words.Select(word => word is Halving ? null : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int many) && many is >= 1 and <= Widest ? (int?)many : throw Wrong())];
        return channels.Length <= Deepest && channels[0] is not null ? channels : throw Wrong();

        SettingException Wrong() => new($"cnn takes small, medium, or the channels of up to {Deepest} convolutions, 1 to {Widest:N0} each, and M where the image is halved, divided by commas; it got '{text}'.", Phrases.Convolutions);
    }

    static void Convolve(List<Module> layers, int inputs, int outputs, Generator generator)
    {
        layers.Add(new Conv2d(inputs, outputs, 3, padding: 1, bias: false, generator: generator));
        layers.Add(new BatchNorm2d(outputs));
        layers.Add(new ReLU());
    }

    static void Halve(List<Module> layers, ref int height, ref int width)
    {
        if (Math.Min(height, width) < 2) return;
        layers.Add(new MaxPool2d(2));
        (height, width) = (height / 2, width / 2);
    }
}
