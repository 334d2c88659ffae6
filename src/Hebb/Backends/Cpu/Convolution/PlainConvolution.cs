using System.Numerics;

namespace Hebb.Backends.Cpu;

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
