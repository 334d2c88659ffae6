namespace Hebb.Nn;

/// <summary>Kullback–Leibler divergence from log-probabilities to probabilities: t(ln t − input). Its mean over rows is <c>Reduction.BatchMean</c>.</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="logTarget">Whether the target holds logarithms too.</param>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.KlDiv(target, Reduction, logTarget);
}

/// <summary>Negative log-likelihood of counts under Poisson distributions: eˣ − t x from logarithms of rates, x − t ln(x + ε) from rates.</summary>
/// <param name="logInput">Whether the input is the logarithm of the rate.</param>
/// <param name="full">Whether to add an approximation of ln t!.</param>
/// <param name="epsilon">Keeps the logarithm of a rate away from ln 0.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class PoissonNLLLoss(bool logInput = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.PoissonNllLoss(target, logInput, full, epsilon, Reduction);
}

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
