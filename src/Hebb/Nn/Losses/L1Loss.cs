namespace Hebb.Nn;

/// <summary>The absolute error: |input − target|.</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.L1Loss(target, Reduction);
}
