using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Model;

/// <summary>The network that reads digits: 64 pixels, hidden layers with ReLU, ten scores.</summary>
static class DigitModel
{
    const int Pixels = Digits.Side * Digits.Side;

    /// <summary>The widest hidden layer that can be asked for.</summary>
    public const int Widest = 8192;

    /// <summary>The deepest network that can be asked for.</summary>
    public const int Deepest = 16;

    public static Module Build(IReadOnlyList<int> hidden, Generator generator)
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

    /// <summary>The probabilities of the ten digits for each picture, [n, 10].</summary>
    public static Tensor Probabilities(Module model, Tensor images)
    {
        model.Eval();
        using var quiet = Autograd.NoGrad();
        return model.Forward(images).Softmax(-1);
    }

    /// <summary>"64 → 128 → 10".</summary>
    public static string Describe(IReadOnlyList<int> hidden) => string.Join(" → ", hidden.Prepend(Pixels).Append(Digits.Classes.Count));
}
