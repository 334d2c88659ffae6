namespace Hebb.Nn;

/// <summary>Cross-entropy of softmax from logits [N, C] (axis 1) and class numbers [N], or probabilities of the shape of the logits: −ln softmax(input)[target]. Stable for any finite logits.</summary>
/// <param name="weight">A weight for each class, shape [C]; all 1 unless given.</param>
/// <param name="ignoreIndex">Rows with this label do not count.</param>
/// <param name="reduction">How the losses become one number.</param>
/// <param name="labelSmoothing">The share of the target that is spread evenly over all classes, 0 … 1.</param>
public sealed class CrossEntropyLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.CrossEntropy(target, weight, ignoreIndex, Reduction, labelSmoothing);
}
