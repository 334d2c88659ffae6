namespace Hebb.Nn;

/// <summary>The squared error, straight where it is large: d²/2 where |d| is at most δ, else δ(|d| − δ/2).</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="delta">δ, where the parabola ends.</param>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.HuberLoss(target, delta, Reduction);
}
