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
