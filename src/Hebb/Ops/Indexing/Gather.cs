namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Picks along an axis, an index for each element: y[i][j][k] = x[index[i][j][k]][j][k] for axis 0, and so on.</summary>
        /// <param name="axis">The axis along which to pick.</param>
        /// <param name="index">Integers of x's rank, none below 0; no longer than x on the other axes.</param>
        /// <returns>A tensor of the index's shape.</returns>
        /// <exception cref="ShapeException">The ranks differ, or the index is longer than x on another axis.</exception>
        /// <exception cref="DTypeException">The index does not hold integers.</exception>
        /// <exception cref="IndexException">An index lies outside the axis, or there is no such axis.</exception>
        public Tensor Gather(int axis, Tensor index)
        {
            if (x.Rank == 0 && index.Rank == 0) return x.Reshape(1).Gather(axis, index.Reshape(1)).Reshape();
            axis = x.Shape.Axis(axis);
            index = IndexTensor("Gather", index);
            RequireIndices("Gather", x.Shape, axis, index);
            Tensor y = new(x.Backend.Gather(x.Data, axis, index.Data));
            return x.IsTracked ? y.From(new PickGradient("Gather", x, axis, index)) : y;
        }

        /// <summary>The element of each row that its label names, x[Arange(rows), labels]: how a loss picks the score of the right class.</summary>
        /// <param name="labels">Integers of x's shape without the last axis, each 0 … classes − 1.</param>
        /// <returns>A tensor of the labels' shape.</returns>
        /// <exception cref="ShapeException">The labels have another shape.</exception>
        /// <exception cref="IndexException">A label is no class.</exception>
        public Tensor PickLabels(Tensor labels)
        {
            if (x.Rank == 0 || labels.Shape != x.Shape.Without(-1))
                throw new ShapeException($"PickLabels takes one label for each row of shape {x.Shape}; the labels have shape {labels.Shape}.", x.Rank > 0 ? $"They must have shape {x.Shape.Without(-1)}." : null);
            return x.Gather(-1, labels.Unsqueeze(-1)).Squeeze(-1);
        }
    }

    /// <summary>Indices as Int64.</summary>
    static Tensor IndexTensor(string operation, Tensor index) => index.DType switch
    {
        DType.Int64 => index,
        DType.Int32 or DType.UInt8 => index.To(DType.Int64),
        DType.Bool => throw new DTypeException($"{operation} takes indices; it got a mask.", "Use MaskedSelect or x[mask] for a mask."),
        _ => throw new DTypeException($"{operation} takes integers as indices; it got {index.DType}.", "Convert them: index.To(DType.Int64)."),
    };

    static void RequireIndices(string operation, Shape target, int axis, Tensor index)
    {
        bool fits = index.Rank == target.Rank;
        for (int i = 0; fits && i < target.Rank; i++) fits = i == axis || index.Shape.Axes[i] <= target.Axes[i];
        if (!fits)
        {
            throw new ShapeException(
                $"{operation} along axis {axis} of shape {target} got indices of shape {index.Shape}.",
                "They need the same number of axes, and may not be longer except on that axis; Unsqueeze or Expand them.");
        }

        index.Backend.CheckIndices(index.Data, target.Axes[axis], $"index on axis {axis} of shape {target}");
    }
}
