using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Datasets;

namespace Hebb.Tests;

/// <summary>A small network that has learned the embedded digits, trained once for all tests.</summary>
static class TrainedDigits
{
    static readonly Lazy<Dictionary<string, Tensor>> Trained = new(Train);

    /// <summary>A new one each time: a model that is looked at belongs to one thread, and tests run side by side.</summary>
    public static Sequential Model
    {
        get
        {
            Sequential model = New(new Generator(5));
            model.LoadStateDict(Trained.Value);
            return model.Eval();
        }
    }

    static Sequential New(Generator generator) => new(
        new Conv2d(1, 12, 3, padding: 1, generator: generator), new BatchNorm2d(12), new ReLU(), new Conv2d(12, 24, 3, padding: 1, generator: generator), new BatchNorm2d(24), new ReLU(),
        new MaxPool2d(2), new Flatten(), new Linear(24 * 16, 10, generator: generator));

    static Dictionary<string, Tensor> Train()
    {
        var generator = new Generator(5);
        Sequential model = New(generator);
        var optimizer = new AdamW(model.Parameters(), 3e-3);
        var loader = new DataLoader(Digits.Train, 50, shuffle: true, generator: generator.Fork(1));
        for (int epoch = 0; epoch < 12; epoch++)
        {
            foreach ((Tensor x, Tensor labels) in loader)
            {
                using MemoryScope scope = Memory.Scope();
                optimizer.ZeroGrad();
                model.Forward(x).CrossEntropy(labels).Backward();
                optimizer.Step();
            }
        }

        return model.StateDict();
    }
}
