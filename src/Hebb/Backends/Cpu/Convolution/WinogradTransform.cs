using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The five linear maps of F(4×4, 3×3): with d a 6×6 piece of the image and g a 3×3 kernel, the 4×4 outputs are
// Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, and the kernel's gradient is Gᵀ[(A dy Aᵀ) ⊙ (Bᵀ d B)]G. Interpolation points 0, ±A, ±B and ∞: with
// ±5/8 and ±3/2 a weight gradient rounds about a third as much as with the customary ±1 and ±2; the points are exact numbers.
// After Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", arXiv:1509.09308.
// Each map works on a vector of independent pieces; element (i, j) of a piece lies at its own offset from the first.
// Lanes: pieces (tiles or channels). Remainder: the callers' buffers have room for whole vectors. Scalar twin: Reference.Conv2d and its gradients.
internal static unsafe class WinogradTransform<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
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
    public static int RoomLength => Points * S.Count;

    // Bᵀ d B.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Image(T* from, int* taps, T* to, nint toPoint, T* room)
    {
        for (int j = 0; j < 6; j++)
        {
            ImageLine(
                S.Load(from + taps[j]), S.Load(from + taps[6 + j]), S.Load(from + taps[12 + j]), S.Load(from + taps[18 + j]),
                S.Load(from + taps[24 + j]), S.Load(from + taps[30 + j]), room + (j * S.Count), 6 * S.Count);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 6 * S.Count);
            ImageLine(
                S.Load(row), S.Load(row + S.Count), S.Load(row + (2 * S.Count)), S.Load(row + (3 * S.Count)),
                S.Load(row + (4 * S.Count)), S.Load(row + (5 * S.Count)), to + (i * 6 * toPoint), toPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ImageLine(V d0, V d1, V d2, V d3, V d4, V d5, T* to, nint step)
    {
        V product = Of(A * A * B * B), sum = Of(-((A * A) + (B * B))), a = Of(A), b = Of(B);
        V minusA = Of(-A), minusB = Of(-B), minusA2 = Of(-A * A), minusB2 = Of(-B * B);
        S.Store(to, S.MultiplyAdd(product, d0, S.MultiplyAdd(sum, d2, d4)));
        V even = S.MultiplyAdd(minusB2, d2, d4), odd = S.MultiplyAdd(minusB2, d1, d3);
        S.Store(to + step, S.MultiplyAdd(a, odd, even));
        S.Store(to + (2 * step), S.MultiplyAdd(minusA, odd, even));
        even = S.MultiplyAdd(minusA2, d2, d4);
        odd = S.MultiplyAdd(minusA2, d1, d3);
        S.Store(to + (3 * step), S.MultiplyAdd(b, odd, even));
        S.Store(to + (4 * step), S.MultiplyAdd(minusB, odd, even));
        S.Store(to + (5 * step), S.MultiplyAdd(product, d1, S.MultiplyAdd(sum, d3, d5)));
    }

    // Aᵀ m A, plus a number, through the activation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(T* from, nint fromPoint, T* to, nint toPoint, T bias, Activation activation, T* room)
    {
        for (int j = 0; j < 6; j++)
            OutputLine(from + (j * fromPoint), 6 * fromPoint, room + (j * S.Count), 6 * S.Count, default, Activation.None);
        V start = S.Broadcast(&bias);
        for (int i = 0; i < 4; i++)
            OutputLine(room + (i * 6 * S.Count), S.Count, to + (i * 4 * toPoint), toPoint, start, activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void OutputLine(T* from, nint step, T* to, nint toStep, V start, Activation activation)
    {
        V m1 = S.Load(from + step), m2 = S.Load(from + (2 * step)), m3 = S.Load(from + (3 * step)), m4 = S.Load(from + (4 * step));
        V minus = Of(-1);
        V even1 = S.Add(m1, m2), odd1 = S.MultiplyAdd(minus, m2, m1), even2 = S.Add(m3, m4), odd2 = S.MultiplyAdd(minus, m4, m3);
        V y0 = S.Add(S.Add(S.Load(from), start), S.Add(even1, even2));
        V y1 = S.MultiplyAdd(Of(B), odd2, S.MultiplyAdd(Of(A), odd1, start));
        V y2 = S.MultiplyAdd(Of(B * B), even2, S.MultiplyAdd(Of(A * A), even1, start));
        V last = S.Add(S.Load(from + (5 * step)), start);
        V y3 = S.MultiplyAdd(Of(B * B * B), odd2, S.MultiplyAdd(Of(A * A * A), odd1, last));
        if (activation == Activation.Relu)
        {
            y0 = S.AtLeast(y0, S.Zero);
            y1 = S.AtLeast(y1, S.Zero);
            y2 = S.AtLeast(y2, S.Zero);
            y3 = S.AtLeast(y3, S.Zero);
        }

        S.Store(to, y0);
        S.Store(to + toStep, y1);
        S.Store(to + (2 * toStep), y2);
        S.Store(to + (3 * toStep), y3);
    }

    // A dy Aᵀ: the transpose of Output.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(T* from, int* taps, T* to, nint toPoint, T* room)
    {
        for (int j = 0; j < 4; j++)
        {
            GradientLine(
                S.Load(from + taps[j]), S.Load(from + taps[4 + j]), S.Load(from + taps[8 + j]), S.Load(from + taps[12 + j]),
                room + (j * S.Count), 4 * S.Count);
        }

        for (int i = 0; i < 6; i++)
        {
            T* row = room + (i * 4 * S.Count);
            GradientLine(
                S.Load(row), S.Load(row + S.Count), S.Load(row + (2 * S.Count)), S.Load(row + (3 * S.Count)),
                to + (i * 6 * toPoint), toPoint);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void GradientLine(V d0, V d1, V d2, V d3, T* to, nint step)
    {
        S.Store(to, d0);
        V even = S.MultiplyAdd(Of(A * A), d2, d0), odd = S.MultiplyAdd(Of(A * A), d3, d1);
        S.Store(to + step, S.MultiplyAdd(Of(A), odd, even));
        S.Store(to + (2 * step), S.MultiplyAdd(Of(-A), odd, even));
        even = S.MultiplyAdd(Of(B * B), d2, d0);
        odd = S.MultiplyAdd(Of(B * B), d3, d1);
        S.Store(to + (3 * step), S.MultiplyAdd(Of(B), odd, even));
        S.Store(to + (4 * step), S.MultiplyAdd(Of(-B), odd, even));
        S.Store(to + (5 * step), d3);
    }

    // G g Gᵀ; element e of the 3×3 kernel lies at from + e·fromElement.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Kernel(T* from, nint fromElement, T* to, nint toPoint, T* room)
    {
        for (int j = 0; j < 3; j++)
            KernelLine(from + (j * fromElement), 3 * fromElement, room + (j * S.Count), 3 * S.Count);
        for (int i = 0; i < 6; i++)
            KernelLine(room + (i * 3 * S.Count), S.Count, to + (i * 6 * toPoint), toPoint);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelLine(T* from, nint step, T* to, nint toStep)
    {
        V g0 = S.Load(from), g1 = S.Load(from + step), g2 = S.Load(from + (2 * step));
        S.Store(to, S.MultiplyAdd(Of(1 / Zeroth), g0, default));
        V even = S.MultiplyAdd(Of(1 / First), g0, S.MultiplyAdd(Of(A * A / First), g2, default));
        S.Store(to + toStep, S.MultiplyAdd(Of(A / First), g1, even));
        S.Store(to + (2 * toStep), S.MultiplyAdd(Of(-A / First), g1, even));
        even = S.MultiplyAdd(Of(1 / Second), g0, S.MultiplyAdd(Of(B * B / Second), g2, default));
        S.Store(to + (3 * toStep), S.MultiplyAdd(Of(B / Second), g1, even));
        S.Store(to + (4 * toStep), S.MultiplyAdd(Of(-B / Second), g1, even));
        S.Store(to + (5 * toStep), g2);
    }

    // Gᵀ u G: the transpose of Kernel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KernelGradient(T* from, nint fromPoint, T* to, nint toElement, T* room)
    {
        for (int j = 0; j < 6; j++)
            KernelGradientLine(from + (j * fromPoint), 6 * fromPoint, room + (j * S.Count), 6 * S.Count);
        for (int i = 0; i < 3; i++)
            KernelGradientLine(room + (i * 6 * S.Count), S.Count, to + (i * 3 * toElement), toElement);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void KernelGradientLine(T* from, nint step, T* to, nint toStep)
    {
        V minus = Of(-1);
        V u1 = S.Load(from + step), u2 = S.Load(from + (2 * step)), u3 = S.Load(from + (3 * step)), u4 = S.Load(from + (4 * step));
        V even1 = S.Add(u1, u2), odd1 = S.MultiplyAdd(minus, u2, u1), even2 = S.Add(u3, u4), odd2 = S.MultiplyAdd(minus, u4, u3);
        V g0 = S.MultiplyAdd(Of(1 / Zeroth), S.Load(from), S.MultiplyAdd(Of(1 / First), even1, default));
        S.Store(to, S.MultiplyAdd(Of(1 / Second), even2, g0));
        S.Store(to + toStep, S.MultiplyAdd(Of(A / First), odd1, S.MultiplyAdd(Of(B / Second), odd2, default)));
        V g2 = S.MultiplyAdd(Of(A * A / First), even1, S.Load(from + (5 * step)));
        S.Store(to + (2 * toStep), S.MultiplyAdd(Of(B * B / Second), even2, g2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Of(double constant)
    {
        T value = T.CreateTruncating(constant);
        return S.Broadcast(&value);
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
    public readonly unsafe void Transform<S, V, T>(T* image, int channel, (int First, int End) range, T* to, nint toPoint, in WinogradRoom<T> room)
        where S : ISimd<V, T>
        where T : unmanaged, INumber<T>
        where V : unmanaged
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
                for (int x = 0; x < PerRow; x += S.Count)
                {
                    if (Grid.SpanH == 6)
                        WinogradTransform<S, V, T>.Image(line + x, taps, to + x, toPoint, vectors);
                    else
                        WinogradTransform<S, V, T>.OutputGradient(line + x, taps, to + x, toPoint, vectors);
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
