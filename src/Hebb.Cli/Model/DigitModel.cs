using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Model;

/// <summary>The networks that read digits: 64 pixels, hidden layers with ReLU, ten scores.</summary>
static class DigitModel
{
    const int Pixels = Digits.Side * Digits.Side;

    /// <summary>The widest hidden layer that can be asked for.</summary>
    public const int Widest = 8192;

    /// <summary>The deepest network that can be asked for.</summary>
    public const int Deepest = 16;

    /// <summary>The most channels that a convolution can have.</summary>
    public const int MaxChannels = 512;

    /// <summary>Whether a card's numbers describe a network of their kind; checked before memory is taken for it.</summary>
    public static bool IsPossible(string kind, IReadOnlyList<int> hidden) => kind switch
    {
        ModelKind.Mlp => hidden.Count <= Deepest && hidden.All(units => units is >= 1 and <= Widest),
        ModelKind.Cnn => hidden.Count == 2 && hidden.All(channels => channels is >= 1 and <= MaxChannels),
        _ => false,
    };

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="kind">One of <see cref="ModelKind.All"/>.</param>
    /// <param name="hidden">An mlp's units in each hidden layer, or the channels of a cnn's two convolutions.</param>
    /// <param name="generator">Where the weights come from.</param>
    public static Module Build(string kind, IReadOnlyList<int> hidden, Generator generator) => kind == ModelKind.Cnn ? Convolutional(hidden, generator) : Perceptron(hidden, generator);

    // Two convolutions that keep 8×8 pixels, halved once: 4×4 places of features for the last layer.
    static Sequential Convolutional(IReadOnlyList<int> channels, Generator generator) => new(
        new Conv2d(1, channels[0], 3, padding: 1, generator: generator),
        new BatchNorm2d(channels[0]),
        new ReLU(),
        new Conv2d(channels[0], channels[1], 3, padding: 1, generator: generator),
        new BatchNorm2d(channels[1]),
        new ReLU(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(channels[1] * Pixels / 4, Digits.Classes.Count, generator: generator));

    static Sequential Perceptron(IReadOnlyList<int> hidden, Generator generator)
    {
        var layers = new List<Module> { new Flatten() };
        int width = Pixels;
        foreach (int units in hidden)
        {
            layers.Add(new Linear(width, units, generator: generator));
            layers.Add(new ReLU());
            width = units;
        }

        layers.Add(new Linear(width, Digits.Classes.Count, generator: generator));
        return new Sequential(layers.ToArray());
    }

    /// <summary>The probabilities of the ten digits for each image, [n, 10].</summary>
    public static Tensor Probabilities(Module model, Tensor images)
    {
        model.Eval();
        using var quiet = Autograd.NoGrad();
        return model.Forward(images).Softmax(-1);
    }

    /// <summary>"64 → 128 → 10", or "1 → 16 → 32 channels → 10".</summary>
    public static string Describe(string kind, IReadOnlyList<int> hidden) => kind == ModelKind.Cnn
        ? $"{string.Join(" → ", hidden.Prepend(1))} channels → {Digits.Classes.Count}"
        : string.Join(" → ", hidden.Prepend(Pixels).Append(Digits.Classes.Count));
}
