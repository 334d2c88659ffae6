using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>A small task that is learned in a moment: which quarter of the plane a point lies in.</summary>
static class Tiny
{
    public static TensorDataset Points(int count, ulong seed = 1)
    {
        Tensor x = (Tensor.Rand([count, 2], generator: new Generator(seed)) * 2) - 1;
        float[] values = x.ToArray<float>();
        var labels = new long[count];
        for (int i = 0; i < count; i++) labels[i] = (values[2 * i] > 0 ? 1 : 0) + (values[(2 * i) + 1] > 0 ? 2 : 0);
        return new TensorDataset(x, Tensor.From<long>(labels));
    }

    public static Sequential Model(ulong seed = 2, double dropout = 0, Generator? noise = null)
    {
        var random = new Generator(seed);
        return dropout == 0
            ? new Sequential(new Linear(2, 16, generator: random), new ReLU(), new Linear(16, 4, generator: random))
            : new Sequential(new Linear(2, 16, generator: random), new Dropout(dropout, noise), new Linear(16, 4, generator: random));
    }

    public static DataLoader Loader(IDataset data, ulong seed = 3, int workers = 0, IBatchTransform? transform = null) =>
        new(data, 10, shuffle: true, generator: new Generator(seed), workers: workers) { Transform = transform };

    public static Tensor Loss(Tensor y, Tensor target) => y.CrossEntropy(target);

    public static float[] Weights(Module model) => [.. model.StateDict().Values.SelectMany(t => t.ToArray<float>())];

    public static Adam Adam(Module model) => new(model.Parameters(), 0.02);

    /// <summary>Adds a little noise to each sample.</summary>
    public sealed class Jitter : IBatchTransform
    {
        public Batch Apply(Batch batch, BatchRandomness randomness)
        {
            Tensor[] rows = [.. randomness.Samples.ToArray().Select(g => Tensor.Rand([1, 2], -0.1, 0.1, g))];
            return new Batch(batch.Input + Tensor.Cat(rows, 0), batch.Target);
        }
    }

    /// <summary>Cancels at a step.</summary>
    public sealed class CancelAt(long step, CancellationTokenSource source) : Callback
    {
        public override void OnStepEnd(TrainingState state)
        {
            if (state.Step == step) source.Cancel();
        }
    }
}
