namespace Hebb.Nn;

/// <summary>Which of two scores should be larger: max(0, −t (x₁ − x₂) + margin).</summary>
/// <param name="margin">The distance wanted between the scores.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
{
    /// <summary>The loss.</summary>
    /// <param name="first">x₁.</param>
    /// <param name="second">x₂.</param>
    /// <param name="target">t: 1 if the first should be larger, −1 if the second.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each of them.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public Tensor Forward(Tensor first, Tensor second, Tensor target) => first.MarginRankingLoss(second, target, margin, reduction);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => "MarginRankingLoss()";
}

/// <summary>The hinge loss of many classes from scores [N, C] and class numbers [N]: Σ max(0, margin − x[target] + x[i])ᵖ / C over all other classes i.</summary>
/// <param name="p">The power, 1 or 2.</param>
/// <param name="margin">The margin.</param>
/// <param name="weight">A weight for each class, shape [C]; all 1 unless given.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    // Not of the scope in which the loss happens to be made.
    readonly Tensor? weight = weight?.Detach().Keep();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.MultiMarginLoss(target, p, margin, weight, Reduction);
}

/// <summary>The logistic loss ln(1 + e^(−t x)) of scores with targets 1 or −1.</summary>
/// <param name="reduction">How the losses become one number.</param>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.SoftMarginLoss(target, Reduction);
}

/// <summary>What belongs together should be nearer than what does not: max(0, d(anchor, positive) − d(anchor, negative) + margin) with the p-norm.</summary>
/// <param name="margin">By how much the positive should be nearer.</param>
/// <param name="p">The norm.</param>
/// <param name="epsilon">Keeps the gradient of the root finite.</param>
/// <param name="swap">Whether d(positive, negative) counts where it is smaller than d(anchor, negative).</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class TripletMarginLoss(double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
{
    /// <summary>The loss.</summary>
    /// <param name="anchor">Vectors [n, d].</param>
    /// <param name="positive">Vectors that belong to the anchors.</param>
    /// <param name="negative">Vectors that do not.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each of them.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) => anchor.TripletMarginLoss(positive, negative, margin, p, epsilon, swap, reduction);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => "TripletMarginLoss()";
}

/// <summary>A distance that should be small where the target is 1 and at least the margin where it is −1: x, or max(0, margin − x).</summary>
/// <param name="margin">The distance wanted between strangers.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => input.HingeEmbeddingLoss(target, margin, Reduction);
}

/// <summary>Whether two vectors should point the same way: 1 − cos where the target is 1, max(0, cos − margin) where it is −1.</summary>
/// <param name="margin">The cosine that strangers may have.</param>
/// <param name="reduction">How the losses become one number.</param>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
{
    /// <summary>The loss.</summary>
    /// <param name="first">Vectors [n, d], or one [d].</param>
    /// <param name="second">Of the same shape.</param>
    /// <param name="target">1 or −1, shape [n], or a scalar.</param>
    /// <returns>A scalar, or, without a reduction, one loss for each of them.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public Tensor Forward(Tensor first, Tensor second, Tensor target) => first.CosineEmbeddingLoss(second, target, margin, reduction);

    /// <summary>The class's name with brackets.</summary>
    public override string ToString() => "CosineEmbeddingLoss()";
}
