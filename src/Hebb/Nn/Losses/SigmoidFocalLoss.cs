namespace Hebb.Nn;

/// <summary>The focal loss of logits with targets of 0 and 1: −α (1 − p)^γ ln p for ones, −(1 − α) p^γ ln(1 − p) for zeros, p = σ(x) (Lin et al. 2017).</summary>
/// <param name="gamma">γ, 0 or more; 0 is binary cross-entropy.</param>
/// <param name="alpha">α, the weight of ones against zeros, 0 … 1; null for none.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class SigmoidFocalLoss(double gamma = 2, double? alpha = 0.25, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SigmoidFocalLoss(target, gamma, alpha, Reduction);
}
