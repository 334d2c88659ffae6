using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The five linear maps of F(4×4, 3×3): with d a 6×6 piece of the image and g a 3×3 kernel, the 4×4 outputs are
// Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, and the kernel's gradient is Gᵀ[(A dy Aᵀ) ⊙ (Bᵀ d B)]G. Interpolation points 0, ±1, ±2 and ∞.
// After Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv:1509.09308.
// Each map works on a vector of independent pieces; element (i, j) of a piece lies at its own offset from the first.
// Lanes: pieces (tiles or channels). Remainder: the callers' buffers have room for whole vectors. Scalar twin: Reference.Conv2d and its gradients.
internal static unsafe class WinogradTransform<TLanes, T, TVector>
    where TLanes : struct, ILanes<T, TVector>
    where T : unmanaged, INumber<T>
    where TVector : struct
{
    // Elements of a transformed piece.
    public const int Points = 36;

    // Vectors that every map needs to hold between its two directions.
    public static int RoomLength => Points * TLanes.Count;

    // Bᵀ d B.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Image(T* from, int* taps, T* to, nint toPoint, T* room)
    {
        TVector four = Of(4), minusFive = Of(-5), two = Of(2), minus = Of(-1);
        for (int j = 0; j < 6; j++)
        {
            ImageLine(
                TLanes.Load(from + taps[j]), TLanes.Load(from + taps[6 + j]), TLanes.Load(from + taps[12 + j]), TLanes.Load(from + taps[18 + j]),
                TLanes.Load(from + taps[24 + j]), TLanes.Load(from + taps[30 + j]), room + (j * TLanes.Count), 6 * TLanes.Count, four, minusFive, two, minus);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 6 * TLanes.Count);
            ImageLine(
                TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + (2 * TLanes.Count)), TLanes.Load(row + (3 * TLanes.Count)),
                TLanes.Load(row + (4 * TLanes.Count)), TLanes.Load(row + (5 * TLanes.Count)), to + (i * 6 * toPoint), toPoint, four, minusFive, two, minus);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ImageLine(
        TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, T* to, nint step, TVector four, TVector minusFive, TVector two, TVector minus)
    {
        TLanes.Store(to, TLanes.MultiplyAdd(four, d0, TLanes.MultiplyAdd(minusFive, d2, d4)));
        TVector even = Minus(d4, TLanes.MultiplyAdd(four, d2, default), minus), odd = Minus(d3, TLanes.MultiplyAdd(four, d1, default), minus);
        TLanes.Store(to + step, TLanes.Add(even, odd));
        TLanes.Store(to + (2 * step), Minus(even, odd, minus));
        even = Minus(d4, d2, minus);
        odd = TLanes.MultiplyAdd(two, Minus(d3, d1, minus), default);
        TLanes.Store(to + (3 * step), TLanes.Add(even, odd));
        TLanes.Store(to + (4 * step), Minus(even, odd, minus));
        TLanes.Store(to + (5 * step), TLanes.MultiplyAdd(four, d1, TLanes.MultiplyAdd(minusFive, d3, d5)));
    }

    // Aᵀ m A, plus a number, through Relu if asked.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(T* from, nint fromPoint, T* to, nint toPoint, T bias, bool relu, T* room)
    {
        TVector two = Of(2), four = Of(4), eight = Of(8), minus = Of(-1), start = TLanes.Broadcast(&bias);
        for (int j = 0; j < 6; j++)
        {
            T* column = from + (j * fromPoint);
            OutputLine(column, 6 * fromPoint, room + (j * TLanes.Count), 6 * TLanes.Count, two, four, eight, minus, default, false);
        }

        for (int i = 0; i < 4; i++)
            OutputLine(room + (i * 6 * TLanes.Count), TLanes.Count, to + (i * 4 * toPoint), toPoint, two, four, eight, minus, start, relu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void OutputLine(
        T* from, nint step, T* to, nint toStep, TVector two, TVector four, TVector eight, TVector minus, TVector start, bool relu)
    {
        TVector m1 = TLanes.Load(from + step), m2 = TLanes.Load(from + (2 * step)), m3 = TLanes.Load(from + (3 * step)), m4 = TLanes.Load(from + (4 * step));
        TVector even1 = TLanes.Add(m1, m2), odd1 = Minus(m1, m2, minus), even2 = TLanes.Add(m3, m4), odd2 = Minus(m3, m4, minus);
        TVector y0 = TLanes.Add(TLanes.Add(TLanes.Load(from), start), TLanes.Add(even1, even2));
        TVector y1 = TLanes.Add(start, TLanes.MultiplyAdd(two, odd2, odd1));
        TVector y2 = TLanes.Add(start, TLanes.MultiplyAdd(four, even2, even1));
        TVector y3 = TLanes.Add(TLanes.Add(TLanes.Load(from + (5 * step)), start), TLanes.MultiplyAdd(eight, odd2, odd1));
        if (relu)
        {
            y0 = TLanes.Relu(y0);
            y1 = TLanes.Relu(y1);
            y2 = TLanes.Relu(y2);
            y3 = TLanes.Relu(y3);
        }

        TLanes.Store(to, y0);
        TLanes.Store(to + toStep, y1);
        TLanes.Store(to + (2 * toStep), y2);
        TLanes.Store(to + (3 * toStep), y3);
    }

    // A dy Aᵀ: the transpose of Output.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(T* from, int* taps, T* to, nint toPoint, T* room)
    {
        TVector two = Of(2), four = Of(4), eight = Of(8), minus = Of(-1);
        for (int j = 0; j < 4; j++)
        {
            GradientLine(
                TLanes.Load(from + taps[j]), TLanes.Load(from + taps[4 + j]), TLanes.Load(from + taps[8 + j]), TLanes.Load(from + taps[12 + j]),
                room + (j * TLanes.Count), 4 * TLanes.Count, two, four, eight, minus);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 4 * TLanes.Count);
            GradientLine(
                TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + (2 * TLanes.Count)), TLanes.Load(row + (3 * TLanes.Count)),
                to + (i * 6 * toPoint), toPoint, two, four, eight, minus);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void GradientLine(
        TVector d0, TVector d1, TVector d2, TVector d3, T* to, nint step, TVector two, TVector four, TVector eight, TVector minus)
    {
        TLanes.Store(to, d0);
        TVector even = TLanes.Add(d0, d2), odd = TLanes.Add(d1, d3);
        TLanes.Store(to + step, TLanes.Add(even, odd));
        TLanes.Store(to + (2 * step), Minus(even, odd, minus));
        even = TLanes.MultiplyAdd(four, d2, d0);
        odd = TLanes.MultiplyAdd(eight, d3, TLanes.MultiplyAdd(two, d1, default));
        TLanes.Store(to + (3 * step), TLanes.Add(even, odd));
        TLanes.Store(to + (4 * step), Minus(even, odd, minus));
        TLanes.Store(to + (5 * step), d3);
    }

    // G g Gᵀ; element e of the 3×3 kernel lies at from + e·fromElement.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Kernel(T* from, nint fromElement, T* to, nint toPoint, T* room)
    {
        for (int j = 0; j < 3; j++)
            KernelLine(from + (j * fromElement), 3 * fromElement, room + (j * TLanes.Count), 3 * TLanes.Count);
        for (int i = 0; i < 6; i++)
            KernelLine(room + (i * 3 * TLanes.Count), TLanes.Count, to + (i * 6 * toPoint), toPoint);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelLine(T* from, nint step, T* to, nint toStep)
    {
        TVector minus = Of(-1), sixth = Of(1 / 6.0), minusSixth = Of(-1 / 6.0);
        TVector g0 = TLanes.Load(from), g1 = TLanes.Load(from + step), g2 = TLanes.Load(from + (2 * step));
        TLanes.Store(to, TLanes.MultiplyAdd(Of(0.25), g0, default));
        TVector even = TLanes.MultiplyAdd(minusSixth, TLanes.Add(g0, g2), default), odd = TLanes.MultiplyAdd(minusSixth, g1, default);
        TLanes.Store(to + toStep, TLanes.Add(even, odd));
        TLanes.Store(to + (2 * toStep), Minus(even, odd, minus));
        even = TLanes.MultiplyAdd(Of(1 / 24.0), g0, TLanes.MultiplyAdd(sixth, g2, default));
        odd = TLanes.MultiplyAdd(Of(1 / 12.0), g1, default);
        TLanes.Store(to + (3 * toStep), TLanes.Add(even, odd));
        TLanes.Store(to + (4 * toStep), Minus(even, odd, minus));
        TLanes.Store(to + (5 * toStep), g2);
    }

    // Gᵀ u G: the transpose of Kernel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KernelGradient(T* from, nint fromPoint, T* to, nint toElement, T* room)
    {
        for (int j = 0; j < 6; j++)
            KernelGradientLine(from + (j * fromPoint), 6 * fromPoint, room + (j * TLanes.Count), 6 * TLanes.Count);
        for (int i = 0; i < 3; i++)
            KernelGradientLine(room + (i * 6 * TLanes.Count), TLanes.Count, to + (i * 3 * toElement), toElement);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelGradientLine(T* from, nint step, T* to, nint toStep)
    {
        TVector minus = Of(-1);
        TVector u1 = TLanes.Load(from + step), u2 = TLanes.Load(from + (2 * step)), u3 = TLanes.Load(from + (3 * step)), u4 = TLanes.Load(from + (4 * step));
        TVector even1 = TLanes.MultiplyAdd(Of(-1 / 6.0), TLanes.Add(u1, u2), default), even2 = TLanes.Add(u3, u4);
        TLanes.Store(to, TLanes.MultiplyAdd(Of(0.25), TLanes.Load(from), TLanes.MultiplyAdd(Of(1 / 24.0), even2, even1)));
        TLanes.Store(to + toStep, TLanes.MultiplyAdd(Of(1 / 6.0), Minus(u2, u1, minus), TLanes.MultiplyAdd(Of(1 / 12.0), Minus(u3, u4, minus), default)));
        TLanes.Store(to + (2 * toStep), TLanes.Add(TLanes.Load(from + (5 * step)), TLanes.MultiplyAdd(Of(1 / 6.0), even2, even1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Minus(TVector x, TVector y, TVector minus) => TLanes.MultiplyAdd(minus, y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Of(double constant)
    {
        T value = T.CreateTruncating(constant);
        return TLanes.Broadcast(&value);
    }
}
