namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Rows of a table by number: y[i…] = weight[x[i…]]. The gradient of a row is the sum over all positions where it was taken.</summary>
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
            Tensor index = x.To(DType.Int64).Reshape(x.Count);
            index.Backend.CheckIndices(index.Data, weight.Shape[0], $"row of an embedding of {weight.Shape[0]} rows");
            Tensor rows = SelectChecked(weight, 0, index).Reshape([.. x.Shape.Axes, weight.Shape[1]]);
            if (paddingIndex is not { } padding || !rows.IsTracked) return rows;
            return Tensor.Where(x.To(DType.Int64).Equal(padding).Unsqueeze(-1), rows.Detach(), rows);
        }
    }
}
