namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Cuts an axis into parts of given lengths: views.</summary>
        /// <param name="sizes">The lengths, which add up to the axis's.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="ShapeException">The lengths do not add up.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor[] Split(ReadOnlySpan<int> sizes, int axis = 0)
        {
            axis = x.Shape.Axis(axis);
            var parts = new Tensor[sizes.Length];
            long sum = 0;
            bool isNegative = false;
            foreach (int size in sizes)
            {
                sum += size;
                isNegative |= size < 0;
            }

            if (isNegative || sum != x.Shape.Axes[axis])
                throw new ShapeException($"Split([{string.Join(", ", sizes.ToArray())}]) along axis {axis} of shape {x.Shape}: the sizes must be 0 or more and add up to {x.Shape.Axes[axis]}.");
            int start = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = x.Narrow(axis, start, sizes[i]);
                start += sizes[i];
            }

            return parts;
        }

        /// <summary>Cuts an axis into parts of one length, the last shorter if it does not go in: views.</summary>
        /// <param name="size">The length of a part, at least 1.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor[] Split(int size, int axis = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
            int length = x.Shape[axis];
            var sizes = new int[Math.Max(1, (int)(((long)length + size - 1) / size))];
            for (int i = 0; i < sizes.Length; i++) sizes[i] = Math.Min(size, length - (i * size));
            return x.Split(sizes, axis);
        }

        /// <summary>Cuts an axis into so many parts, each ⌈length / chunks⌉ long but the last; fewer parts if that is enough, as in PyTorch. Views.</summary>
        /// <param name="chunks">The number of parts, at least 1.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor[] Chunk(int chunks, int axis = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
            int length = x.Shape[axis];
            return length == 0 ? x.Split(new int[chunks], axis) : x.Split((int)(((long)length + chunks - 1) / chunks), axis);
        }
    }
}
