namespace Hebb.Nn;

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
