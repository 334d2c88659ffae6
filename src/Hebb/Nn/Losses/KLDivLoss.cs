namespace Hebb.Nn;

/// <summary>Kullback–Leibler divergence from log-probabilities to probabilities: t(ln t − input). Its mean over rows is <c>Reduction.BatchMean</c>.</summary>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="logTarget">Whether the target holds logarithms too.</param>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.KlDiv(target, Reduction, logTarget);
}
