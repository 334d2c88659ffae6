using System.Numerics;

namespace Hebb.Backends.Cpu;

// How a convolution is computed. Every one gives the same numbers to rounding; the tests force each in turn.
internal enum ConvAlgorithm
{
    // The cheapest by the cost rule of its pass.
    Auto,

    // Tiles whose vectors are read from the (padded) image itself, tap by tap through an offset table.
    Direct,

    // Tiles that read slivers of patches, packed from the image: for narrow images whose rows would leave vectors half empty.
    Packed,

    // F(4×4, 3×3) of Lavin and Gray: a quarter of the multiplications.
    Winograd,
}

// The sizes of a 2-D convolution, everything contiguous: x [N, C, H, W], weights [K, C / Groups, KernelHeight, KernelWidth],
// y [N, K, OutHeight, OutWidth]. Paddings are zeros; every stride and dilation is at least 1.
internal readonly record struct ConvShape
{
    public ConvShape(Shape input, Shape weight, in ConvGeometry geometry)
    {
        ReadOnlySpan<int> x = input.Axes, w = weight.Axes;
        (N, C, H, W, K, KernelHeight, KernelWidth) = (x[0], x[1], x[2], x[3], w[0], w[2], w[3]);
        Geometry = geometry;
    }

    public int N { get; }

    public int C { get; }

    public int H { get; }

    public int W { get; }

    public int K { get; }

    public int KernelHeight { get; }

    public int KernelWidth { get; }

    public ConvGeometry Geometry { get; }

    // Rows and columns that one application of the kernel reaches over.
    public int ReachH => (Geometry.DilationHeight * (KernelHeight - 1)) + 1;

    public int ReachW => (Geometry.DilationWidth * (KernelWidth - 1)) + 1;

    public int OutHeight => Geometry.OutHeight(H, KernelHeight);

    public int OutWidth => Geometry.OutWidth(W, KernelWidth);

    public int Taps => KernelHeight * KernelWidth;

    public int GroupInputs => C / Geometry.Groups;

    public int GroupOutputs => K / Geometry.Groups;

    // Multiply-adds of one pass, padding counted.
    public long Work => (long)N * K * OutHeight * OutWidth * GroupInputs * Taps;

    // Whether the fast kernels can take it. They read images through padded copies of some rows, in 32-bit offsets: long dilations and strides
    // make such a copy much larger than the image, and the input gradient visits every remainder of the strides.
    // Four output rows at a time at the most in a correlation, all of a few images in a weight gradient.
    public bool FitsKernels(int elementBytes)
    {
        long pitch = (long)W + Geometry.PadLeft + Geometry.PadRight + (2L * Geometry.StrideWidth), high = (long)H + Geometry.PadTop + Geometry.PadBottom + Geometry.StrideHeight;
        long rows = Math.Min(high, ReachH + (4L * Geometry.StrideHeight)), blockRows = Math.Min(high, ReachH + (BlockPositions * (long)Geometry.StrideHeight));
        long images = Math.Clamp(BlockPositions / ((long)OutHeight * OutWidth), 1, Math.Max(N, 1));
        long elements = Math.Max(Math.Max(C, K) / Geometry.Groups * rows * pitch, GroupInputs * blockRows * pitch * images);
        return elements <= MaxCopied / elementBytes && (long)Geometry.StrideHeight * Geometry.StrideWidth <= MaxRemainders && (long)Geometry.StrideHeight * Geometry.DilationHeight < int.MaxValue && (long)Geometry.StrideWidth * Geometry.DilationWidth < int.MaxValue;
    }

    const long MaxCopied = 1L << 30;
    const long MaxRemainders = 1L << 14;

    // The most positions that a weight gradient takes at once, at any vector width.
    const long BlockPositions = 1L << 13;

    // Refuses what no kernel here could run. The layers check first, with words for their users.
    public void Check()
    {
        if (N < 0 || C < 1 || H < 1 || W < 1 || K < 1 || KernelHeight < 1 || KernelWidth < 1 || Geometry.StrideHeight < 1 || Geometry.StrideWidth < 1
            || Geometry.DilationHeight < 1 || Geometry.DilationWidth < 1 || Geometry.Groups < 1 || (Geometry.PadTop | Geometry.PadLeft | Geometry.PadBottom | Geometry.PadRight) < 0)
        {
            throw new ArgumentException($"A convolution needs positive sizes, strides, dilations and groups and paddings of at least 0, but {this} came.");
        }

        if (C % Geometry.Groups != 0 || K % Geometry.Groups != 0)
            throw new ArgumentException($"The groups of a convolution must divide its input and output channels, but {C} and {K} channels and {Geometry.Groups} groups came.");
        if (H + Geometry.PadTop + Geometry.PadBottom < ReachH || W + Geometry.PadLeft + Geometry.PadRight < ReachW)
        {
            throw new ArgumentException(
                $"The kernel reaches over {ReachH}×{ReachW}, but the padded image has only {H + Geometry.PadTop + Geometry.PadBottom}×{W + Geometry.PadLeft + Geometry.PadRight}; "
                + "enlarge the padding or take a smaller kernel or dilation.");
        }
    }
}

