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
        int begin = Math.Clamp(-top, 0, high), end = Math.Clamp(Height - top, begin, high);
        for (int c = 0; c < Channels; c++)
        {
            T* source = image + ((nint)c * Height * Width) + ((nint)(top + begin) * Width);
            Zero(to, begin * Pitch);
            if (StepW == 1)
            {
                Lines(source, to + (begin * Pitch), end - begin);
            }
            else
            {
                for (int y = begin; y < end; y++, source += Width)
                    Sorted(source, to + (y * Pitch));
            }

            Zero(to + (end * Pitch), (high - end) * Pitch);
            to += Plane;
        }
    }

    // Whole rows of the image between margins of zeros. The margin behind a row and that before the next lie together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly unsafe void Lines<T>(T* source, T* to, int rows)
        where T : unmanaged
    {
        int before = Math.Clamp(-Left, 0, Pitch), from = Math.Max(Left, 0), inside = Math.Clamp(Width - from, 0, Pitch - before);
        int margin = Pitch - inside, bytes = inside * sizeof(T), width = Width;
        if (rows <= 0)
            return;
        Zero(to, before);
        to += before;
        source += from;
        T* last = to + ((nint)(rows - 1) * Pitch);
        if (bytes == 32 && margin * sizeof(T) == 8)
        {
            for (; to < last; to += Pitch, source += width)
            {
                Vector256.Load((byte*)source).Store((byte*)to);
                *(long*)(to + inside) = 0;
            }
        }
        else
        {
            for (; to < last; to += Pitch, source += width)
            {
                Run((byte*)source, (byte*)to, bytes);
                Zero(to + inside, margin);
            }
        }

        Run((byte*)source, (byte*)to, bytes);
        Zero(to + inside, margin - before);
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
            Simd128Float.Evens(low, high).Store(to + j);
            Simd128Float.Odds(low, high).Store(to + RemainderColumns + j);
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
