namespace Hebb;

public static partial class Ops
{
    extension(Tensor first)
    {
        /// <summary>
        /// 1 − cos(x₁, x₂) for pairs that belong together (target 1), max(0, cos(x₁, x₂) − margin) for others (target −1), with
        /// cos = x₁·x₂ / √((x₁·x₁ + 10⁻¹²)(x₂·x₂ + 10⁻¹²)), as in PyTorch.
        /// </summary>
        /// <param name="second">Vectors [n, d] like the first, or one vector [d].</param>
        /// <param name="target">1 or −1: shape [n], or a scalar for one pair.</param>
        /// <param name="margin">The cosine that strangers may have, −1 … 1; 0 to 0.5 is usual.</param>
        /// <param name="reduction">What becomes of the losses.</param>
        /// <returns>A scalar; the target's shape for <see cref="Reduction.None"/>.</returns>
        /// <exception cref="ShapeException">The shapes do not fit.</exception>
        /// <exception cref="ArgumentException">A target is neither 1 nor −1.</exception>
        public Tensor CosineEmbeddingLoss(Tensor second, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
        {
            CheckSameShape("CosineEmbeddingLoss", first, second);
            if (first.Rank is not (1 or 2) || target.Shape != first.Shape.Without(-1))
            {
                throw new ShapeException(
                    $"CosineEmbeddingLoss compares vectors [n, d] with targets [n] (or one pair [d] with a scalar); it got vectors {first.Shape} and targets {target.Shape}.");
            }

            CheckSigns("CosineEmbeddingLoss", target);
            Tensor a = Floating("CosineEmbeddingLoss", first), b = Floating("CosineEmbeddingLoss", second);
            Tensor cosine = (a * b).Sum(-1) / ((a.Square().Sum(-1) + 1e-12) * (b.Square().Sum(-1) + 1e-12)).Sqrt();
            return ReducedLoss("CosineEmbeddingLoss", Where(target.Equal(1), 1 - cosine, (cosine - margin).Relu()), reduction);
        }
    }
}
