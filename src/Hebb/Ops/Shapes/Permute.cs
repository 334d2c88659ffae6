namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The transpose of a matrix; of a tensor with more axes, the last two swapped. A view.</summary>
        /// <exception cref="ShapeException">x has fewer than two axes.</exception>
        public Tensor T => x.Rank >= 2 ? x.Transpose(-2, -1) : throw new ShapeException($"T needs two axes; this tensor has shape {x.Shape}.", "Unsqueeze it to a row or a column first.");

        /// <summary>Two axes swapped. A view.</summary>
        /// <param name="first">One axis.</param>
        /// <param name="second">The other.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Transpose(int first, int second)
        {
            Span<int> order = stackalloc int[x.Rank];
            for (int i = 0; i < order.Length; i++) order[i] = i;
            (order[x.Shape.Axis(first)], order[x.Shape.Axis(second)]) = (x.Shape.Axis(second), x.Shape.Axis(first));
            return x.Permute(order);
        }

        /// <summary>The axes in another order: axis i of the result is axis order[i] of x. A view.</summary>
        /// <param name="order">Each axis once.</param>
        /// <exception cref="ShapeException">The order does not name each axis once.</exception>
        public Tensor Permute(params ReadOnlySpan<int> order)
        {
            if (order.Length != x.Rank) throw NoOrder(x, order);
            var lengths = new int[order.Length];
            var strides = new int[order.Length];
            Span<int> axes = stackalloc int[order.Length], steps = stackalloc int[order.Length];
            x.Data.WriteStrides(steps);
            ulong seen = 0;
            for (int i = 0; i < axes.Length; i++)
            {
                int axis = axes[i] = x.Shape.Axis(order[i]);
                if ((seen & (1ul << axis)) != 0) throw NoOrder(x, order);
                seen |= 1ul << axis;
                lengths[i] = x.Shape.Axes[axis];
                strides[i] = steps[axis];
            }

            Tensor y = x.View(Shape.Own(lengths), strides, x.Offset);
            return x.IsTracked ? y.From(new PermuteGradient(x, axes.ToArray())) : y;
        }
    }

    static ShapeException NoOrder(Tensor x, ReadOnlySpan<int> order) =>
        new($"Permute([{string.Join(", ", order.ToArray())}]) of shape {x.Shape}: the order must name each of its {x.Rank} axes once.");

    // dx = dy with the axes back in their places.
    sealed class PermuteGradient(Tensor x, int[] order) : Node(x)
    {
        public override void Backward(Tensor dy)
        {
            Span<int> back = stackalloc int[order.Length];
            for (int i = 0; i < back.Length; i++) back[order[i]] = i;
            AddGradient(0, dy.Permute(back));
        }
    }
}
