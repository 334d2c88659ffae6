namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Repeats axes of length 1, and adds axes in front, without a copy: the broadcast made visible.</summary>
        /// <param name="shape">The new lengths; −1 keeps a length.</param>
        /// <exception cref="ShapeException">A length other than 1 would change.</exception>
        public Tensor Expand(params ReadOnlySpan<int> shape)
        {
            int added = shape.Length - x.Rank;
            if (added < 0) throw CannotExpand(x, shape);
            var lengths = new int[shape.Length];
            var strides = new int[shape.Length];
            Span<int> steps = stackalloc int[x.Rank];
            x.Data.WriteStrides(steps);
            for (int i = 0; i < lengths.Length; i++)
            {
                int own = i < added ? 1 : x.Shape.Axes[i - added];
                if (shape[i] == -1 ? i < added : own != 1 && shape[i] != own) throw CannotExpand(x, shape);
                lengths[i] = shape[i] == -1 ? own : shape[i];
                strides[i] = i < added || own == 1 && lengths[i] != 1 ? 0 : steps[i - added];
            }

            var target = Shape.Own(lengths);
            if (target == x.Shape) return x;
            Tensor y = x.View(target, strides, x.Offset);
            return x.IsTracked ? y.From(new ExpandGradient(x)) : y;
        }
    }

    static ShapeException CannotExpand(Tensor x, ReadOnlySpan<int> shape) => new(
        $"Expand cannot turn shape {x.Shape} into [{string.Join(", ", shape.ToArray())}].", "Only axes of length 1 can grow, counted from the last; new axes come in front.");

    // dx = dy summed over what was repeated; Give sums.
    sealed class ExpandGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy);
    }
}
