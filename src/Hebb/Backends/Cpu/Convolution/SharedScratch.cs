using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hebb.Backends.Cpu;

// What the parts of one convolution share: packed weights, offset tables, partial sums. Held by the thread that started it, beside its
// GemmScratch, which the parts use; one pinned array, grown when a convolution needs more.
internal static unsafe class SharedScratch
{
    const int Alignment = 64;

    [ThreadStatic]
    static byte[]? buffer;

    // At least so many bytes at a 64-byte boundary, contents undefined; valid on this thread until the next Take.
    public static byte* Take(nint bytes)
    {
        byte[]? held = buffer;
        if (held is null || held.Length < bytes + Alignment)
            held = Grow(bytes);
        // The array is pinned for life and held by the thread's field.
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(held));
        return (byte*)((start + Alignment - 1) & -Alignment);
    }

    // Room for so many elements of so many bytes, in whole lines of the cache.
    public static nint Lines(nint count, int size) => ((count * size) + Alignment - 1) & -Alignment;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static byte[] Grow(nint bytes)
    {
        nint size = 1 << 14;
        while (size < bytes + Alignment)
            size += size / 2;
        return buffer = Memory.WorkingRoom(bytes + Alignment, size);
    }
}
