namespace Hebb.Nn;

/// <summary>Cross-entropy of logits [N, C] and class numbers [N] in which what is already right counts little: −w[t] (1 − p)^γ ln p (Lin et al. 2017).</summary>
/// <param name="gamma">γ, 0 or more; 0 is cross-entropy.</param>
/// <param name="weight">A weight for each class (α), shape [C]; all 1 unless given.</param>
/// <param name="ignoreIndex">Rows with this label do not count.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class FocalLoss(double gamma = 2, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.FocalLoss(target, gamma, weight, ignoreIndex, Reduction);
}
