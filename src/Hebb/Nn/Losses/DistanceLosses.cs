namespace Hebb.Nn;

/// <summary>The absolute error: |input − target|.</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.L1Loss(target, Reduction);
}

/// <summary>The squared error: (input − target)².</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.MseLoss(target, Reduction);
}

/// <summary>The absolute error, rounded off around 0: d²/(2β) where |d| is below β, else |d| − β/2.</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="beta">β, where the parabola ends.</param>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SmoothL1Loss(target, beta, Reduction);
}

/// <summary>The squared error, straight where it is large: d²/2 where |d| is at most δ, else δ(|d| − δ/2).</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="delta">δ, where the parabola ends.</param>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.HuberLoss(target, delta, Reduction);
}
