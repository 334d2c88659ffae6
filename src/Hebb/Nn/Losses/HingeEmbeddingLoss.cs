namespace Hebb.Nn;

/// <summary>A distance that should be small where the target is 1 and at least the margin where it is −1: x, or max(0, margin − x).</summary>
/// <param name="margin">The distance wanted between strangers.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.HingeEmbeddingLoss(target, margin, Reduction);
}
