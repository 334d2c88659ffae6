using Hebb.Data;
using Hebb.Training;

namespace Hebb.Labs;

/// <summary>What a network makes of examples that it does not learn from, some at a time and without recording anything.</summary>
static class Judging
{
    const int AtOnce = 500;

    /// <summary>The mean cross-entropy, and the share of the examples that it puts into the right class.</summary>
    public static (double Loss, double Accuracy) Judge(Func<Tensor, Tensor> logits, IDataset data)
    {
        double loss = 0;
        int right = 0;
        foreach (Batch batch in new DataLoader(data, AtOnce))
        {
            using var scope = Memory.Scope();
            using var quiet = Autograd.NoGrad();
            Tensor y = logits(batch.Input);
            loss += y.CrossEntropy(batch.Target).Item() * batch.Count;
            right += Metrics.CorrectCount(y, batch.Target);
        }

        return (loss / data.Count, right / (double)data.Count);
    }

    /// <summary>The class that it takes each example for.</summary>
    public static long[] Read(Func<Tensor, Tensor> logits, IDataset data)
    {
        var read = new List<long>(data.Count);
        foreach (Batch batch in new DataLoader(data, AtOnce))
        {
            using var scope = Memory.Scope();
            using var quiet = Autograd.NoGrad();
            read.AddRange(logits(batch.Input).ArgMax(1).ToArray<long>());
        }

        return [.. read];
    }
}
