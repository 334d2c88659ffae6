namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Rows of a table by number: y[i…] = weight[x[i…]]. The gradient of a row is the sum over all places where it was taken.</summary>
        /// <param name="weight">The table, shape [rows, length].</param>
        /// <param name="paddingIndex">A row that gets no gradient; null for none.</param>
        /// <returns>Shape [.., length] for x of shape [..].</returns>
        /// <exception cref="ShapeException">The table is no matrix.</exception>
        /// <exception cref="DTypeException">x does not hold integers.</exception>
        /// <exception cref="IndexException">A number is not that of a row.</exception>
        public Tensor Embedding(Tensor weight, int? paddingIndex = null)
        {
            if (weight.Rank != 2) throw new ShapeException($"The table of Embedding must have shape [rows, length]; it has {weight.Shape}.");
            if (x.DType.IsFloatingPoint || x.DType == DType.Bool) throw new DTypeException($"Embedding looks rows up by number; the input is {x.DType}.", "Convert it: x.To(DType.Int64).");
            int rows = weight.Shape[0], length = weight.Shape[1];
            Tensor index = x.To(DType.Int64).Reshape(x.Count);
            index.Backend.CheckIndices(index, rows, $"row of an embedding of {rows} rows");
            Tensor taken = weight.Backend.IndexSelect(weight, 0, index);
            Tensor y = taken.ViewAs([.. x.Shape.Axes, length]);
            return weight.IsTracked ? y.From(new EmbeddingGradient(weight, index, paddingIndex)) : y;
        }
    }

    // dW[index[i]] += dy[i].
    sealed class EmbeddingGradient(Tensor weight, Tensor index, int? padding) : Node(weight)
    {
        Saved index = new(index);

        public override bool IsTwiceDifferentiable => false;

        public override void Backward(Tensor dy)
        {
            Shape shape = InputShape(0);
            Tensor rows = index.For(this), dw = Tensor.Zeros(shape, dy.DType);
            dw.Backend.IndexAdd(dw, 0, rows, dy.Reshape(rows.Count, shape[1]));
            if (padding is { } row) dw.Backend.Fill(dw.View([shape[1]], [1], row * shape[1]), 0);
            Give(0, dw);
        }

        protected override void Release() => index = default;
    }
}
