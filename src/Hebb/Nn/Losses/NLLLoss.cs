namespace Hebb.Nn;

/// <summary>Negative log-likelihood from log-probabilities [N, C] and class numbers [N]: −input[target].</summary>
/// <param name="weight">A weight for each class, shape [C]; all 1 unless given.</param>
/// <param name="ignoreIndex">Rows with this label do not count.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class NLLLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.NllLoss(target, weight, ignoreIndex, Reduction);
}
