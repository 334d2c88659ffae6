using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// to[n, g, m, p] = bias[g, m] + Σ over channels c and taps t of weights[g, m, c, t] · image[n, g, c, position p + tap t]: what a convolution
// does, and what its input gradient does with weights turned round. Channels and outputs are those of one group.
internal unsafe struct Correlation<T>
    where T : unmanaged
{
    public PatchGrid Grid;
    public TapRange TapsH;
    public TapRange TapsW;
    public int Images;
    public int Groups;
    public int Outputs;

    public T* Image;
    public T* Weights;

    // Strides of the weights; a tap is one element.
    public nint WeightGroup;
    public nint WeightOutput;
    public nint WeightInput;
    public int KernelWidth;

    public T* Bias;
    public Activation Activation;

    public T* To;

    // Elements from one output channel, row and column to the next.
    public nint ToPlane;
    public nint ToLine;
    public nint ToStep;

    public readonly int Taps => TapsH.Count * TapsW.Count;

    public readonly int Depth => Grid.Channels * Taps;

    public readonly bool IsDense => ToStep == 1 && ToLine == Grid.OutWidth;

    public readonly long Work => (long)Images * Groups * Outputs * Depth * Grid.OutHeight * Grid.OutWidth;

    // offsets[c · Taps + t]: where tap t of channel c lies, seen from the position.
    public readonly void WriteOffsets(int* offsets)
    {
        for (int c = 0; c < Grid.Channels; c++)
        {
            for (int y = 0; y < TapsH.Count; y++)
            {
                for (int x = 0; x < TapsW.Count; x++)
                    *offsets++ = (c * Grid.Plane) + Grid.Tap(TapsH.Place(y), TapsW.Place(x));
            }
        }
    }

    // Elements from row to row of packed weights: rows a multiple of 1 KB apart would push each other out of the first cache.
    public static int WeightRow(int depth) => depth * sizeof(T) % 1024 < 64 ? depth + (64 / sizeof(T)) : depth;

    // Elements of one group's packed weights.
    public readonly nint WeightLength(int depthStep) => (nint)Outputs * ((Depth + depthStep - 1) / depthStep) * WeightRow(depthStep);

    // Weights of one group for the tiles: per step over the depth one row per output.
    public readonly void PackWeights(int group, int depthStep, T* to)
    {
        int taps = Taps, depth = Depth;
        for (int k = 0; k < depth; k += depthStep)
        {
            int end = Math.Min(depth, k + depthStep), row = WeightRow(depthStep);
            for (int i = 0; i < Outputs; i++)
            {
                T* source = Weights + (group * WeightGroup) + (i * WeightOutput);
                if (WeightInput == taps && TapsW.Move > 0)
                    Unsafe.CopyBlockUnaligned(to, source + k, (uint)((end - k) * sizeof(T)));
                else
                    PackRow(source, k, end, to);
                to += row;
            }
        }
    }

    readonly void PackRow(T* source, int k, int end, T* to)
    {
        int taps = Taps, channel = k / taps, rest = k % taps;
        int y = rest / TapsW.Count, x = rest % TapsW.Count;
        source += channel * WeightInput;
        T* line = source + (TapsH.Element(y) * KernelWidth) + TapsW.First;
        for (; k < end; k++)
        {
            *to++ = line[x * TapsW.Step];
            if (++x < TapsW.Count)
                continue;
            x = 0;
            if (++y == TapsH.Count)
            {
                y = 0;
                source += WeightInput;
            }

            line = source + (TapsH.Element(y) * KernelWidth) + TapsW.First;
        }
    }

    // y = x ∗ w + bias (bias may be null), then the activation.
    public static Correlation<T> Forward(in ConvShape s, T* x, T* w, T* bias, T* y, Activation activation) => new()
    {
        Grid = new PatchGrid
        {
            Channels = s.GroupInputs,
            Height = s.H,
            Width = s.W,
            OutHeight = s.OutHeight,
            OutWidth = s.OutWidth,
            StepH = s.Geometry.StrideHeight,
            StepW = s.Geometry.StrideWidth,
            Top = -s.Geometry.PadTop,
            Left = -s.Geometry.PadLeft,
            SpanH = s.ReachH,
            SpanW = s.ReachW,
        },
        TapsH = TapRange.All(s.KernelHeight, s.Geometry.DilationHeight),
        TapsW = TapRange.All(s.KernelWidth, s.Geometry.DilationWidth),
        Images = s.N,
        Groups = s.Geometry.Groups,
        Outputs = s.GroupOutputs,
        Image = x,
        Weights = w,
        WeightGroup = (nint)s.K / s.Geometry.Groups * s.GroupInputs * s.Taps,
        WeightOutput = (nint)s.GroupInputs * s.Taps,
        WeightInput = s.Taps,
        KernelWidth = s.KernelWidth,
        Bias = bias,
        Activation = activation,
        To = y,
        ToPlane = (nint)s.OutHeight * s.OutWidth,
        ToLine = s.OutWidth,
        ToStep = 1,
    };

    // The input gradient as correlations of dy. With stride s, the rows of dx whose padded index leaves the remainder a modulo s see only the
    // kernel rows r with r·dilation ≡ a (mod s), and these meet consecutive rows of dy: s × s small correlations of stride 1 with
    // the kernel flipped and its channels exchanged, each filling every s-th row and column of dx.
    //
    // The part of dx with padded row index ≡ a and column index ≡ b. False where no kernel element reaches it, or it has no elements.
    public static bool TryBackward(in ConvShape s, T* dy, T* w, T* dx, int a, int b, out Correlation<T> c)
    {
        Axis rows = new(s.H, s.Geometry.PadTop, s.Geometry.StrideHeight, s.Geometry.DilationHeight, s.KernelHeight, a);
        Axis columns = new(s.W, s.Geometry.PadLeft, s.Geometry.StrideWidth, s.Geometry.DilationWidth, s.KernelWidth, b);
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
            Groups = s.Geometry.Groups,
            Outputs = s.GroupInputs,
            Image = dy,
            Weights = w,
            WeightGroup = (nint)s.GroupOutputs * s.GroupInputs * s.Taps,
            WeightOutput = s.Taps,
            WeightInput = (nint)s.GroupInputs * s.Taps,
            KernelWidth = s.KernelWidth,
            To = dx + ((nint)rows.First * s.W) + columns.First,
            ToPlane = (nint)s.H * s.W,
            ToLine = (nint)s.Geometry.StrideHeight * s.W,
            ToStep = s.Geometry.StrideWidth,
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

// The kernel elements along one axis that a correlation uses: Count of them, the first being the kernel's element First and lying At
// rows (columns) from the position, each next one Step elements and Move rows further. Move is negative where the kernel is flipped.
internal readonly record struct TapRange(int Count, int First, int Step, int At, int Move)
{
    public int Element(int index) => First + (index * Step);

    public int Place(int index) => At + (index * Move);

    // All elements in order.
    public static TapRange All(int count, int dilation) => new(count, 0, 1, 0, dilation);
}
