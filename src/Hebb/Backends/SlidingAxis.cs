namespace Hebb.Backends;

/// <summary>
/// One axis that a kernel slides along, computed in 64 bits: whatever numbers a user gives, nothing here wraps around. Kernels compute places in 32 bits; they may,
/// because a padded axis beyond <see cref="Longest"/> is refused and stride and dilation come out no longer than the axis.
/// </summary>
internal readonly struct SlidingAxis
{
    /// <summary>The longest padded axis.</summary>
    internal const int Longest = 1 << 30;

    readonly long padded, reach;
    readonly int stride, dilation;

    /// <summary>Describes an axis; all numbers are at least 0, the kernel, the stride and the dilation at least 1.</summary>
    internal SlidingAxis(int length, int kernel, int stride, long before, long after, int dilation)
    {
        padded = length + before + after;
        reach = ((long)dilation * (kernel - 1)) + 1;
        (this.stride, this.dilation) = (stride, kernel == 1 ? 1 : dilation);
    }

    /// <summary>The length with its padding.</summary>
    internal long Padded => padded;

    /// <summary>How many places one application of the kernel reaches over: d(k − 1) + 1.</summary>
    internal long Reach => reach;

    /// <summary>What is left of the padded axis beside one kernel; negative where the kernel does not fit.</summary>
    internal long Room => padded - reach;

    /// <summary>⌊room / stride⌋ + 1 positions, 0 where the kernel does not fit.</summary>
    internal long Positions => Room < 0 ? 0 : (Room / stride) + 1;

    /// <summary>The stride as kernels see it: any stride longer than the axis has the same single position.</summary>
    internal int Stride => (int)Math.Min(stride, Math.Max(padded, 1));

    /// <summary>The dilation as kernels see it: a kernel of one element has none.</summary>
    internal int Dilation => dilation;

    /// <summary>Refuses a padded axis that is too long to compute with.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="input">The shape of its input.</param>
    /// <exception cref="ShapeException">The padded axis is longer than <see cref="Longest"/>.</exception>
    internal void CheckLength(string operation, Shape input)
    {
        if (padded > Longest)
            throw new ShapeException($"{operation} of an input of shape {input}: padding makes an axis {padded} long, and at most 2^30 = {Longest} are computed.", "Take less padding.");
    }
}
