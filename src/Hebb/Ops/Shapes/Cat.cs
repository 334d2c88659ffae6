namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>Tensors one behind the other along an axis; types are promoted.</summary>
        /// <param name="tensors">At least one; equal in shape except on the axis.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="ShapeException">The shapes differ on another axis, a tensor is a scalar, or the result would be too large.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        /// <exception cref="ArgumentException">There is no tensor.</exception>
        public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.IsEmpty) throw new ArgumentException("Cat needs at least one tensor.", nameof(tensors));
            Tensor first = tensors[0];
            if (first.Rank == 0) throw new ShapeException("Cat cannot join scalars: they have no axis.", "Use Stack to put them on a new axis.");
            axis = first.Shape.Axis(axis);
            DType type = first.DType;
            long length = 0;
            bool isTracked = false;
            for (int i = 0; i < tensors.Length; i++)
            {
                Tensor x = tensors[i];
                if (!FitsBeside(x.Shape, first.Shape, axis))
                    throw new ShapeException($"Cat along axis {axis}: tensor {i} has shape {x.Shape}, tensor 0 has {first.Shape}; they may differ on that axis only.");
                type = DTypes.Promote(type, x.DType);
                length += x.Shape.Axes[axis];
                isTracked |= x.IsTracked;
            }

            Tensor y = Tensor.Uninitialized(first.Shape.With(axis, Shape.Checked(length, $"Axis {axis} of the joined tensor")), type, first.Backend);
            Region part = Region.Whole(y.Shape);
            int start = 0;
            foreach (Tensor x in tensors)
            {
                int own = x.Shape.Axes[axis];
                part.Take(axis, start, own, 1);
                if (x.Count > 0) y.Backend.Copy(x.Data, part.Of(y).Data);
                start += own;
            }

            return isTracked ? y.From(new CatGradient(tensors, axis)) : y;
        }

        /// <summary>Tensors of one shape side by side along a new axis; types are promoted.</summary>
        /// <param name="tensors">At least one, all of one shape.</param>
        /// <param name="axis">The place of the new axis in the result.</param>
        /// <exception cref="ShapeException">The shapes differ.</exception>
        /// <exception cref="IndexException">There is no such place.</exception>
        /// <exception cref="ArgumentException">There is no tensor.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.IsEmpty) throw new ArgumentException("Stack needs at least one tensor.", nameof(tensors));
            var slices = new Tensor[tensors.Length];
            for (int i = 0; i < slices.Length; i++)
            {
                if (tensors[i].Shape != tensors[0].Shape)
                    throw new ShapeException($"Stack needs tensors of one shape; tensor {i} has {tensors[i].Shape}, tensor 0 has {tensors[0].Shape}.", "Use Cat to join tensors along an axis that they have.");
                slices[i] = tensors[i].Unsqueeze(axis);
            }

            return Tensor.Cat(slices, axis);
        }
    }

    static bool FitsBeside(Shape a, Shape b, int axis) =>
        a.Rank == b.Rank && a.Axes[..axis].SequenceEqual(b.Axes[..axis]) && a.Axes[(axis + 1)..].SequenceEqual(b.Axes[(axis + 1)..]);

    // Each input gets its part of dy.
    sealed class CatGradient(ReadOnlySpan<Tensor> inputs, int axis) : Node(Optional(inputs))
    {
        public override void Backward(Tensor dy)
        {
            int start = 0;
            for (int i = 0; i < InputCount; i++)
            {
                int length = InputShape(i).Axes[axis];
                if (NeedsGradient(i)) AddGradient(i, dy.Narrow(axis, start, length));
                start += length;
            }
        }

        static Tensor?[] Optional(ReadOnlySpan<Tensor> inputs) => inputs.ToArray();
    }
}
