namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The whole tensor so many times along each axis: tiles. More numbers than axes add axes in front.</summary>
        /// <param name="repeats">How often along each axis, aligned at the last; at least as many as x has axes.</param>
        /// <returns>A copy; axis i is repeats[i] times as long.</returns>
        /// <exception cref="ShapeException">There are fewer numbers than axes, one is negative, or the result would be too large.</exception>
        public Tensor Repeat(params ReadOnlySpan<int> repeats)
        {
            int added = repeats.Length - x.Rank;
            bool isNegative = false;
            foreach (int repeat in repeats) isNegative |= repeat < 0;
            if (added < 0 || isNegative)
                throw new ShapeException($"Repeat([{string.Join(", ", repeats.ToArray())}]) of shape {x.Shape} needs a number, 0 or more, for each of its {x.Rank} axes.");
            int rank = repeats.Length;
            if (2 * rank > Shape.MaxRank) throw new ShapeException($"Repeat takes at most {Shape.MaxRank / 2} axes; it got {rank}.", "Flatten() axes that are not repeated.");
            int[] apart = new int[2 * rank], tiled = new int[2 * rank], joined = new int[rank];
            for (int i = 0; i < rank; i++)
            {
                int own = i < added ? 1 : x.Shape.Axes[i - added];
                (apart[2 * i], apart[(2 * i) + 1]) = (1, own);
                (tiled[2 * i], tiled[(2 * i) + 1]) = (repeats[i], own);
                joined[i] = Shape.Checked((long)repeats[i] * own, $"Axis {i} of the repeated tensor");
            }

            return x.Reshape(apart).Expand(tiled).Clone().Reshape(joined);
        }

        /// <summary>Each slice of an axis so many times, one behind the other: [a, b] becomes [a, a, b, b].</summary>
        /// <param name="repeats">How often, 0 or more.</param>
        /// <param name="axis">The axis.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
        /// <exception cref="ShapeException">The result would be too large.</exception>
        /// <exception cref="IndexException">There is no such axis.</exception>
        public Tensor RepeatInterleave(int repeats, int axis)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(repeats);
            axis = x.Shape.Axis(axis);
            ReadOnlySpan<int> own = x.Shape.Axes;
            return x.Unsqueeze(axis + 1).Expand([.. own[..(axis + 1)], repeats, .. own[(axis + 1)..]]).Clone().Reshape(x.Shape.With(axis, Shape.Checked((long)own[axis] * repeats, $"Axis {axis} of the repeated tensor")));
        }
    }
}
