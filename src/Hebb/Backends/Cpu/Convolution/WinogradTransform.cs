using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The five linear maps of F(4×4, 3×3): with d a 6×6 piece of the image and g a 3×3 kernel, the 4×4 outputs are
// Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, and the kernel's gradient is Gᵀ[(A dy Aᵀ) ⊙ (Bᵀ d B)]G. Interpolation points 0, ±A, ±B and ∞: with
// ±5/8 and ±3/2 a weight gradient rounds about a third as much as with the customary ±1 and ±2; the points are exact numbers.
// After Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv:1509.09308.
// Each map works on a vector of independent pieces; element (i, j) of a piece lies at its own offset from the first.
// Lanes: pieces (tiles or channels). Remainder: the callers' buffers have room for whole vectors. Scalar twin: Reference.Conv2d and its gradients.
internal static unsafe class WinogradTransform<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged, INumber<T>
    where TVector : unmanaged
{
    const double A = 0.625;
    const double B = 1.5;

    // Π over the other finite points q of (p − q), for p = 0, ±A and ±B.
    const double Zeroth = A * A * B * B;
    const double First = 2 * A * A * ((A * A) - (B * B));
    const double Second = 2 * B * B * ((B * B) - (A * A));

    // Elements of a transformed piece.
    public const int Points = 36;

    // Vectors that every map needs to hold between its two directions.
    public static int RoomLength => Points * TLanes.Count;

    // Bᵀ d B.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Image(T* from, int* taps, T* to, nint toPoint, T* room)
    {
        for (int j = 0; j < 6; j++)
        {
            ImageLine(
                TLanes.Load(from + taps[j]), TLanes.Load(from + taps[6 + j]), TLanes.Load(from + taps[12 + j]), TLanes.Load(from + taps[18 + j]),
                TLanes.Load(from + taps[24 + j]), TLanes.Load(from + taps[30 + j]), room + (j * TLanes.Count), 6 * TLanes.Count);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 6 * TLanes.Count);
            ImageLine(
                TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + (2 * TLanes.Count)), TLanes.Load(row + (3 * TLanes.Count)),
                TLanes.Load(row + (4 * TLanes.Count)), TLanes.Load(row + (5 * TLanes.Count)), to + (i * 6 * toPoint), toPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ImageLine(TVector d0, TVector d1, TVector d2, TVector d3, TVector d4, TVector d5, T* to, nint step)
    {
        TVector product = Of(A * A * B * B), sum = Of(-((A * A) + (B * B))), a = Of(A), b = Of(B);
        TVector minusA = Of(-A), minusB = Of(-B), minusA2 = Of(-A * A), minusB2 = Of(-B * B);
        TLanes.Store(to, TLanes.MultiplyAdd(product, d0, TLanes.MultiplyAdd(sum, d2, d4)));
        TVector even = TLanes.MultiplyAdd(minusB2, d2, d4), odd = TLanes.MultiplyAdd(minusB2, d1, d3);
        TLanes.Store(to + step, TLanes.MultiplyAdd(a, odd, even));
        TLanes.Store(to + (2 * step), TLanes.MultiplyAdd(minusA, odd, even));
        even = TLanes.MultiplyAdd(minusA2, d2, d4);
        odd = TLanes.MultiplyAdd(minusA2, d1, d3);
        TLanes.Store(to + (3 * step), TLanes.MultiplyAdd(b, odd, even));
        TLanes.Store(to + (4 * step), TLanes.MultiplyAdd(minusB, odd, even));
        TLanes.Store(to + (5 * step), TLanes.MultiplyAdd(product, d1, TLanes.MultiplyAdd(sum, d3, d5)));
    }

    // Aᵀ m A, plus a number, through the activation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(T* from, nint fromPoint, T* to, nint toPoint, T bias, Activation activation, T* room)
    {
        for (int j = 0; j < 6; j++)
            OutputLine(from + (j * fromPoint), 6 * fromPoint, room + (j * TLanes.Count), 6 * TLanes.Count, default, Activation.None);
        TVector start = TLanes.Broadcast(&bias);
        for (int i = 0; i < 4; i++)
            OutputLine(room + (i * 6 * TLanes.Count), TLanes.Count, to + (i * 4 * toPoint), toPoint, start, activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void OutputLine(T* from, nint step, T* to, nint toStep, TVector start, Activation activation)
    {
        TVector m1 = TLanes.Load(from + step), m2 = TLanes.Load(from + (2 * step)), m3 = TLanes.Load(from + (3 * step)), m4 = TLanes.Load(from + (4 * step));
        TVector minus = Of(-1);
        TVector even1 = TLanes.Add(m1, m2), odd1 = TLanes.MultiplyAdd(minus, m2, m1), even2 = TLanes.Add(m3, m4), odd2 = TLanes.MultiplyAdd(minus, m4, m3);
        TVector y0 = TLanes.Add(TLanes.Add(TLanes.Load(from), start), TLanes.Add(even1, even2));
        TVector y1 = TLanes.MultiplyAdd(Of(B), odd2, TLanes.MultiplyAdd(Of(A), odd1, start));
        TVector y2 = TLanes.MultiplyAdd(Of(B * B), even2, TLanes.MultiplyAdd(Of(A * A), even1, start));
        TVector last = TLanes.Add(TLanes.Load(from + (5 * step)), start);
        TVector y3 = TLanes.MultiplyAdd(Of(B * B * B), odd2, TLanes.MultiplyAdd(Of(A * A * A), odd1, last));
        if (activation == Activation.Relu)
        {
            y0 = TLanes.AtLeast(y0, TLanes.Zero);
            y1 = TLanes.AtLeast(y1, TLanes.Zero);
            y2 = TLanes.AtLeast(y2, TLanes.Zero);
            y3 = TLanes.AtLeast(y3, TLanes.Zero);
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
        for (int j = 0; j < 4; j++)
        {
            GradientLine(
                TLanes.Load(from + taps[j]), TLanes.Load(from + taps[4 + j]), TLanes.Load(from + taps[8 + j]), TLanes.Load(from + taps[12 + j]),
                room + (j * TLanes.Count), 4 * TLanes.Count);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 4 * TLanes.Count);
            GradientLine(
                TLanes.Load(row), TLanes.Load(row + TLanes.Count), TLanes.Load(row + (2 * TLanes.Count)), TLanes.Load(row + (3 * TLanes.Count)),
                to + (i * 6 * toPoint), toPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void GradientLine(TVector d0, TVector d1, TVector d2, TVector d3, T* to, nint step)
    {
        TLanes.Store(to, d0);
        TVector even = TLanes.MultiplyAdd(Of(A * A), d2, d0), odd = TLanes.MultiplyAdd(Of(A * A), d3, d1);
        TLanes.Store(to + step, TLanes.MultiplyAdd(Of(A), odd, even));
        TLanes.Store(to + (2 * step), TLanes.MultiplyAdd(Of(-A), odd, even));
        even = TLanes.MultiplyAdd(Of(B * B), d2, d0);
        odd = TLanes.MultiplyAdd(Of(B * B), d3, d1);
        TLanes.Store(to + (3 * step), TLanes.MultiplyAdd(Of(B), odd, even));
        TLanes.Store(to + (4 * step), TLanes.MultiplyAdd(Of(-B), odd, even));
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
        TVector g0 = TLanes.Load(from), g1 = TLanes.Load(from + step), g2 = TLanes.Load(from + (2 * step));
        TLanes.Store(to, TLanes.MultiplyAdd(Of(1 / Zeroth), g0, default));
        TVector even = TLanes.MultiplyAdd(Of(1 / First), g0, TLanes.MultiplyAdd(Of(A * A / First), g2, default));
        TLanes.Store(to + toStep, TLanes.MultiplyAdd(Of(A / First), g1, even));
        TLanes.Store(to + (2 * toStep), TLanes.MultiplyAdd(Of(-A / First), g1, even));
        even = TLanes.MultiplyAdd(Of(1 / Second), g0, TLanes.MultiplyAdd(Of(B * B / Second), g2, default));
        TLanes.Store(to + (3 * toStep), TLanes.MultiplyAdd(Of(B / Second), g1, even));
        TLanes.Store(to + (4 * toStep), TLanes.MultiplyAdd(Of(-B / Second), g1, even));
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
        TVector even1 = TLanes.Add(u1, u2), odd1 = TLanes.MultiplyAdd(minus, u2, u1), even2 = TLanes.Add(u3, u4), odd2 = TLanes.MultiplyAdd(minus, u4, u3);
        TVector g0 = TLanes.MultiplyAdd(Of(1 / Zeroth), TLanes.Load(from), TLanes.MultiplyAdd(Of(1 / First), even1, default));
        TLanes.Store(to, TLanes.MultiplyAdd(Of(1 / Second), even2, g0));
        TLanes.Store(to + toStep, TLanes.MultiplyAdd(Of(A / First), odd1, TLanes.MultiplyAdd(Of(B / Second), odd2, default)));
        TVector g2 = TLanes.MultiplyAdd(Of(A * A / First), even1, TLanes.Load(from + (5 * step)));
        TLanes.Store(to + (2 * toStep), TLanes.MultiplyAdd(Of(B * B / Second), even2, g2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Of(double constant)
    {
        T value = T.CreateTruncating(constant);
        return TLanes.Broadcast(&value);
    }
}

// Where the 4×4 tiles of outputs lie: rows of tiles, numbered through all images, one row after another.
internal struct WinogradTiles
{
    public const int Side = 4;

    // One channel of the image under some rows of tiles.
    public PatchGrid Grid;
    public int Images;
    public int Channels;

    public readonly int RowsPerImage => Grid.OutHeight;

    public readonly int Rows => Images * Grid.OutHeight;

    public readonly int PerRow => Grid.OutWidth;

    // `reach` is how many elements per direction a tile needs of the image: 6, or 4 of dy.
    public static WinogradTiles Of(in PatchGrid outputs, int images, int reach, int rowsPerBlock, int size)
    {
        WinogradTiles tiles = new() { Images = images, Channels = outputs.Channels, Grid = outputs };
        tiles.Grid.Channels = 1;
        tiles.Grid.OutHeight = (outputs.OutHeight + Side - 1) / Side;
        tiles.Grid.OutWidth = (outputs.OutWidth + Side - 1) / Side;
        tiles.Grid.StepH = tiles.Grid.StepW = Side;
        tiles.Grid.SpanH = tiles.Grid.SpanW = reach;
        tiles.Grid.Arrange(Math.Min(rowsPerBlock, tiles.Grid.OutHeight), size, false);
        return tiles;
    }

    public readonly unsafe void WriteTaps(int* taps)
    {
        for (int y = 0; y < Grid.SpanH; y++)
        {
            for (int x = 0; x < Grid.SpanW; x++)
                *taps++ = Grid.Tap(y, x);
        }
    }

    // Transforms one channel under rows of tiles First to End - 1; to[point · toPoint + tile].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly unsafe void Transform<TLanes, T, TVector>(T* image, int channel, (int First, int End) range, T* to, nint toPoint, in WinogradRoom<T> room)
        where TLanes : ISimd<TVector, T>
        where T : unmanaged, INumber<T>
        where TVector : unmanaged
    {
        nint plane = (nint)Grid.Height * Grid.Width;
        int* taps = room.Taps;
        T* copy = room.Copy, vectors = room.Vectors;
        (int first, int end) = range;
        while (first < end)
        {
            int n = first / RowsPerImage, y = first % RowsPerImage, rows = Math.Min(end - first, RowsPerImage - y);
            Grid.Copy(image + ((((nint)n * Channels) + channel) * plane), y, rows, copy);
            for (int r = 0; r < rows; r++)
            {
                T* line = copy + Grid.Position(r, 0);
                for (int x = 0; x < PerRow; x += TLanes.Count)
                {
                    if (Grid.SpanH == 6)
                        WinogradTransform<TLanes, T, TVector>.Image(line + x, taps, to + x, toPoint, vectors);
                    else
                        WinogradTransform<TLanes, T, TVector>.OutputGradient(line + x, taps, to + x, toPoint, vectors);
                }

                to += PerRow;
            }

            first += rows;
        }
    }
}

// What a thread works with while it transforms: the table of taps, a padded copy of one channel, and vectors between the two directions of a map.
internal unsafe struct WinogradRoom<T>
    where T : unmanaged
{
    public int* Taps;
    public T* Copy;
    public T* Vectors;
}
