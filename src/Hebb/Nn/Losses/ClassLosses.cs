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

/// <summary>The focal loss of logits with targets of 0 and 1: −α (1 − p)^γ ln p for ones, −(1 − α) p^γ ln(1 − p) for zeros, p = σ(x) (Lin et al. 2017).</summary>
/// <param name="gamma">γ, 0 or more; 0 is binary cross-entropy.</param>
/// <param name="alpha">α, the weight of ones against zeros, 0 … 1; null for none.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class SigmoidFocalLoss(double gamma = 2, double? alpha = 0.25, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SigmoidFocalLoss(target, gamma, alpha, Reduction);
}
