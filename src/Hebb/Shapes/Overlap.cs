namespace Hebb;

/// <summary>
/// Whether two indices of a view lead to the same element. Such a view (an expanded one) reads well, but a change of one element would change others too, and how often
/// would depend on the order of the kernel.
/// </summary>
internal static class Overlap
{
    /// <summary>Says whether any element of a strided view is reached twice; exact, and fast where the axes nest as they do in nearly all views.</summary>
    internal static bool IsIn(ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides)
    {
        if (lengths.Contains(0)) return false;
        Span<(long Step, int Length)> axes = new (long, int)[lengths.Length];
        int count = 0;
        long last = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == 1) continue;
            if (strides[i] == 0) return true;
            long step = Math.Abs((long)strides[i]);
            axes[count++] = (step, lengths[i]);
            last += step * (lengths[i] - 1);
        }

        axes = axes[..count];
        axes.Sort(static (a, b) => a.Step.CompareTo(b.Step));
        long reach = 0;
        bool isNested = true;
        foreach ((long step, int length) in axes)
        {
            isNested &= step > reach;
            reach += step * (length - 1);
        }

        return !isNested && IsFoundByVisiting(axes, last);
    }

    // Axes that interleave, such as steps 2 and 3: only a visit to every element tells.
    static bool IsFoundByVisiting(ReadOnlySpan<(long Step, int Length)> axes, long last)
    {
        long count = 1;
        foreach ((_, int length) in axes) count *= length;
        // More elements than places.
        if (count > last + 1) return true;
        var seen = new HashSet<long>();
        for (long element = 0; element < count; element++)
        {
            long rest = element, place = 0;
            foreach ((long step, int length) in axes)
            {
                place += step * (rest % length);
                rest /= length;
            }

            if (!seen.Add(place)) return true;
        }

        return false;
    }
}
