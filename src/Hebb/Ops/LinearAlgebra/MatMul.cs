namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>
        /// The matrix product of the last two axes, broadcast over the others: [.., m, k] · [.., k, n] → [.., m, n]. A vector on the left is a row, on the
        /// right a column, and its axis vanishes from the result; two vectors give their inner product. Transposed views cost no copy.
        /// </summary>
        /// <param name="b">The right factor.</param>
        /// <exception cref="ShapeException">The inner lengths differ, the other axes do not broadcast, or a factor is a scalar.</exception>
        /// <exception cref="DTypeException">A factor does not hold floating-point numbers.</exception>
        public Tensor MatMul(Tensor b)
        {
            if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"MatMul needs at least one axis on each side; it got shapes {a.Shape} and {b.Shape}.", "Multiply by a scalar with *.");
            if (!a.DType.IsFloatingPoint || !b.DType.IsFloatingPoint) throw new DTypeException($"MatMul multiplies floating-point matrices; it got {a.DType} and {b.DType}.", "Convert them first: x.To(DType.Float32).");
            if (a.DType != b.DType || !a.DType.IsComputable)
            {
                DType common = CommonType(a, b);
                common = common.IsComputable ? common : DType.Float32;
                return a.To(common).MatMul(b.To(common));
            }

            if (a.Rank == 1) return b.Rank == 1 ? a.Unsqueeze(0).MatMul(b.Unsqueeze(1)).Reshape() : a.Unsqueeze(0).MatMul(b).Squeeze(-2);
            if (b.Rank == 1) return a.MatMul(b.Unsqueeze(1)).Squeeze(-1);
            if (a.Shape[-1] != b.Shape[-2])
                throw new ShapeException($"MatMul: the rows of {a.Shape} have length {a.Shape[-1]}, the columns of {b.Shape} have length {b.Shape[-2]}; they must be equal.", a.Shape[-1] == b.Shape[-1] ? "Transpose the right factor: b.T." : null);
            Tensor y = new(a.Backend.MatMul(a.Data, b.Data));
            MultiplyAdds.Add(y.Count, a.Shape[-1]);
            return Tracks(a, b) ? y.From(new MatMulGradient(a, b)) : y;
        }
    }

    // dA = dY · Bᵀ, dB = Aᵀ · dY, summed over broadcast axes.
    sealed class MatMulGradient(Tensor a, Tensor b) : Node(a, b)
    {
        SavedTensor a = new(a), b = new(b);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(0)) AddGradient(0, dy.MatMul(b.For(this).T));
            if (NeedsGradient(1)) AddGradient(1, a.For(this).T.MatMul(dy));
        }

        protected override void Release() => a = b = default;
    }
}
