namespace Hebb;

public static partial class Ops
{
    static Tensor ReducedLoss(string loss, Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => throw NoReduction(loss, reduction),
    };

    /// <summary>Losses that have their weights in them, added up and divided by the sum of the weights. Where that is 0, nothing counts: NaN, with a gradient of 0 instead of 0/0.</summary>
    static Tensor MeanByWeights(Tensor losses, Tensor weights)
    {
        Tensor total = weights.Sum(), sum = losses.Sum();
        return total.Item() != 0 ? sum / total : (sum * 0) + (sum.Detached() / total);
    }

    static ArgumentOutOfRangeException NoReduction(string loss, Reduction reduction) =>
        new(nameof(reduction), reduction, $"{loss} reduces by None, Mean or Sum; {nameof(Reduction.BatchMean)} belongs to KlDiv.");

    // PyTorch broadcasts here with a warning; [32] against [32, 1] then trains on 1,024 pairs that nobody meant.
    static void CheckSameShape(string loss, Tensor x, Tensor target)
    {
        if (x.Shape == target.Shape) return;
        throw new ShapeException(
            $"{loss} compares tensors of the same shape; the input has {x.Shape}, the target {target.Shape}.",
            x.Count == target.Count ? $"Reshape the target: target.Reshape(input.Shape)." : "Expand the target first if it is meant to be repeated.");
    }
}
