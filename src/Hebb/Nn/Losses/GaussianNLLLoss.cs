namespace Hebb.Nn;

/// <summary>Negative log-likelihood under normal distributions whose variance is predicted too: ½ (ln v + (x − t)²/v).</summary>
/// <param name="full">Whether to add ½ ln 2π.</param>
/// <param name="epsilon">The least variance.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class GaussianNLLLoss(bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
{
    /// <summary>The loss.</summary>
    /// <param name="input">The means.</param>
    /// <param name="target">The values seen, of the same shape.</param>
    /// <param name="variance">The variances, 0 or more: the same shape, or one for each row.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each of them.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public Tensor Forward(Tensor input, Tensor target, Tensor variance) => input.GaussianNllLoss(target, variance, full, epsilon, reduction);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => "GaussianNLLLoss()";
}
