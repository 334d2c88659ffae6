namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>One slice of an axis, which vanishes: a view.</summary>
        /// <param name="axis">The axis.</param>
        /// <param name="index">The slice; negative counts from the end.</param>
        /// <exception cref="IndexException">There is no such axis or no such slice.</exception>
        public Tensor Select(int axis, int index)
        {
            axis = x.Shape.Axis(axis);
            int length = x.Shape.Axes[axis], position = index < 0 ? index + length : index;
            return (uint)position < (uint)length ? x.Narrow(axis, position, 1).Squeeze(axis) : throw OutOfRange(index, axis, length);
        }

        /// <summary>All slices of an axis, one by one: views.</summary>
        /// <param name="axis">The axis.</param>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor[] Unbind(int axis = 0)
        {
            var parts = new Tensor[x.Shape[axis]];
            for (int i = 0; i < parts.Length; i++) parts[i] = x.Select(axis, i);
            return parts;
        }
    }

    internal static IndexException OutOfRange(long index, int axis, int length) => new(
        $"Index {index} does not exist on axis {axis}, which has length {length}.",
        length == 0 ? "The axis is empty." : $"Indices run from 0 to {length - 1}, or from {-length} to -1 counted from the end.");
}
