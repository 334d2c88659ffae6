namespace Hebb.Nn;

/// <summary>Binary cross-entropy from logits, stable for any finite logit: −(w t ln σ(x) + (1 − t) ln(1 − σ(x))).</summary>
/// <param name="weight">A weight for each element; broadcast.</param>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="positiveWeight">w, the weight of positive answers (pos_weight); broadcast.</param>
public sealed class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? positiveWeight = null) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();
    readonly Tensor? positiveWeight = positiveWeight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.BceWithLogits(target, weight, positiveWeight, Reduction);
}
