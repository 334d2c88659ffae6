namespace Hebb.Nn;

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
