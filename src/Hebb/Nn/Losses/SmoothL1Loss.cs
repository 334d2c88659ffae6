namespace Hebb.Nn;

/// <summary>The absolute error, rounded off around 0: d²/(2β) where |d| is below β, else |d| − β/2.</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="beta">β, where the parabola ends.</param>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SmoothL1Loss(target, beta, Reduction);
}
