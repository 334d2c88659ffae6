using Hebb.Backends;

namespace Hebb.Training;

/// <summary>Numbers that say how good a model is. Nothing in them is recorded for gradients.</summary>
public static class Metrics
{
    /// <summary>The share of rows whose largest logit is the label's: <see cref="CorrectCount"/> / N.</summary>
    /// <param name="logits">Shape [N, C]: a number for each class, the largest one wins (the first of several equal ones).</param>
    /// <param name="labels">Shape [N]: integers 0 … C − 1.</param>
    /// <returns>0 … 1; NaN for no rows.</returns>
    /// <exception cref="ShapeException">The shapes are not [N, C] and [N].</exception>
    /// <exception cref="DTypeException">The labels are not integers.</exception>
    /// <exception cref="ArgumentException">A logit is NaN.</exception>
    public static double Accuracy(Tensor logits, Tensor labels) => (double)CorrectCount(logits, labels) / labels.Count;

    /// <summary>How many rows have their largest logit at the label.</summary>
    /// <param name="logits">Shape [N, C].</param>
    /// <param name="labels">Shape [N]: integers 0 … C − 1.</param>
    /// <exception cref="ShapeException">The shapes are not [N, C] and [N].</exception>
    /// <exception cref="DTypeException">The labels are not integers.</exception>
    /// <exception cref="ArgumentException">A logit is NaN.</exception>
    public static int CorrectCount(Tensor logits, Tensor labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Rank != 2 || labels.Rank != 1 || logits.Shape[0] != labels.Shape[0] || logits.Shape[1] == 0)
        {
            throw new ShapeException(
                $"Accuracy compares logits of shape [N, C] with labels of shape [N]; it got {logits.Shape} and {labels.Shape}.",
                labels.Rank == 2 ? "Labels are class numbers; turn one-hot rows into them with ArgMax(1)." : null);
        }

        if (labels.DType.IsFloatingPoint || labels.DType == DType.Bool)
            throw new DTypeException($"Labels are class numbers in an integer type; these are {labels.DType}.", "Convert them: labels.To(DType.Int64).");
        if (labels.Count == 0) return 0;
        using var noGrad = Autograd.Pause();
        ClassBatch.CheckNumbers("Accuracy", logits);
        Backend backend = logits.Backend;
        (_, TensorData best) = backend.ArgReduce(true, logits.Data, 1, keepDims: false);
        Tensor isRight = new Tensor(best).Equal(labels.To(DType.Int64));
        return new Tensor(backend.Reduce(ReduceKernel.Sum, isRight.To(DType.Int64).Data, [], keepDims: false)).Item<int>();
    }
}
