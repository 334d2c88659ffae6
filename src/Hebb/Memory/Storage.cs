using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hebb;

/// <summary>
/// The bytes behind one tensor and its views. This base class holds a plain managed array: small buffers made outside of scopes, and arrays that a user lent us.
/// Not finalizable, so that a tensor of a few values costs nanoseconds.
/// </summary>
internal class Storage
{
    // Above every start: the scope must be asked whether the elements are still there.
    internal const byte Guard = 64;

    /// <summary>The bytes; null once they went back to the cache. Wrapped user arrays have another element type, so its Length is not ours.</summary>
    protected byte[]? Array;

    // Bytes to the first aligned one, below 64, and the guard. The fields are as narrow as they can be: every tensor of the program carries them.
    byte start;

    internal Storage(byte[] array, byte start, Device device)
    {
        Array = array;
        this.start = start;
        Device = device;
    }

    /// <summary>Who computes on the bytes.</summary>
    internal Device Device { get; }

    /// <summary>The scope that it was made in and belongs to; null once it was kept, and outside of scopes.</summary>
    internal virtual MemoryScope? Scope => null;

    /// <summary>Counts in-place changes, so that a backward pass notices when a value that it needs is gone.</summary>
    internal int Version;

    /// <summary>A span of it left the library: the collector alone may free it.</summary>
    internal bool IsLent { get; private set; }

    internal bool IsReturned => Array is null || IsEnded;

    /// <summary>The array itself, to tell whether two storages share it.</summary>
    internal Array Bytes => Array ?? [];

    /// <summary>The first byte. The caller keeps this storage reachable while it uses the reference: see <see cref="Lease{T}"/>.</summary>
    internal ref byte First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            byte[]? array = Array;
            if (array is null || IsEnded) ThrowReturned();
            return ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array!), (nint)(start & (Guard - 1)));
        }
    }

    // Only a storage of a scope carries the guard.
    bool IsEnded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => start >= Guard && Unsafe.As<ScopedStorage>(this).HasScopeEnded;
    }

    /// <summary>Gives the bytes back to the cache now. Plain arrays and lent buffers stay where they are.</summary>
    internal virtual void Return()
    {
    }

    /// <summary>Takes the buffer out of the scope that it was made in: from here on the collector decides.</summary>
    internal virtual void Keep()
    {
    }

    /// <summary>Hands the buffer on to an enclosing scope, or, without one, to the collector.</summary>
    internal virtual void MoveTo(MemoryScope? target)
    {
    }

    /// <summary>Marks that a span of it leaves the library: it stays good whatever ends.</summary>
    /// <exception cref="BufferReturnedException">It went back already.</exception>
    internal void Lend()
    {
        if (IsReturned) ThrowReturned();
        IsLent = true;
        SetGuard(false);
    }

    /// <summary>Whether a write to one may be seen through the other: the same buffer, or two tensors over one array of a user's.</summary>
    internal bool SharesBytesWith(Storage other) => this == other || (Array is { } own && ReferenceEquals(own, other.Array));

    private protected void SetGuard(bool on) => start = (byte)(on ? start | Guard : start & (Guard - 1));

    static void ThrowReturned() => throw new BufferReturnedException(
        "This tensor's buffer went back to the cache when the Memory.Scope() that it was made in ended.",
        "Call Keep() on a tensor that must outlive its scope, or read what you need (Item, ToArray) before the scope ends.");
}

/// <summary>A buffer that was made in a scope, and ends with it unless it is kept, handed on or lent.</summary>
internal abstract class ScopedStorage : Storage
{
    MemoryScope? scope;

    private protected ScopedStorage(byte[] array, byte start, Device device, MemoryScope? scope)
        : base(array, start, device) => this.scope = scope;

    internal sealed override MemoryScope? Scope => scope;

    /// <summary>Asked only while there is a scope.</summary>
    internal bool HasScopeEnded => scope!.HasEnded;

    internal sealed override void Keep() => MoveTo(null);

    internal override void MoveTo(MemoryScope? target)
    {
        // What is gone stays gone: a tiny array would still be there.
        if (IsReturned) Array = null;
        scope = target;
    }
}

/// <summary>A tiny plain array made in a scope. Nothing brings it back, so nothing has to be noted: it asks its scope whether that has ended.</summary>
internal sealed class TinyStorage : ScopedStorage
{
    internal TinyStorage(byte[] array, Device device, MemoryScope scope)
        : base(array, Guard, device, scope)
    {
    }

    internal override void MoveTo(MemoryScope? target)
    {
        base.MoveTo(target);
        SetGuard(target is not null && !IsLent);
    }
}

/// <summary>A buffer whose array can be used again: the scope that it belongs to knows it and takes its array back.</summary>
internal abstract class RecycledStorage : ScopedStorage
{
    private protected RecycledStorage(byte[] array, byte start, Device device, MemoryScope? scope)
        : base(array, start, device, scope) => scope?.Add(this);

    internal sealed override void MoveTo(MemoryScope? target)
    {
        base.MoveTo(target);
        target?.Add(this);
    }
}

/// <summary>
/// A small buffer of a scope. Its array goes back when the scope ends or the engine is done with it, to the thread that says so; if neither happens, the collector
/// takes it. So it needs no finalizer, and costs little more than a plain array.
/// </summary>
internal sealed class SmallStorage(byte[] array, Device device, MemoryScope scope) : RecycledStorage(array, 0, device, scope)
{
    internal override void Return()
    {
        if (IsLent) return;
        // Whoever exchanges first owns it: never the same array twice in a cache.
        byte[]? taken = Interlocked.Exchange(ref Array, null);
        if (taken is not null) SmallBuffers.OfThisThread.GiveBack(taken);
    }
}

/// <summary>A buffer from the cache. The finalizer, an ended scope or the engine gives its array back.</summary>
internal sealed class PooledStorage : RecycledStorage
{
    internal PooledStorage(byte[] array, byte start, Device device, MemoryScope? scope)
        : base(array, start, device, scope)
    {
    }

    ~PooledStorage() => GiveBack();

    internal override void Return()
    {
        if (IsLent || Array is null) return;
        GC.SuppressFinalize(this);
        GiveBack();
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

    internal Lease(Storage storage, nint offset)
    {
        this.storage = storage;
        first = ref Unsafe.Add(ref Unsafe.As<byte, T>(ref storage.First), offset);
    }

    /// <summary>For <c>fixed (T* p = lease)</c>.</summary>
    public ref T GetPinnableReference() => ref first;

    internal Span<T> Span(int count) => MemoryMarshal.CreateSpan(ref first, count);

    public void Dispose() => GC.KeepAlive(storage);
}
