using System.Runtime.InteropServices;

namespace Hebb;

/// <summary>
/// Where tensors get their buffers. Nobody has to dispose anything: an unreachable tensor's buffer returns to a cache by itself. A
/// <see cref="Scope()"/> returns everything made inside it at once, which is how training reaches a steady state without a single new buffer.
/// Thread-safe; scopes belong to the thread that opened them.
/// </summary>
public static class Memory
{
    /// <summary>Below this many bytes an array with a finalizer costs more than it saves: recycled inside a scope only (<see cref="SmallBuffers"/>), else plain.</summary>
    internal const int SmallLimit = 4096;

    const int Alignment = 64;
    const long FirstLook = 64L << 20;

    static readonly SizeClass[] Classes = SizeClass.All();
    [ThreadStatic]
    static MemoryScope? current;

    static long taken, reused, returned, bytesOut, bytesCached, looks;
    static long nextLook = FirstLook;

    /// <summary>Fills returned buffers with NaN, so that a test sees a read that came too late.</summary>
    internal static volatile bool Poison;

    /// <summary>The counters of the allocator at this moment. Buffers below 4 KB are not counted: plain arrays, or, inside a scope, recycled ones of the thread.</summary>
    public static MemoryStatistics Statistics => new(
        Interlocked.Read(ref taken), Interlocked.Read(ref reused), Interlocked.Read(ref returned),
        Interlocked.Read(ref bytesOut), Interlocked.Read(ref bytesCached), Interlocked.Read(ref looks));

    /// <summary>
    /// The most bytes that the cache may hold; buffers that return beyond it go to the garbage collector. A quarter of the machine's memory unless set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static long CacheLimit
    {
        get;
        set => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The cache limit is a number of bytes, 0 or more.");
    }
    = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>The scope of this thread, or null.</summary>
    internal static MemoryScope? Current
    {
        get => current is { IsAbandoned: true } ? Abandon() : current;
        set => current = value;
    }

    /// <summary>
    /// Opens a scope: when it is disposed, the buffers of all tensors made in it on this thread go back to the cache at once, except those of
    /// tensors that were kept (<c>tensor.Keep()</c>), handed on (<see cref="MemoryScope.Return"/>), lent out as spans, or became a parameter's gradient.
    /// Reading a tensor whose buffer went back is a <see cref="BufferReturnedException"/>.
    /// </summary>
    /// <example><code>using (Memory.Scope()) { loss = …; loss.Backward(); optimizer.Step(); }</code></example>
    public static MemoryScope Scope() => new();

    /// <summary>Gives every cached buffer to the garbage collector: for a program that has done its heavy work and continues with less.</summary>
    public static void Trim()
    {
        foreach (SizeClass c in Classes) Interlocked.Add(ref bytesCached, -c.Clear());
        SmallBuffers.TrimAll();
        Interlocked.Exchange(ref nextLook, NextLook);
    }

    internal static Storage Allocate(long byteCount, Device device)
    {
        if (GuardedStorage.IsOn) return GuardedStorage.Take(byteCount, device);
        MemoryScope? scope = Current;
        if (byteCount < SmallLimit)
        {
            if (scope is null) return new Storage(new byte[(int)byteCount], 0, device);
            return byteCount < SmallBuffers.FirstSize ? new TinyStorage(new byte[(int)byteCount], device, scope) : new SmallStorage(scope.Small.Take((int)byteCount), device, scope);
        }

        byte[] array = Take(byteCount);
        return new PooledStorage(array, Start(array), device, scope);
    }

    /// <summary>Puts an array back, or only counts it out when it must not be used again.</summary>
    internal static void GiveBack(byte[] array, bool reuse)
    {
        Interlocked.Add(ref bytesOut, -array.Length);
        Interlocked.Increment(ref returned);
        if (!reuse || Interlocked.Read(ref bytesCached) + array.Length > CacheLimit) return;
        if (Poison) array.AsSpan().Fill(0xFF);
        Interlocked.Add(ref bytesCached, array.Length);
        Classes[SizeClass.IndexOf(array.Length - Alignment)].Push(array);
    }

    // Scopes that somebody tried to end on another thread, after an await: what was made in them is left to the collector, and this thread goes on without them.
    static MemoryScope? Abandon()
    {
        MemoryScope? scope = current;
        while (scope is { IsAbandoned: true }) scope = scope.Outer;
        return current = scope;
    }

    static byte[] Take(long byteCount)
    {
        int index = SizeClass.IndexOf(byteCount);
        if (index >= Classes.Length)
            throw TooLarge(byteCount);
        SizeClass c = Classes[index];
        byte[]? array = c.Pop();
        if (array is null && Interlocked.Read(ref bytesOut) + c.ByteCount > Interlocked.Read(ref nextLook))
        {
            Look();
            array = c.Pop();
        }

        if (array is null)
        {
            array = GC.AllocateUninitializedArray<byte>(c.ByteCount + Alignment, pinned: true);
            Interlocked.Increment(ref taken);
        }
        else
        {
            Interlocked.Increment(ref reused);
            Interlocked.Add(ref bytesCached, -array.Length);
        }

        Interlocked.Add(ref bytesOut, array.Length);
        return array;
    }

    internal static ShapeException TooLarge(long byteCount) =>
        new(FormattableString.Invariant($"A tensor of {byteCount:N0} bytes is beyond what one buffer can hold (2 GB)."), "Split it along its first axis, or use a smaller type.");

    /// <summary>A pinned array for a kernel's own use: as long as wanted, where one array can be, else as long as needed.</summary>
    /// <exception cref="ShapeException">Not even as many bytes as needed fit one array.</exception>
    internal static byte[] WorkingRoom(long needed, long wanted) => needed <= Array.MaxLength
        ? GC.AllocateUninitializedArray<byte>((int)Math.Min(wanted, Array.MaxLength), pinned: true)
        : throw new ShapeException(FormattableString.Invariant($"This operation would need {needed:N0} bytes of working memory, more than one buffer can hold (2 GB)."), "Take a smaller batch, or smaller images.");

    // What is out has doubled since the last look: much of it may be garbage that no collection has noticed, because recycled arrays put no
    // pressure on the collector. Ask for the young generation first, for all of it only when that did not help.
    static void Look()
    {
        Interlocked.Increment(ref looks);
        long before = Interlocked.Read(ref nextLook);
        Interlocked.Exchange(ref nextLook, long.MaxValue);
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        if (Interlocked.Read(ref bytesOut) > before / 2)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Interlocked.Exchange(ref nextLook, NextLook);
    }

    static long NextLook => Math.Max(FirstLook, 2 * Interlocked.Read(ref bytesOut));

    static byte Start(byte[] pinned)
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
        return (byte)((Alignment - (address & (Alignment - 1))) & (Alignment - 1));
    }
}

/// <summary>Counters of the caching allocator.</summary>
/// <param name="NewBuffers">Buffers taken from the runtime since the start.</param>
/// <param name="ReusedBuffers">Buffers taken from the cache since the start.</param>
/// <param name="ReturnedBuffers">Buffers that came back since the start.</param>
/// <param name="BytesInUse">Bytes in use now.</param>
/// <param name="BytesCached">Bytes that wait in the cache now.</param>
/// <param name="Collections">How often the allocator asked the garbage collector to look for unreachable tensors.</param>
public readonly record struct MemoryStatistics(
    long NewBuffers, long ReusedBuffers, long ReturnedBuffers, long BytesInUse, long BytesCached, long Collections);
