using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

// Each thread's working memory: pinned arrays, grown when a kernel needs more, gone with their thread.
internal static unsafe class Scratch
{
    const int Alignment = 64;

    [ThreadStatic]
    static byte[]? own;

    [ThreadStatic]
    static byte[]? shared;

    // At least so many bytes at a 64-byte boundary, contents undefined; valid on this thread until the next Take.
    public static byte* Take(nint bytes) => Take(ref own, bytes, 1 << 16);

    // The same beside it for what the parts of one convolution share (packed weights, offset tables, partial sums); the parts Take their own.
    public static byte* TakeShared(nint bytes) => Take(ref shared, bytes, 1 << 14);

    // Room for so many elements of so many bytes, in whole lines of the cache.
    public static nint Lines(nint count, int size) => ((count * size) + Alignment - 1) & -Alignment;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte* Take(ref byte[]? buffer, nint bytes, nint min)
    {
        byte[]? held = buffer;
        if (held is null || held.Length < bytes + Alignment)
            buffer = held = Grow(bytes, min);
        // The array is pinned for life and held by the thread's field.
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(held));
        return (byte*)((start + Alignment - 1) & -Alignment);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static byte[] Grow(nint bytes, nint size)
    {
        while (size < bytes + Alignment)
            size += size / 2;
        return Memory.WorkingRoom(bytes + Alignment, size);
    }
}
