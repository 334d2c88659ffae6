namespace Hebb.Nn;

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
