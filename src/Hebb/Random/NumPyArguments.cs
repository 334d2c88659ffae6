namespace Hebb;

/// <summary>What both NumPy streams ask of their arguments.</summary>
static class NumPyArguments
{
    public static void RequireScale(double scale)
    {
        if (!(scale >= 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"The standard deviation must not be negative; got {scale}. (It is the root of the variance.)");
    }

    public static void RequireNonEmpty(long low, long high)
    {
        if (low >= high)
            throw new ArgumentOutOfRangeException(nameof(high), high,
                $"An integer was wanted from [{low}, {high}), but that interval is empty: the upper bound is exclusive and must be at least {low} + 1.");
    }

    public static void RequirePopulation(int n, int count, bool replace)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!replace && count > n)
            throw new ArgumentOutOfRangeException(nameof(count), count,
                $"{count} different numbers were wanted from a population of {n}; choose at most {n}, or choose with replacement.");
    }
}
