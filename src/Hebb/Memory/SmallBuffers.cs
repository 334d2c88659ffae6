using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// The recycled small arrays of one thread, without locks and without finalizers: arrays come from here only inside a <see cref="MemoryScope"/>, and its end
/// brings them back. One that is kept out of its scope and forgotten goes to the garbage collector like any object.
/// </summary>
internal sealed class SmallBuffers
{
    /// <summary>From this many bytes on recycling is cheaper than a fresh array, which the runtime would have to clear.</summary>
    internal const int FirstSize = 256;

    // 16 sizes of at most 64 arrays: a thread holds 2 MB at most.
    const int Step = 256, Max = 64;

    [ThreadStatic]
    static SmallBuffers? own;

    static int trims;

    readonly byte[][][] arrays = new byte[Memory.SmallLimit / Step][][];
    readonly int[] counts = new int[Memory.SmallLimit / Step];
    int trimmed = Volatile.Read(ref trims);

    internal static SmallBuffers OfThisThread
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => own ?? Make();
    }

    /// <summary>Makes every thread forget its arrays, this one now and another when it next opens a scope.</summary>
    internal static void TrimAll()
    {
        Interlocked.Increment(ref trims);
        own?.Follow();
    }

    /// <summary>Forgets the arrays if there was a trim since the last look.</summary>
    internal void Follow()
    {
        int now = Volatile.Read(ref trims);
        if (trimmed == now) return;
        trimmed = now;
        Array.Clear(arrays);
        Array.Clear(counts);
    }

    /// <summary>An array of at least so many bytes; what is in it is left over from before.</summary>
    internal byte[] Take(int byteCount)
    {
        int index = (byteCount - 1) / Step;
        int count = counts[index];
        if (count == 0) return GC.AllocateUninitializedArray<byte>((index + 1) * Step);
        counts[index] = --count;
        return arrays[index][count];
    }

    /// <summary>Puts an array back that <see cref="Take"/> gave, on whatever thread.</summary>
    internal void GiveBack(byte[] array)
    {
        int index = (array.Length / Step) - 1, count = counts[index];
        if (count == Max) return;
        if (Memory.Poison) array.AsSpan().Fill(0xFF);
        (arrays[index] ??= new byte[Max][])[count] = array;
        counts[index] = count + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static SmallBuffers Make() => own = new SmallBuffers();
}
