using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hebb.Backends;

namespace Hebb;

/// <summary>
/// The bytes behind one tensor and its views. This base class holds a plain managed array: small buffers, and arrays that a user lent us.
/// Not finalizable, so that a tensor of a few values costs nanoseconds.
/// </summary>
internal class Storage
{
    /// <summary>The bytes; null once they went back to the cache. Wrapped user arrays have another element type, so its Length is not ours.</summary>
    protected byte[]? Array;

    readonly nint start;

    internal Storage(byte[] array, nint start, nint byteCount, Backend backend)
    {
        Array = array;
        this.start = start;
        ByteCount = byteCount;
        Backend = backend;
    }

    internal Backend Backend { get; }

    internal nint ByteCount { get; }

    /// <summary>Counts in-place changes, so that a backward pass notices when a value that it needs is gone.</summary>
    internal int Version;

    /// <summary>A span of it left the library: the collector alone may free it.</summary>
    internal bool IsLent;

    internal bool IsReturned => Array is null;

    /// <summary>The first byte. The caller keeps this storage reachable while it uses the reference: see <see cref="Lease{T}"/>.</summary>
    internal ref byte First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            byte[]? array = Array;
            if (array is null) ThrowReturned();
            return ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array!), start);
        }
    }

    /// <summary>Gives the bytes back to the cache now. Small and lent buffers stay where they are: they are never stale.</summary>
    internal virtual void Return()
    {
    }

    /// <summary>Takes the buffer out of the scope that it was made in: from here on the collector decides.</summary>
    internal virtual void Keep()
    {
    }

    static void ThrowReturned() => throw new BufferReturnedException(
        "This tensor's buffer went back to the cache when the Memory.Scope() that it was made in ended.",
        "Call Keep() on a tensor that must outlive its scope, or read what you need (Item, ToArray) before the scope ends.");
}

/// <summary>A buffer from the cache. The finalizer, an ended scope or the engine gives its array back.</summary>
internal sealed class PooledStorage : Storage
{
    MemoryScope? scope;

    internal PooledStorage(byte[] array, nint start, nint byteCount, Backend backend, MemoryScope? scope)
        : base(array, start, byteCount, backend)
    {
        this.scope = scope;
        scope?.Add(this);
    }

    ~PooledStorage() => GiveBack();

    internal MemoryScope? Scope => scope;

    internal override void Return()
    {
        if (IsLent || Array is null) return;
        GC.SuppressFinalize(this);
        GiveBack();
    }

    internal override void Keep() => scope = null;

    internal void MoveTo(MemoryScope? target)
    {
        scope = target;
        target?.Add(this);
    }

    void GiveBack()
    {
        byte[]? array = Interlocked.Exchange(ref Array, null);
        if (array is not null) Memory.GiveBack(array, reuse: !IsLent);
    }
}

/// <summary>
/// The one door through which kernels reach a tensor's elements. Held in a <c>using</c>, it keeps the storage reachable until the kernel ends:
/// without it a finalizer could hand the buffer to someone else while it is still being read.
/// </summary>
/// <typeparam name="T">The .NET type of the elements.</typeparam>
internal readonly ref struct Lease<T>
    where T : unmanaged
{
    readonly Storage storage;
    readonly ref T first;

    internal Lease(Storage storage, int offset)
    {
        this.storage = storage;
        first = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref storage.First), offset);
    }

    /// <summary>For <c>fixed (T* p = lease)</c>.</summary>
    public ref T GetPinnableReference() => ref first;

    internal Span<T> Span(int count) => MemoryMarshal.CreateSpan(ref first, count);

    public void Dispose() => GC.KeepAlive(storage);
}
