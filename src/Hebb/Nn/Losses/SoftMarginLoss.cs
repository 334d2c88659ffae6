namespace Hebb.Nn;

/// <summary>The logistic loss ln(1 + e^(−t x)) of scores with targets 1 or −1.</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SoftMarginLoss(target, Reduction);
}
