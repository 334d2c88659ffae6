namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>A diagonal of two axes, which vanish; it comes as the last axis. A view.</summary>
        /// <param name="offset">Which: 0 is the main one, positive ones lie above it, negative ones below.</param>
        /// <param name="rowAxis">The axis of the rows.</param>
        /// <param name="columnAxis">The axis of the columns.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ShapeException">The two axes are one.</exception>
        public Tensor Diagonal(int offset = 0, int rowAxis = 0, int columnAxis = 1)
        {
            int row = x.Shape.Axis(rowAxis), column = x.Shape.Axis(columnAxis);
            if (row == column) throw new ShapeException($"Diagonal needs two different axes; both are axis {row} of shape {x.Shape}.");
            Tensor y = DiagonalOf(x, offset, row, column);
            return x.IsTracked ? y.From(new DiagonalGradient(x, offset, row, column)) : y;
        }
    }

    static Tensor DiagonalOf(Tensor x, int offset, int row, int column)
    {
        ReadOnlySpan<int> own = x.Shape.Axes, steps = x.Strides;
        long down = Math.Max(-(long)offset, 0), right = Math.Max(offset, 0);
        int rank = own.Length - 1, length = (int)Math.Max(0, Math.Min(own[row] - down, own[column] - right));
        int[] lengths = new int[rank], strides = new int[rank];
        int next = 0;
        for (int i = 0; i < own.Length; i++)
        {
            if (i != row && i != column) (lengths[next], strides[next++]) = (own[i], steps[i]);
        }

        (lengths[next], strides[next]) = (length, steps[row] + steps[column]);
        return x.View(Shape.Own(lengths), strides, x.Offset + (length == 0 ? 0 : (int)((down * steps[row]) + (right * steps[column]))));
    }

    // The adjoint: zeros of a shape, with y on the diagonal.
    internal static Tensor DiagonalAdjoint(Tensor y, Shape shape, int offset, int row, int column)
    {
        Tensor x = Tensor.Uninitialized(shape, y.DType, y.Backend);
        x.Backend.Fill(x.Data, 0);
        x.Backend.Copy(y.Data, DiagonalOf(x, offset, row, column).Data);
        return y.IsTracked ? x.From(new DiagonalAdjointGradient(y, offset, row, column)) : x;
    }

    // dx = dy on the diagonal, 0 elsewhere.
    sealed class DiagonalGradient(Tensor x, int offset, int row, int column) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, DiagonalAdjoint(dy, InputShape(0), offset, row, column));
    }

    // dy = the diagonal of dx.
    sealed class DiagonalAdjointGradient(Tensor y, int offset, int row, int column) : Node(y)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy.Diagonal(offset, row, column));
    }
}