// The three passes of 2-D convolutions of float and double on pointers, contiguous NCHW (see ConvShape), each choosing its algorithm;
// targets are overwritten and overlap no source. In steady state nothing is allocated.
internal static unsafe class Convolution
{
    static void Run<S, V, T>(ref Correlation<T> c, ConvAlgorithm algorithm)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (UsesWinograd<S, V, T>(c, algorithm))
            WinogradCorrelation<S, V, T>.Run(ref c);
        else
            CorrelationJob<S, V, T>.Start(ref c, algorithm);
    }

    // Forced, it takes whatever it can compute and leaves the rest to the others.
    static bool UsesWinograd<S, V, T>(in Correlation<T> c, ConvAlgorithm algorithm)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => algorithm switch
        {
            ConvAlgorithm.Auto => WinogradCorrelation<S, V, T>.Pays(c),
            ConvAlgorithm.Winograd => WinogradCorrelation<S, V, T>.Fits(c),
            _ => false,
        };

    // y = x ∗ w + bias (bias may be null), then the activation.
    internal readonly struct Forward(ConvShape s, void* x, void* w, void* bias, void* y, Activation activation, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
                return;
            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.Forward(s, (T*)x, (T*)w, (T*)bias, (T*)y, activation);
                return;
            }

            Correlation<T> c = Correlation<T>.Forward(s, (T*)x, (T*)w, (T*)bias, (T*)y, activation);
            Convolution.Run<S, V, T>(ref c, algorithm);
        }
    }

    // dx from dy = ∂loss/∂y; also the transposed convolution of dy.
    internal readonly struct InputGradient(ConvShape s, void* dy, void* w, void* dx, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
                return;
            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.GradientInput(s, (T*)dy, (T*)w, (T*)dx);
                return;
            }

            bool cleared = false;
            for (int a = 0; a < s.Geometry.StrideHeight; a++)
            {
                for (int b = 0; b < s.Geometry.StrideWidth; b++)
                {
                    // Elements of dx that the kernel steps over get nothing.
                    if (!Correlation<T>.TryBackward(s, (T*)dy, (T*)w, (T*)dx, a, b, out _) && !cleared)
                    {
                        new Span<T>(dx, s.N * s.C * s.H * s.W).Clear();
                        cleared = true;
                    }
                }
            }

            for (int a = 0; a < s.Geometry.StrideHeight; a++)
            {
                for (int b = 0; b < s.Geometry.StrideWidth; b++)
                {
                    if (Correlation<T>.TryBackward(s, (T*)dy, (T*)w, (T*)dx, a, b, out Correlation<T> c))
                        Convolution.Run<S, V, T>(ref c, algorithm);
                }
            }
        }
    }

    // dw, and db unless it is null.
    internal readonly struct WeightGradient(ConvShape s, void* x, void* dy, void* dw, void* db, ConvAlgorithm algorithm = ConvAlgorithm.Auto) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            s.Check();
            if (s.N == 0)
            {
                new Span<T>(dw, s.K * s.GroupInputs * s.Taps).Clear();
                if (db != null)
                    new Span<T>(db, s.K).Clear();
                return;
            }

            if (!s.FitsKernels(sizeof(T)))
            {
                PlainConvolution.GradientWeight(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
                return;
            }

            Correlation<T> c = Correlation<T>.Forward(s, (T*)x, null, null, null, Activation.None);
            if (UsesWinograd<S, V, T>(c, algorithm))
                WinogradWeightGradient<S, V, T>.Run(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
            else
                WeightGradient<S, V, T>.Run(s, (T*)x, (T*)dy, (T*)dw, (T*)db);
        }
    }
}

