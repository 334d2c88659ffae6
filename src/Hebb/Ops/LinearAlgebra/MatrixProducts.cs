namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>Products of matrices in a batch: [n, m, k] · [n, k, p] → [n, m, p]. Nothing is broadcast.</summary>
        /// <param name="b">The right factors.</param>
        /// <exception cref="ShapeException">A factor does not have three axes, or the lengths do not fit.</exception>
        public Tensor Bmm(Tensor b)
        {
            if (a.Rank != 3 || b.Rank != 3 || a.Shape.Axes[0] != b.Shape.Axes[0])
                throw new ShapeException($"Bmm multiplies [n, m, k] by [n, k, p]; it got {a.Shape} and {b.Shape}.", "MatMul broadcasts over leading axes.");
            return a.MatMul(b);
        }

        /// <summary>The product of each element of a with each of b: y[i, j] = a[i] · b[j].</summary>
        /// <param name="b">The right vector.</param>
        /// <exception cref="ShapeException">A factor is no vector.</exception>
        public Tensor Outer(Tensor b)
        {
            CheckVectors("Outer", a, b);
            return a.Unsqueeze(1) * b;
        }

        /// <summary>The inner product of two vectors: ∑ a[i] · b[i].</summary>
        /// <param name="b">The right vector, of the same length.</param>
        /// <exception cref="ShapeException">A factor is no vector, or the lengths differ.</exception>
        public Tensor Dot(Tensor b)
        {
            CheckVectors("Dot", a, b);
            if (a.Count != b.Count) throw new ShapeException($"Dot needs vectors of one length; they have {a.Count} and {b.Count} elements.");
            return a.DType.IsFloatingPoint && b.DType.IsFloatingPoint ? a.MatMul(b) : (a * b).Sum();
        }

        /// <summary>β · this + α · (left · right), where this broadcasts to the product's shape.</summary>
        /// <param name="left">The left factor, shape [m, k].</param>
        /// <param name="right">The right factor, shape [k, n].</param>
        /// <param name="beta">The factor of this tensor.</param>
        /// <param name="alpha">The factor of the product.</param>
        /// <returns>Shape [m, n].</returns>
        /// <exception cref="ShapeException">A factor is no matrix, or the lengths do not fit.</exception>
        public Tensor AddMm(Tensor left, Tensor right, double beta = 1, double alpha = 1)
        {
            if (left.Rank != 2 || right.Rank != 2) throw new ShapeException($"AddMm multiplies matrices; it got shapes {left.Shape} and {right.Shape}.");
            Tensor product = left.MatMul(right);
            if (Shape.Broadcast(a.Shape, product.Shape) != product.Shape) throw new ShapeException($"AddMm: the summand of shape {a.Shape} is larger than the product, which has shape {product.Shape}.");
            if (alpha != 1) product *= alpha;
            // As in PyTorch, β = 0 leaves the summand out: its NaNs do not count.
            if (beta == 0) return product;
            return beta == 1 ? a + product : (a * beta) + product;
        }
    }

    static void CheckVectors(string operation, Tensor a, Tensor b)
    {
        if (a.Rank != 1 || b.Rank != 1) throw new ShapeException($"{operation} takes two vectors; it got shapes {a.Shape} and {b.Shape}.", "Flatten() them, or use MatMul for matrices.");
    }
}
