using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

// How the patches of a convolution lie in an image: OutHeight × OutWidth positions, StepH and StepW apart, the first one's tap (0, 0)
// at row Top and column Left of the image (either may be negative or beyond it; outside, the image is 0).
// The image is read through a padded copy of some rows whose columns are sorted by their remainder modulo StepW: neighbouring positions
// are neighbours in memory for every stride, and a tap is one fixed offset from its position.
internal struct PatchGrid
{
    public int Channels;
    public int Height;
    public int Width;
    public int OutHeight;
    public int OutWidth;
    public int StepH;
    public int StepW;
    public int Top;
    public int Left;

    // Rows and columns between the first and the last tap, plus one.
    public int SpanH;
    public int SpanW;

    // Set by Arrange: whether the image itself has the layout, columns per remainder, elements per row and per channel.
    public bool InPlace;
    public int RemainderColumns;
    public int Pitch;
    public int Plane;

    // Room behind the last row, so that a whole tile may be read from any position.
    public const int Slack = 32;

    // A kernel of one element without padding and stride sees no rows: one row of all positions then fills the vectors best.
    public void Flatten()
    {
        if (SpanH == 1 && SpanW == 1 && StepH == 1 && StepW == 1 && Top == 0 && Left == 0 && OutHeight == Height && OutWidth == Width)
        {
            OutWidth = Width = Height * Width;
            OutHeight = Height = 1;
        }
    }

    // Fixes the layout for copies of so many output rows.
    public void Arrange(int outRows, int elementBytes, bool mayStay)
    {
        InPlace = mayStay && StepW == 1 && Top >= 0 && Left >= 0
            && Top + ((OutHeight - 1) * StepH) + SpanH <= Height && Left + OutWidth - 1 + SpanW <= Width;
        if (InPlace)
        {
            RemainderColumns = Pitch = Width;
            Plane = Height * Width;
            return;
        }

        RemainderColumns = (((OutWidth - 1) * StepW) + SpanW + StepW - 1) / StepW;
        Pitch = StepW * RemainderColumns;
        Plane = Rows(outRows) * Pitch;

        // Channels near a multiple of 1 KB apart would push each other out of the first cache.
        int past = Plane * elementBytes % 1024;
        if (past < 64 || past > 1024 - 64)
            Plane += 128 / elementBytes;
    }

    // Image rows under so many output rows.
    public readonly int Rows(int outRows) => ((outRows - 1) * StepH) + SpanH;

    public readonly nint CopyLength => ((nint)Channels * Plane) + Slack;

    public readonly int Tap(int y, int x) => (y * Pitch) + (x % StepW * RemainderColumns) + (x / StepW);

    public readonly int Position(int y, int x) => (y * StepH * Pitch) + x;

