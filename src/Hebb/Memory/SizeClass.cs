using System.Numerics;

namespace Hebb;

/// <summary>The cached arrays of one size. Sizes grow by quarters of a power of two, so that at most a fifth of a buffer is unused.</summary>
internal sealed class SizeClass(int byteCount)
{
    readonly Lock gate = new();
    byte[][] arrays = new byte[8][];
    int count;

    internal int ByteCount => byteCount;

    internal static SizeClass[] All()
    {
        var classes = new List<SizeClass>();
        for (int i = 0; SizeOf(i) <= Array.MaxLength - 64; i++) classes.Add(new SizeClass((int)SizeOf(i)));
        return [.. classes];
    }

    /// <summary>The class whose buffers are the smallest that hold so many bytes.</summary>
    internal static int IndexOf(long byteCount)
    {
        if (byteCount <= Memory.SmallLimit) return 0;
        int power = BitOperations.Log2((ulong)(byteCount - 1));
        return (4 * (power - 12)) + (int)((byteCount - 1) >> (power - 2) & 3) + 1;
    }

    internal void Push(byte[] array)
    {
        lock (gate)
        {
            if (count == arrays.Length) Array.Resize(ref arrays, 2 * count);
            arrays[count++] = array;
        }
    }

    internal byte[]? Pop()
    {
        lock (gate)
        {
            if (count == 0) return null;
            byte[] array = arrays[--count];
            arrays[count] = null!;
            return array;
        }
    }

    /// <summary>Drops all arrays and says how many bytes that were.</summary>
    internal long Clear()
    {
        lock (gate)
        {
            long bytes = 0;
            for (int i = 0; i < count; i++) bytes += arrays[i].Length;
            arrays = new byte[8][];
            count = 0;
            return bytes;
        }
    }

    // 4096, then 5/4, 6/4, 7/4 and 8/4 of each power of two.
    static long SizeOf(int index) => index == 0 ? Memory.SmallLimit : (5L + ((index - 1) % 4)) << (10 + ((index - 1) / 4));
}
