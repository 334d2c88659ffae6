namespace Hebb.Nn;

/// <summary>Binary cross-entropy from probabilities: −(t ln p + (1 − t) ln(1 − p)), each logarithm at least −100. From logits, <see cref="BCEWithLogitsLoss"/> is more exact.</summary>
/// <param name="weight">A weight for each element; broadcast.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.Bce(target, weight, Reduction);
}
