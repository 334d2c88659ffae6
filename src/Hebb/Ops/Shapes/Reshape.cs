namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The same elements, in row-major order, in another shape: a view where the strides allow it, else a copy.</summary>
        /// <param name="shape">The new lengths; one of them may be −1, which stands for what is left.</param>
        /// <exception cref="ShapeException">The number of elements differs, or more than one length is −1.</exception>
        public Tensor Reshape(params ReadOnlySpan<int> shape)
        {
            return shape.SequenceEqual(x.Shape.Axes) ? x : x.ReshapeTo(Resolve(x, shape));
        }

        /// <summary>Reshape to a shape that is known to have as many elements; shares its lengths instead of copying them.</summary>
        internal Tensor ReshapeTo(Shape target)
        {
            if (target == x.Shape) return x;
            Tensor y = x.IsContiguous ? x.ViewAs(target) : ReshapedView(x, target) ?? x.Detached().Contiguous().ViewAs(target);
            return x.IsTracked ? y.From(new ReshapeGradient(x)) : y;
        }

        /// <summary>Joins the axes from one to another into one.</summary>
        /// <param name="start">The first axis to join; 1 keeps a batch axis.</param>
        /// <param name="end">The last axis to join.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Flatten(int start = 0, int end = -1)
        {
            if (x.Rank == 0) return x.Reshape(1);
            int first = x.Shape.Axis(start), last = x.Shape.Axis(end);
            if (first > last) throw new ShapeException($"Flatten({start}, {end}) of shape {x.Shape}: the first axis lies behind the last.");
            if (first == last) return x;
            ReadOnlySpan<int> axes = x.Shape.Axes;
            return x.ReshapeTo(Shape.Own([.. axes[..first], axes[first..(last + 1)].Product(), .. axes[(last + 1)..]]));
        }

        /// <summary>Removes an axis of length 1, or all of them.</summary>
        /// <param name="axis">The axis; all of length 1 unless given.</param>
        /// <exception cref="ShapeException">The axis has another length.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor Squeeze(int? axis = null)
        {
            if (axis is { } one)
            {
                return x.Shape[one] == 1
                    ? x.Reshape(x.Shape.Without(one))
                    : throw new ShapeException($"Squeeze({one}) removes an axis of length 1; in shape {x.Shape} it has length {x.Shape[one]}.");
            }

            return x.Reshape([.. x.Shape.Where(length => length != 1)]);
        }

        /// <summary>Inserts an axis of length 1.</summary>
        /// <param name="axis">Its place in the result; −1 is behind the last.</param>
        /// <exception cref="IndexException">There is no such place.</exception>
        public Tensor Unsqueeze(int axis)
        {
            int position = axis < 0 ? axis + x.Rank + 1 : axis;
            if (position < 0 || position > x.Rank) throw new IndexException($"Unsqueeze({axis}) of shape {x.Shape}: positions run from {-x.Rank - 1} to {x.Rank}.");
            return x.Reshape([.. x.Shape.Axes[..position], 1, .. x.Shape.Axes[position..]]);
        }
    }

    // Of axes of one shape: never beyond 32 bits.
    static int Product(this ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths) product *= length;
        return product;
    }

    static Shape Resolve(Tensor x, ReadOnlySpan<int> shape)
    {
        int free = shape.IndexOf(-1);
        if (free < 0)
        {
            var target = new Shape(shape);
            return target.Count == x.Count ? target : throw CannotReshape(x, shape);
        }

        int[] lengths = shape.ToArray();
        lengths[free] = 1;
        long known = 1;
        foreach (int length in lengths) known = length < 0 || known > int.MaxValue ? 0 : known * length;
        if (known == 0 || x.Count % known != 0) throw CannotReshape(x, shape);
        lengths[free] = (int)(x.Count / known);
        return Shape.Own(lengths);
    }

    static ShapeException CannotReshape(Tensor x, ReadOnlySpan<int> shape) => new(
        $"Reshape cannot turn shape {x.Shape} ({x.Count} elements) into [{string.Join(", ", shape.ToArray())}].",
        "The product of the lengths must stay; one length may be -1 and stands for what is left.");

    // Splits and joins axes whose strides permit it without a copy; null where they do not.
    static Tensor? ReshapedView(Tensor x, Shape target)
    {
        if (x.Count == 0) return null;
        ReadOnlySpan<int> lengths = x.Shape.Axes, steps = x.Strides;
        var strides = new int[target.Rank];
        int from = lengths.Length - 1, to = target.Rank - 1;
        while (from >= 0 || to >= 0)
        {
            if (from >= 0 && lengths[from] == 1)
            {
                from--;
                continue;
            }

            if (to >= 0 && target[to] == 1)
            {
                strides[to] = 1;
                to--;
                continue;
            }

            if (from < 0 || to < 0) return null;
            int have = lengths[from], want = target[to], step = steps[from];
            strides[to] = step;
            while (have != want)
            {
                if (have > want)
                {
                    if (--to < 0) return null;
                    strides[to] = step * want;
                    want *= target[to];
                }
                else
                {
                    if (--from < 0 || steps[from] != step * have) return null;
                    have *= lengths[from];
                }
            }

            from--;
            to--;
        }

        return x.View(target, strides, x.Offset);
    }

    // dx = dy in the shape of x.
    sealed class ReshapeGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy.ReshapeTo(InputShape(0)));
    }
}
