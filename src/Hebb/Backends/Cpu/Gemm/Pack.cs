using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Copies pieces of A and B to where the micro-kernel reads them fast.
internal static unsafe class Pack
{
    // B[k, columns] to slivers of `width` columns, each k × width without gaps, the last one padded with zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Slivers<T>(T* b, nint bRow, nint bCol, int k, int columns, int width, T* to)
        where T : unmanaged
    {
        for (int j = 0; j < columns; j += width)
        {
            int filled = Math.Min(width, columns - j);
            Sliver(b + (j * bCol), bRow, bCol, k, filled, width, to);
            to += (nint)k * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sliver<T>(T* b, nint bRow, nint bCol, int k, int filled, int width, T* to)
        where T : unmanaged
    {
        if (bRow == 1 && bCol != 1)
        {
            Transpose.Copy(b, bCol, filled, k, to, width, width);
            return;
        }

        if (filled < width)
            Zero(to + filled, width, k, width - filled);
        if (bCol == 1)
            Rows(b, bRow, k, filled, to, width);
        else
            Strided(b, bRow, bCol, k, filled, to, width);
    }

    // Rows with unit column stride to rows some other stride apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(T* from, nint fromRow, int rows, int columns, T* to, nint toRow)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            Row(from, to, columns);
            from += fromRow;
            to += toRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Strided<T>(T* from, nint fromRow, nint fromCol, int rows, int columns, T* to, nint toRow)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            T* source = from + (i * fromRow);
            T* target = to + (i * toRow);
            for (int j = 0; j < columns; j++)
            {
                target[j] = *source;
                source += fromCol;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Row<T>(T* from, T* to, int count)
        where T : unmanaged
    {
        int bytes = count * sizeof(T);
        int at = 0;
        for (; at <= bytes - 32; at += 32)
            Unsafe.CopyBlockUnaligned((byte*)to + at, (byte*)from + at, 32);
        for (; at < bytes; at += sizeof(T))
            *(T*)((byte*)to + at) = *(T*)((byte*)from + at);
    }

    static void Zero<T>(T* to, nint toRow, int rows, int columns)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                to[j] = default;
            to += toRow;
        }
    }
}
