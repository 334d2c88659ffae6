using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Each thread's packing buffer: one pinned array, grown when a product needs more, gone with its thread.
internal static unsafe class GemmScratch
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
        nint start = (nint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(held));
        return (byte*)((start + Alignment - 1) & -Alignment);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static byte[] Grow(nint bytes)
    {
        nint size = 1 << 16;
        while (size < bytes + Alignment)
            size += size / 2;
        return buffer = Memory.WorkingRoom(bytes + Alignment, size);
    }
}
