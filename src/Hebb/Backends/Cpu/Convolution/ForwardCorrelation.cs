namespace Hebb.Backends.Cpu;

// The correlations that make up the forward pass and the input gradient of a convolution.
internal static unsafe class ForwardCorrelation
{
    public static Correlation<T> Of<T>(in ConvShape s, T* x, T* w, T* bias, T* y, ConvEpilogue epilogue)
        where T : unmanaged => new()
        {
            Grid = new PatchGrid
            {
                Channels = s.GroupInputs,
                Height = s.H,
                Width = s.W,
                OutHeight = s.OutHeight,
                OutWidth = s.OutWidth,
                StepH = s.StrideH,
                StepW = s.StrideW,
                Top = -s.PadTop,
                Left = -s.PadLeft,
                SpanH = s.ReachH,
                SpanW = s.ReachW,
            },
            TapsH = TapRange.All(s.KernelHeight, s.DilationH),
            TapsW = TapRange.All(s.KernelWidth, s.DilationW),
            Images = s.N,
            Groups = s.Groups,
            Outputs = s.GroupOutputs,
            Image = x,
            Weights = w,
            WeightGroup = (nint)s.K / s.Groups * s.GroupInputs * s.Taps,
            WeightOutput = (nint)s.GroupInputs * s.Taps,
            WeightInput = s.Taps,
            KernelWidth = s.KernelWidth,
            Bias = bias,
            Relu = epilogue == ConvEpilogue.Relu,
            To = y,
            ToPlane = (nint)s.OutHeight * s.OutWidth,
            ToLine = s.OutWidth,
            ToStep = 1,
        };
}