    // The padded copy of the rows under output rows first to first + rows - 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly unsafe void Copy<T>(T* image, int first, int rows, T* to)
        where T : unmanaged
    {
        int high = Rows(rows), top = Top + (first * StepH);
        if (sizeof(T) == 4 && Left == -1 && Width == 8 && Pitch == 10 && StepW == 1)
        {
            Eights((float*)image, top, high, (float*)to);
            return;
        }

        for (int c = 0; c < Channels; c++)
        {
            T* target = to;
            T* source = image + ((nint)c * Height * Width);
            for (int y = 0; y < high; y++)
            {
                int row = top + y;
                if ((uint)row >= (uint)Height)
                    Zero(target, Pitch);
                else if (StepW == 1)
                    Line(source + ((nint)row * Width), target);
                else
                    Sorted(source + ((nint)row * Width), target);
                target += Pitch;
            }

            to += Plane;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly unsafe void Line<T>(T* source, T* to)
        where T : unmanaged
    {
        int before = Math.Clamp(-Left, 0, Pitch);
        int from = Math.Max(Left, 0);
        int inside = Math.Clamp(Width - from, 0, Pitch - before);
        Zero(to, before);
        Run((byte*)(source + from), (byte*)(to + before), inside * sizeof(T));
        Zero(to + before + inside, Pitch - before - inside);
    }

    // Rows of eight between single zeros, as 3×3 kernels see small images: a register each, and the zeros between two rows in one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    readonly unsafe void Eights(float* image, int top, int high, float* to)
    {
        const int Side = 8, Line = Side + 2;
        int begin = Math.Clamp(-top, 0, high), end = Math.Clamp(Height - top, begin, high), plane = Plane, area = Height * Side;
        float* stop = image + ((nint)Channels * area);
        for (; image < stop; image += area, to += plane)
        {
            float* source = image + ((top + begin) * Side), target = to + (begin * Line) + 1;
            Zero(to, (begin * Line) + 1);
            for (int y = begin; y < end; y++, source += Side, target += Line)
            {
                Vector256.Load(source).Store(target);
                *(long*)(target + Side) = 0;
            }

            // The first of these zeros is there already.
            Zero(target, ((high - end) * Line) - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly unsafe void Sorted<T>(T* source, T* to)
        where T : unmanaged
    {
        if (sizeof(T) == 4 && StepW == 4 && Transpose.HasFour)
        {
            InFours((float*)source, (float*)to);
            return;
        }

        if (sizeof(T) == 4 && StepW == 2 && Vector128.IsHardwareAccelerated)
        {
            InTwos((float*)source, (float*)to);
            return;
        }

        for (int remainder = 0; remainder < StepW; remainder++)
        {
            int x = Left + remainder, j = 0;
            for (; j < RemainderColumns && x < 0; j++, x += StepW)
                to[j] = default;
            for (; j < RemainderColumns && x < Width; j++, x += StepW)
                to[j] = source[x];
            for (; j < RemainderColumns; j++)
                to[j] = default;
            to += RemainderColumns;
        }
    }

    // Sixteen columns at a time where all lie in the image.
    readonly unsafe void InFours(float* source, float* to)
    {
        int j = 0;
        for (; j < RemainderColumns && Left + (4 * j) < 0; j++)
            Single(source, to, j);
        for (; j + 4 <= RemainderColumns && Left + (4 * j) + 16 <= Width; j += 4)
            Transpose.Four(source + Left + (4 * j), 4, to + j, RemainderColumns);
        for (; j < RemainderColumns; j++)
            Single(source, to, j);
    }

    // Eight columns at a time where all lie in the image.
    readonly unsafe void InTwos(float* source, float* to)
    {
        int j = 0;
        for (; j < RemainderColumns && Left + (2 * j) < 0; j++)
            Single(source, to, j);
        for (; j + 4 <= RemainderColumns && Left + (2 * j) + 8 <= Width; j += 4)
        {
            Vector128<float> low = Vector128.Load(source + Left + (2 * j)), high = Vector128.Load(source + Left + (2 * j) + 4);
            Simd128<float>.Evens(low, high).Store(to + j);
            Simd128<float>.Odds(low, high).Store(to + RemainderColumns + j);
        }

        for (; j < RemainderColumns; j++)
            Single(source, to, j);
    }

    readonly unsafe void Single(float* source, float* to, int j)
    {
        for (int remainder = 0; remainder < StepW; remainder++)
        {
            int x = Left + (StepW * j) + remainder;
            to[(remainder * RemainderColumns) + j] = (uint)x < (uint)Width ? source[x] : 0;
        }
    }

    // Lines are short: whole vectors, the last one overlapping, without a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Run(byte* from, byte* to, int bytes)
    {
        if (bytes >= 32)
        {
            for (int at = 0; at < bytes - 32; at += 32)
                Vector256.Load(from + at).Store(to + at);
            Vector256.Load(from + bytes - 32).Store(to + bytes - 32);
        }
        else if (bytes >= 16)
        {
            Vector128<byte> last = Vector128.Load(from + bytes - 16);
            Vector128.Load(from).Store(to);
            last.Store(to + bytes - 16);
        }
        else
        {
            for (int at = 0; at < bytes; at += 4)
                *(int*)(to + at) = *(int*)(from + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Zero<T>(T* to, int count)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
            to[i] = default;
    }
}
