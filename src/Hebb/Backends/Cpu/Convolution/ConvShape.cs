namespace Hebb.Backends.Cpu;

// The sizes of a 2-D convolution, everything contiguous: x [N, C, H, W], weights [K, C / Groups, KernelHeight, KernelWidth],
// y [N, K, OutHeight, OutWidth]. Paddings are zeros; every stride and dilation is at least 1.
internal readonly record struct ConvShape(
    int N,
    int C,
    int H,
    int W,
    int K,
    int KernelHeight,
    int KernelWidth,
    int StrideH,
    int StrideW,
    int PadTop,
    int PadLeft,
    int PadBottom,
    int PadRight,
    int DilationH,
    int DilationW,
    int Groups)
{
    // Rows and columns that one application of the kernel reaches over.
    public int ReachH => (DilationH * (KernelHeight - 1)) + 1;

    public int ReachW => (DilationW * (KernelWidth - 1)) + 1;

    public int OutHeight => (H + PadTop + PadBottom - ReachH) / StrideH + 1;

    public int OutWidth => (W + PadLeft + PadRight - ReachW) / StrideW + 1;

    public int Taps => KernelHeight * KernelWidth;

    public int GroupInputs => C / Groups;

    public int GroupOutputs => K / Groups;

    // Multiply-adds of one pass, padding counted.
    public long Work => (long)N * K * OutHeight * OutWidth * GroupInputs * Taps;

    // Whether the fast kernels can take it. They read images through padded copies of some rows, in 32-bit offsets: long dilations and strides
    // make such a copy much larger than the image, and the input gradient visits every remainder of the strides.
    // Four output rows at a time at the most in a correlation, all of a few images in a weight gradient.
    public bool FitsKernels(int elementBytes)
    {
        long pitch = (long)W + PadLeft + PadRight + (2L * StrideW), high = (long)H + PadTop + PadBottom + StrideH;
        long rows = Math.Min(high, ReachH + (4L * StrideH)), blockRows = Math.Min(high, ReachH + (BlockPositions * (long)StrideH));
        long images = Math.Clamp(BlockPositions / ((long)OutHeight * OutWidth), 1, Math.Max(N, 1));
        long elements = Math.Max(Math.Max(C, K) / Groups * rows * pitch, GroupInputs * blockRows * pitch * images);
        return elements <= MostCopied / elementBytes && (long)StrideH * StrideW <= MostRemainders && (long)StrideH * DilationH < int.MaxValue && (long)StrideW * DilationW < int.MaxValue;
    }

    const long MostCopied = 1L << 30;
    const long MostRemainders = 1L << 14;

    // The most positions that WeightGradientPlan takes at once, at any vector width.
    const long BlockPositions = 1L << 13;

    // Refuses what no kernel here could run. The layers check first, with words for their users.
    public void Check()
    {
        if (N < 0 || C < 1 || H < 1 || W < 1 || K < 1 || KernelHeight < 1 || KernelWidth < 1 || StrideH < 1 || StrideW < 1
            || DilationH < 1 || DilationW < 1 || Groups < 1 || (PadTop | PadLeft | PadBottom | PadRight) < 0)
        {
            throw new ArgumentException($"A convolution needs positive sizes, strides, dilations and groups and paddings of at least 0, but {this} came.");
        }

        if (C % Groups != 0 || K % Groups != 0)
            throw new ArgumentException($"The groups of a convolution must divide its input and output channels, but {C} and {K} channels and {Groups} groups came.");
        if (H + PadTop + PadBottom < ReachH || W + PadLeft + PadRight < ReachW)
        {
            throw new ArgumentException(
                $"The kernel reaches over {ReachH}×{ReachW}, but the padded image has only {H + PadTop + PadBottom}×{W + PadLeft + PadRight}; "
                + "enlarge the padding or take a smaller kernel or dilation.");
        }
    }
}
