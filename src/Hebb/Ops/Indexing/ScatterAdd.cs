namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// A copy of x to which values are added along an axis, an index for each: y[index[i][j][k]][j][k] += source[i][j][k] for axis 0, and so on.
        /// Repeated indices add up.
        /// </summary>
        /// <param name="axis">The axis.</param>
        /// <param name="index">Integers of x's rank, none below 0; no longer than x on the other axes.</param>
        /// <param name="source">What to add; at least as long as the index on every axis, and of x's type.</param>
        /// <exception cref="ShapeException">The ranks differ, or the index is too long.</exception>
        /// <exception cref="DTypeException">The index does not hold integers, or the types differ.</exception>
        /// <exception cref="IndexException">An index lies outside the axis, or there is no such axis.</exception>
        public Tensor ScatterAdd(int axis, Tensor index, Tensor source)
        {
            if (x.Rank == 0 && index.Rank == 0 && source.Rank == 0) return x.Reshape(1).ScatterAdd(axis, index.Reshape(1), source.Reshape(1)).Reshape();
            axis = x.Shape.Axis(axis);
            index = IndexTensor("ScatterAdd", index);
            RequireIndices("ScatterAdd", x.Shape, axis, index);
            CheckSameType("ScatterAdd", x, source);
            if (source.Rank != index.Rank) throw TooShort(index, source);
            Region covered = Region.Whole(source.Shape);
            for (int i = 0; i < index.Rank; i++)
            {
                if (index.Shape.Axes[i] > source.Shape.Axes[i]) throw TooShort(index, source);
                covered.Take(i, 0, index.Shape.Axes[i], 1);
            }

            return ScatterAdded(x, x.Shape, axis, index, Sliced(source, covered));
        }
    }

    /// <summary>x, or zeros of a shape, plus the source at the indices. The adjoint of Gather.</summary>
    static Tensor ScatterAdded(Tensor? x, Shape shape, int axis, Tensor index, Tensor source)
    {
        Tensor y = Started(x, shape, source);
        y.Backend.ScatterAdd(y.Data, axis, index.Data, source.Data);
        return source.IsTracked || x is { IsTracked: true } ? y.From(new ScatterAddGradient(x, source, axis, index)) : y;
    }

    /// <summary>A buffer to add into: a copy of x, or zeros.</summary>
    static Tensor Started(Tensor? x, Shape shape, Tensor source)
    {
        Tensor y = Tensor.Uninitialized(shape, source.DType, source.Backend);
        if (x is null) y.Backend.Fill(y.Data, 0);
        else y.Backend.Copy(x.Data, y.Data);
        return y;
    }

    static void CheckSameType(string operation, Tensor x, Tensor source)
    {
        if (x.DType != source.DType) throw new DTypeException($"{operation} adds {source.DType} values to a {x.DType} tensor.", $"Convert them: source.To(DType.{x.DType}).");
    }

    static ShapeException TooShort(Tensor index, Tensor source) =>
        new($"ScatterAdd has indices of shape {index.Shape} but only values of shape {source.Shape} for them.");

    // dx = dy, dsource = dy at the indices.
    sealed class ScatterAddGradient(Tensor? x, Tensor source, int axis, Tensor index) : Node((ReadOnlySpan<Tensor?>)[x, source])
    {
        SavedTensor index = new(index);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(0)) AddGradient(0, dy);
            if (NeedsGradient(1)) AddGradient(1, dy.Gather(axis, index.For(this)));
        }

        protected override void Release() => index = default;
    }
}
