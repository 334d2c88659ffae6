using System.Globalization;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Labs;

/// <content>The two networks at their three levels.</content>
internal sealed partial class Cifar10Levels
{
    const int Hidden = 4000;
    const int Pixels = 3 * 32 * 32;
    const int Classes = 10;
    const int FirstFilters = 32;
    const int SecondFilters = 16;

    // Gradient descent: the learning rate, how much of the velocity stays in Nesterov's method (0: none), and whether the weights begin by He's rule or as the layers draw them themselves,
    // smaller, which long steps with a momentum need.
    sealed record Hyperparameters(double Rate, double Momentum = 0, bool He = true)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"rate {Rate}{(Momentum > 0 ? $", Nesterov {Momentum}" : string.Empty)}, {(He ? "He's weights" : "the layers' own weights")}");
    }

    // What the training loop needs of a network, however it is written: its function, a step of a given length that uses up the gradients, and its weights.
    sealed record Level(Hyperparameters Hyperparameters, Func<Tensor, Tensor> Forward, Action<double> Step, IReadOnlyList<Tensor> Weights)
    {
        public static Level Of(Module model, Hyperparameters settings)
        {
            var optimizer = new SGD(model.Parameters(), settings.Rate, settings.Momentum, nesterov: settings.Momentum > 0);
            return new Level(
                settings,
                model.Forward,
                rate =>
                {
                    optimizer.LearningRate = rate;
                    optimizer.Step();
                    optimizer.ZeroGrad();
                },
                [.. model.Parameters().Select(p => p.Tensor)]);
        }
    }

    // A layer of plain tensors, drawn as the modules draw theirs, in the same order: every level begins with the same bits. By He's rule, without biases; or uniformly in ±1/√inputs.
    static (Tensor Weight, Tensor Bias) Drawn(Shape shape, Generator generator, bool he)
    {
        double bound = 1 / Math.Sqrt(shape.Count / shape[0]);
        Tensor weight = he
            ? Init.KaimingNormal(Tensor.Zeros(shape), nonlinearity: Nonlinearity.Relu, generator: generator)
            : Tensor.Rand(shape, -bound, bound, generator);
        return (weight.WithGrad(), (he ? Tensor.Zeros([shape[0]]) : Tensor.Rand([shape[0]], -bound, bound, generator)).WithGrad());
    }

    static T Begun<T>(T model, Generator generator, bool he)
        where T : Module
    {
        if (!he) return model;
        foreach ((string name, Parameter p) in model.NamedParameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal)) Init.Zeros(p);
            else Init.KaimingNormal(p, nonlinearity: Nonlinearity.Relu, generator: generator);
        }

        return model;
    }

    static Level[] FullyConnected(ulong seed, int hidden, Hyperparameters[] settings)
    {
        // The first level: tensors and functions of them, and the step written out.
        var generator = new Generator(seed);
        (Tensor w1, Tensor b1) = Drawn([hidden, Pixels], generator, settings[0].He);
        (Tensor w2, Tensor b2) = Drawn([Classes, hidden], generator, settings[0].He);
        Tensor Forward(Tensor x) => x.Flatten(1).Linear(w1, b1).Relu().Linear(w2, b2);

        var drawn = new Generator(seed);
        var chain = new Sequential(new Flatten(), new Linear(Pixels, hidden, generator: drawn), new ReLU(), new Linear(hidden, Classes, generator: drawn));
        return
        [
            Plain(settings[0], Forward, [w1, b1, w2, b2]),
            Level.Of(Begun(new TwoLayerNet(hidden, new Generator(seed)), new Generator(seed), settings[1].He), settings[1]),
            Level.Of(Begun(chain, new Generator(seed), settings[2].He), settings[2]),
        ];
    }

    static Level[] Convolutional(ulong seed, Hyperparameters[] settings)
    {
        var generator = new Generator(seed);
        (Tensor w1, Tensor b1) = Drawn([FirstFilters, 3, 5, 5], generator, settings[0].He);
        (Tensor w2, Tensor b2) = Drawn([SecondFilters, FirstFilters, 3, 3], generator, settings[0].He);
        (Tensor w3, Tensor b3) = Drawn([Classes, SecondFilters * 32 * 32], generator, settings[0].He);
        Tensor Forward(Tensor x)
        {
            x = x.Conv2d(w1, b1, padding: (2, 2)).Relu();
            x = x.Conv2d(w2, b2, padding: (1, 1)).Relu();
            return x.Flatten(1).Linear(w3, b3);
        }

        var drawn = new Generator(seed);
        var chain = new Sequential(
            new Conv2d(3, FirstFilters, 5, padding: 2, generator: drawn), new ReLU(), new Conv2d(FirstFilters, SecondFilters, 3, padding: 1, generator: drawn), new ReLU(),
            new Flatten(), new Linear(SecondFilters * 32 * 32, Classes, generator: drawn));
        return
        [
            Plain(settings[0], Forward, [w1, b1, w2, b2, w3, b3]),
            Level.Of(Begun(new TwoConvolutions(new Generator(seed)), new Generator(seed), settings[1].He), settings[1]),
            Level.Of(Begun(chain, new Generator(seed), settings[2].He), settings[2]),
        ];
    }

    // W ← W − rate · dLoss/dW, and the gradient is used up.
    static Level Plain(Hyperparameters settings, Func<Tensor, Tensor> forward, Tensor[] weights) => new(
        settings,
        forward,
        rate =>
        {
            using var quiet = Autograd.NoGrad();
            foreach (Tensor w in weights)
            {
                w.AddInPlace(w.Grad!, -rate);
                w.Grad = null;
            }
        },
        weights);

    // The second level: a module holds its layers and says in Forward how they follow each other.
    sealed partial class TwoLayerNet(int units, Generator generator) : Module
    {
        readonly Linear hidden = new(Pixels, units, generator: generator), output = new(units, Classes, generator: generator);

        public override Tensor Forward(Tensor x) => output.Forward(hidden.Forward(x.Flatten(1)).Relu());
    }

    sealed partial class TwoConvolutions(Generator generator) : Module
    {
        readonly Conv2d first = new(3, FirstFilters, 5, padding: 2, generator: generator);
        readonly Conv2d second = new(FirstFilters, SecondFilters, 3, padding: 1, generator: generator);
        readonly Linear output = new(SecondFilters * 32 * 32, Classes, generator: generator);

        public override Tensor Forward(Tensor x) => output.Forward(second.Forward(first.Forward(x).Relu()).Relu().Flatten(1));
    }
}
