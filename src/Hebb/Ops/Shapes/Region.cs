namespace Hebb;

/// <summary>A regular part of a shape: start, step and count along each axis. Checked by whoever makes it.</summary>
/// <param name="starts">The first index on each axis.</param>
/// <param name="steps">The distance between indices; negative to go backwards.</param>
/// <param name="counts">The number of indices.</param>
internal sealed class Region(int[] starts, int[] steps, int[] counts)
{
    internal ReadOnlySpan<int> Counts => counts;

    /// <summary>Whether an axis is walked backwards. Such a view never leaves an operation.</summary>
    internal bool RunsBackwards => Array.Exists(steps, step => step < 0);

    internal static Region Whole(Shape shape)
    {
        var steps = new int[shape.Rank];
        steps.AsSpan().Fill(1);
        return new Region(new int[shape.Rank], steps, shape.ToArray());
    }

    internal void Take(int axis, int start, int count, int step)
    {
        // An empty view starts at 0, so that no reference points behind the buffer; a single place needs no step.
        (starts[axis], counts[axis], steps[axis]) = (count == 0 ? 0 : start, count, count <= 1 ? 1 : step);
    }

    internal bool IsWhole(Shape shape) =>
        shape.Axes.SequenceEqual(counts) && !starts.AsSpan().ContainsAnyExcept(0) && !steps.AsSpan().ContainsAnyExcept(1);

    /// <summary>The view of a tensor that covers this part; strides are negative where it runs backwards.</summary>
    internal Tensor Of(Tensor x)
    {
        ReadOnlySpan<int> own = x.Strides;
        var strides = new int[starts.Length];
        int offset = x.Offset;
        for (int i = 0; i < strides.Length; i++)
        {
            strides[i] = own[i] * steps[i];
            offset += own[i] * starts[i];
        }

        return x.View(new Shape(counts), strides, offset);
    }
}
