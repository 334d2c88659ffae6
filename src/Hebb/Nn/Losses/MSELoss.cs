namespace Hebb.Nn;

/// <summary>The squared error: (input − target)².</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.MseLoss(target, Reduction);
}