// Convolutions whose padded copies would be too large for the fast kernels (ConvShape.FitsKernels): kernels with long dilations, strides of
// thousands, padding many times the image. Nested loops over the kernel elements that meet the image, nothing copied.
// Twin: Reference.Conv2d.
internal static unsafe class PlainConvolution
{
    public static void Forward<T>(in ConvShape s, T* x, T* w, T* bias, T* y, Activation activation)
        where T : unmanaged, INumber<T>
    {
        for (int n = 0; n < s.N; n++)
        {
            for (int k = 0; k < s.K; k++)
            {
                T* kernel = w + ((nint)k * s.GroupInputs * s.Taps), image = Image(s, x, n, k);
                for (int i = 0; i < s.OutHeight; i++)
                {
                    (int top, (int First, int End) rows) = Rows(s, i);
                    for (int j = 0; j < s.OutWidth; j++)
                    {
                        (int left, (int First, int End) columns) = Columns(s, j);
                        T sum = bias == null ? T.Zero : bias[k];
                        for (int c = 0; c < s.GroupInputs; c++)
                        {
                            T* plane = image + ((nint)c * s.H * s.W), taps = kernel + ((nint)c * s.Taps);
                            for (int r = rows.First; r < rows.End; r++)
                            {
                                T* line = plane + ((nint)(top + (r * s.Geometry.DilationHeight)) * s.W) + left;
                                for (int q = columns.First; q < columns.End; q++) sum += line[q * s.Geometry.DilationWidth] * taps[((nint)r * s.KernelWidth) + q];
                            }
                        }

                        *y++ = activation == Activation.Relu && sum < T.Zero ? T.Zero : sum;
                    }
                }
            }
        }
    }

    public static void GradientInput<T>(in ConvShape s, T* dy, T* w, T* dx)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(dx, s.N * s.C * s.H * s.W).Clear();
        for (int n = 0; n < s.N; n++)
        {
            for (int k = 0; k < s.K; k++)
            {
                T* kernel = w + ((nint)k * s.GroupInputs * s.Taps), image = Image(s, dx, n, k);
                for (int i = 0; i < s.OutHeight; i++)
                {
                    (int top, (int First, int End) rows) = Rows(s, i);
                    for (int j = 0; j < s.OutWidth; j++, dy++)
                    {
                        (int left, (int First, int End) columns) = Columns(s, j);
                        for (int c = 0; c < s.GroupInputs; c++)
                        {
                            T* plane = image + ((nint)c * s.H * s.W), taps = kernel + ((nint)c * s.Taps);
                            for (int r = rows.First; r < rows.End; r++)
                            {
                                T* line = plane + ((nint)(top + (r * s.Geometry.DilationHeight)) * s.W) + left;
                                for (int q = columns.First; q < columns.End; q++) line[q * s.Geometry.DilationWidth] += *dy * taps[((nint)r * s.KernelWidth) + q];
                            }
                        }
                    }
                }
            }
        }
    }

    // db may be null.
    public static void GradientWeight<T>(in ConvShape s, T* x, T* dy, T* dw, T* db)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(dw, s.K * s.GroupInputs * s.Taps).Clear();
        if (db != null)
            new Span<T>(db, s.K).Clear();
        for (int n = 0; n < s.N; n++)
        {
            for (int k = 0; k < s.K; k++)
            {
                T* kernel = dw + ((nint)k * s.GroupInputs * s.Taps), image = Image(s, x, n, k);
                for (int i = 0; i < s.OutHeight; i++)
                {
                    (int top, (int First, int End) rows) = Rows(s, i);
                    for (int j = 0; j < s.OutWidth; j++, dy++)
                    {
                        if (db != null)
                            db[k] += *dy;
                        (int left, (int First, int End) columns) = Columns(s, j);
                        for (int c = 0; c < s.GroupInputs; c++)
                        {
                            T* plane = image + ((nint)c * s.H * s.W), taps = kernel + ((nint)c * s.Taps);
                            for (int r = rows.First; r < rows.End; r++)
                            {
                                T* line = plane + ((nint)(top + (r * s.Geometry.DilationHeight)) * s.W) + left;
                                for (int q = columns.First; q < columns.End; q++) taps[((nint)r * s.KernelWidth) + q] += *dy * line[q * s.Geometry.DilationWidth];
                            }
                        }
                    }
                }
            }
        }
    }

    // The first channel that output channel k sees of image n.
    static T* Image<T>(in ConvShape s, T* x, int n, int k)
        where T : unmanaged => x + ((((nint)n * s.C) + (k / s.GroupOutputs * s.GroupInputs)) * s.H * s.W);

    static (int Top, (int First, int End) Taps) Rows(in ConvShape s, int i)
    {
        int top = (i * s.Geometry.StrideHeight) - s.Geometry.PadTop;
        return (top, SlidingAxis.Inside(top, s.KernelHeight, s.Geometry.DilationHeight, s.H));
    }

    static (int Left, (int First, int End) Taps) Columns(in ConvShape s, int j)
    {
        int left = (j * s.Geometry.StrideWidth) - s.Geometry.PadLeft;
        return (left, SlidingAxis.Inside(left, s.KernelWidth, s.Geometry.DilationWidth, s.W));
    }
}
