namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Adds a margin. A negative width cuts away (Constant only).</summary>
        /// <param name="widths">Pairs from the last axis on, as in PyTorch: [left, right, top, bottom, …].</param>
        /// <param name="mode">What stands in the margin.</param>
        /// <param name="value">The value for <see cref="PadMode.Constant"/>.</param>
        /// <returns>Axis −1 is longer by left + right, axis −2 by top + bottom, …</returns>
        /// <exception cref="ShapeException">The widths are no pairs, name too many axes, are too large for the mode, or make the result too large.</exception>
        public Tensor Pad(ReadOnlySpan<int> widths, PadMode mode = PadMode.Constant, double value = 0)
        {
            if (widths.Length % 2 != 0 || widths.Length / 2 > x.Rank)
                throw new ShapeException($"Pad([{string.Join(", ", widths.ToArray())}]) of shape {x.Shape} needs a pair of widths for each axis from the last on, at most {x.Rank} pairs.");
            if (mode == PadMode.Constant) return PadConstant(x, widths, value);
            Tensor y = x;
            for (int i = 0; i < widths.Length / 2; i++)
            {
                int axis = x.Rank - 1 - i, before = widths[2 * i], after = widths[(2 * i) + 1];
                if (before != 0 || after != 0) y = SelectChecked(y, axis, Outside(y.Shape, axis, before, after, mode));
            }

            return y == x ? x.Clone() : y;
        }
    }

    static Tensor PadConstant(Tensor x, ReadOnlySpan<int> widths, double value)
    {
        Region kept = Region.Whole(x.Shape), inner = Region.Whole(x.Shape);
        int[] lengths = x.Shape.ToArray();
        for (int i = 0; i < widths.Length / 2; i++)
        {
            int axis = x.Rank - 1 - i, before = widths[2 * i], after = widths[(2 * i) + 1], length = lengths[axis];
            long left = (long)length + Math.Min(before, 0) + Math.Min(after, 0);
            if (left < 0) throw new ShapeException($"Pad([{string.Join(", ", widths.ToArray())}]) cuts more from axis {axis} of shape {x.Shape} than there is.");
            kept.Take(axis, Math.Max(-before, 0), (int)left, 1);
            inner.Take(axis, Math.Max(before, 0), (int)left, 1);
            lengths[axis] = Shape.Checked((long)length + before + after, $"Axis {axis} of the padded tensor");
        }

        Tensor part = Sliced(x, kept), y = Tensor.Uninitialized(new Shape(lengths), x.DType, x.Backend);
        y.Backend.Fill(y.Data, value);
        y.Backend.Copy(part.Data, inner.Of(y).Data);
        return part.IsTracked ? y.From(new PadGradient(part, inner)) : y;
    }

    // The indices of the padded axis in the axis itself.
    static Tensor Outside(Shape shape, int axis, int before, int after, PadMode mode)
    {
        int length = shape.Axes[axis], max = mode switch { PadMode.Reflect => length - 1, PadMode.Circular => length, _ => length == 0 ? 0 : int.MaxValue };
        if (before < 0 || after < 0 || before > max || after > max)
        {
            throw new ShapeException(
                $"Pad by {before} and {after} in mode {mode} along axis {axis} of shape {shape}: widths run from 0 to {Math.Max(max, 0)}.",
                mode == PadMode.Reflect ? "The mirror image leaves the edge out, so it is one shorter than the axis." : null);
        }

        var indices = new long[shape.With(axis, Shape.Checked((long)before + length + after, $"Axis {axis} of the padded tensor"))[axis]];
        for (int i = 0; i < indices.Length; i++)
        {
            int position = i - before;
            indices[i] = mode switch
            {
                PadMode.Reflect => position < 0 ? -position : position < length ? position : (2 * (length - 1)) - position,
                PadMode.Replicate => Math.Clamp(position, 0, length - 1),
                _ => (position + length) % length,
            };
        }

        return Tensor.From(indices);
    }

    // dx = the inner part of dy.
    sealed class PadGradient(Tensor x, Region inner) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, Sliced(dy, inner));
    }
}
