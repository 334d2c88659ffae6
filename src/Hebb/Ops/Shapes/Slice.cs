namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Every step-th slice along one axis: x[start], x[start + step], … A view; a copy if the step is negative.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="start">The first slice.</param>
        /// <param name="count">How many slices.</param>
        /// <param name="step">The distance between them, not 0; negative to go backwards.</param>
        /// <exception cref="IndexException">There is no such axis, or a slice lies outside it.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The step is 0 or the count negative.</exception>
        public Tensor Slice(int axis, int start, int count, int step)
        {
            axis = x.Shape.Axis(axis);
            int length = x.Shape.Axes[axis];
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfZero(step);
            long last = start + ((count - 1L) * step);
            if (count == 0 ? (uint)start > (uint)length : (uint)start >= (uint)length || last < 0 || last >= length)
                throw new IndexException($"Slice takes {count} slices from {start} in steps of {step} along axis {axis} of shape {x.Shape}, which has {length}.");
            Region region = Region.Whole(x.Shape);
            region.Take(axis, start, count, step);
            return Sliced(x, region);
        }

        /// <summary>The part of an axis from a start: a view.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="start">The first slice; negative counts from the end.</param>
        /// <param name="length">How many slices.</param>
        /// <exception cref="IndexException">There is no such axis, or the part does not lie inside it.</exception>
        public Tensor Narrow(int axis, int start, int length)
        {
            axis = x.Shape.Axis(axis);
            int own = x.Shape.Axes[axis], first = start < 0 ? start + own : start;
            if (first < 0 || length < 0 || first > own - length)
                throw new IndexException($"Narrow takes {length} slices from {start} along axis {axis} of shape {x.Shape}, which has {own}.");
            Region region = Region.Whole(x.Shape);
            region.Take(axis, first, length, 1);
            return Sliced(x, region);
        }
    }

    /// <summary>The elements of a region: a view, or a copy where it runs backwards.</summary>
    internal static Tensor Sliced(Tensor x, Region region)
    {
        if (region.IsWhole(x.Shape)) return x;
        Tensor y = region.Of(x);
        if (region.RunsBackwards) y = y.Clone();
        return x.IsTracked ? y.From(new SliceGradient(x, region)) : y;
    }

    /// <summary>The adjoint of <see cref="Sliced"/>: zeros of a shape, with y in the region.</summary>
    internal static Tensor SliceAdjoint(Tensor y, Shape shape, Region region)
    {
        Tensor x = Tensor.Uninitialized(shape, y.DType, y.Backend);
        x.Backend.Fill(x.Data, 0);
        x.Backend.Copy(y.Data, region.Of(x).Data);
        return y.IsTracked ? x.From(new SliceAdjointGradient(y, region)) : x;
    }

    // dx = dy in its region, 0 elsewhere.
    sealed class SliceGradient(Tensor x, Region region) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, SliceAdjoint(dy, InputShape(0), region));
    }

    // dy = the region of dx.
    sealed class SliceAdjointGradient(Tensor y, Region region) : Node(y)
    {
        public override void Backward(Tensor dy) => AddGradient(0, Sliced(dy, region));
    }
}
