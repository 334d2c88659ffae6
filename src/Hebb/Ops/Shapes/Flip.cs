namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The order of the elements reversed along axes. A copy.</summary>
        /// <param name="axes">The axes; all of them if empty.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">An axis is named twice.</exception>
        public Tensor Flip(params ReadOnlySpan<int> axes)
        {
            Region region = Region.Whole(x.Shape);
            foreach (int axis in Axes(x, axes)) region.Take(axis, x.Shape.Axes[axis] - 1, x.Shape.Axes[axis], -1);
            return region.RunsBackwards ? Sliced(x, region) : x.Clone();
        }

        /// <summary>The elements moved along an axis; what leaves at one end enters at the other.</summary>
        /// <param name="shift">By how many positions; negative to the front.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Roll(int shift, int axis)
        {
            axis = x.Shape.Axis(axis);
            int length = x.Shape.Axes[axis];
            if (length == 0) return x.Clone();
            int moved = (int)(((long)(shift % length) + length) % length);
            return moved == 0 ? x.Clone() : Tensor.Cat([x.Narrow(axis, length - moved, moved), x.Narrow(axis, 0, length - moved)], axis);
        }

        /// <summary>The elements moved along several axes.</summary>
        /// <param name="shifts">By how many positions along each.</param>
        /// <param name="axes">The axes.</param>
        /// <exception cref="ArgumentException">There are not as many shifts as axes.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Roll(ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes)
        {
            if (shifts.Length != axes.Length) throw new ArgumentException($"Roll needs a shift for each axis; it got {shifts.Length} shifts and {axes.Length} axes.", nameof(shifts));
            Tensor y = x;
            for (int i = 0; i < axes.Length; i++) y = y.Roll(shifts[i], axes[i]);
            return axes.IsEmpty ? x.Clone() : y;
        }

        /// <summary>The elements moved in row-major order, over the ends of all axes.</summary>
        /// <param name="shift">By how many positions; negative to the front.</param>
        public Tensor Roll(int shift) => x.Reshape(x.Count).Roll(shift, 0).Reshape(x.Shape);
    }
}
