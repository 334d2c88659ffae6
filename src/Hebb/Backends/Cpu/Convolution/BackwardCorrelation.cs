namespace Hebb.Backends.Cpu;

// The input gradient as correlations of dy. With stride s, the rows of dx whose padded index leaves the remainder a modulo s see only the
// kernel rows r with r·dilation ≡ a (mod s), and these meet consecutive rows of dy: s × s small correlations of stride 1 with
// the kernel flipped and its channels exchanged, each filling every s-th row and column of dx.
internal static unsafe class BackwardCorrelation
{
    // The part of dx with padded row index ≡ a and column index ≡ b. False where no kernel element reaches it, or it has no elements.
    public static bool TryOf<T>(in ConvShape s, T* dy, T* w, T* dx, int a, int b, out Correlation<T> c)
        where T : unmanaged
    {
        Axis rows = new(s.H, s.PadTop, s.StrideH, s.DilationH, s.KernelHeight, a);
        Axis columns = new(s.W, s.PadLeft, s.StrideW, s.DilationW, s.KernelWidth, b);
        c = new Correlation<T>
        {
            Grid = new PatchGrid
            {
                Channels = s.GroupOutputs,
                Height = s.OutHeight,
                Width = s.OutWidth,
                OutHeight = rows.Count,
                OutWidth = columns.Count,
                StepH = 1,
                StepW = 1,
                Top = rows.Origin,
                Left = columns.Origin,
                SpanH = rows.Span,
                SpanW = columns.Span,
            },
            TapsH = rows.Taps,
            TapsW = columns.Taps,
            Images = s.N,
            Groups = s.Groups,
            Outputs = s.GroupInputs,
            Image = dy,
            Weights = w,
            WeightGroup = (nint)s.GroupOutputs * s.GroupInputs * s.Taps,
            WeightOutput = s.Taps,
            WeightInput = (nint)s.GroupInputs * s.Taps,
            KernelWidth = s.KernelWidth,
            To = dx + ((nint)rows.First * s.W) + columns.First,
            ToPlane = (nint)s.H * s.W,
            ToLine = (nint)s.StrideH * s.W,
            ToStep = s.StrideW,
        };
        return rows.Count > 0 && columns.Count > 0 && c.Taps > 0;
    }

    readonly struct Axis
    {
        // dx index i = First + u·stride for u < Count; it sees dy at Origin + u + the place of each tap.
        public readonly int First;
        public readonly int Count;
        public readonly int Origin;
        public readonly int Span;
        public readonly TapRange Taps;

        public Axis(int length, int pad, int stride, int dilation, int kernel, int remainder)
        {
            // Padded index i + pad = remainder + stride·t with i ≥ 0.
            int t = Math.Max(0, (pad - remainder + stride - 1) / stride);
            First = remainder + (stride * t) - pad;
            Count = First >= length ? 0 : ((length - 1 - First) / stride) + 1;

            // Kernel elements with r·dilation ≡ remainder: the first one and every (stride / gcd)-th.
            int first = 0;
            while (first < kernel && ((first * dilation) - remainder) % stride != 0)
                first++;
            if (first == kernel)
                return;
            int step = 1;
            while (step * dilation % stride != 0)
                step++;
            int taps = ((kernel - 1 - first) / step) + 1;

            // Element r meets dy at t − (r·dilation − remainder) / stride; the last one comes first.
            int near = ((first * dilation) - remainder) / stride, far = (((first + ((taps - 1) * step)) * dilation) - remainder) / stride;
            Taps = new TapRange(taps, first, step, far - near, -(step * dilation / stride));
            Origin = t - far;
            Span = far - near + 1;
        }
    }
}
