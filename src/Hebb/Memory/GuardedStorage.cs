using System.Collections.Concurrent;

namespace Hebb;

/// <summary>
/// A buffer between two guards, for the gate that looks for writes outside buffers (HEBB_GUARD=1; otherwise none of this costs anything). Guards are filled with
/// NaN, so that a read outside shows in a result too. Buffers are not recycled, and none is larger than the gate has time to fill.
/// </summary>
internal sealed class GuardedStorage : Storage
{
    // The front guard is where usual buffers have the bytes before their first aligned one.
    const int Front = 32, Behind = 4096;

    const long Largest = 128L << 20;

    /// <summary>Whether every buffer gets guards. Fixed at start, so that the compiler drops the question.</summary>
    internal static readonly bool IsOn = Environment.GetEnvironmentVariable("HEBB_GUARD") == "1";

    static readonly ConcurrentQueue<GuardedStorage> All = new();

    readonly int byteCount;

    GuardedStorage(byte[] array, int byteCount, Device device)
        : base(array, Front, device) => this.byteCount = byteCount;

    internal static GuardedStorage Take(long byteCount, Device device)
    {
        if (byteCount > System.Array.MaxLength - Behind) throw Memory.TooLarge(byteCount);
        if (byteCount > Largest) throw new InsufficientMemoryException(FormattableString.Invariant($"Buffers with guards have at most {Largest:N0} bytes; {byteCount:N0} were asked for."));
        byte[] array = GC.AllocateUninitializedArray<byte>(Front + (int)byteCount + Behind, pinned: true);
        array.AsSpan(0, Front).Fill(0xFF);
        array.AsSpan(Front + (int)byteCount).Fill(0xFF);
        var storage = new GuardedStorage(array, (int)byteCount, device);
        All.Enqueue(storage);
        return storage;
    }

    /// <summary>Looks at the guards of all buffers made since the last check, and forgets them.</summary>
    /// <returns>What was overwritten, or null.</returns>
    internal static string? Check()
    {
        string? found = null;
        while (All.TryDequeue(out GuardedStorage? storage))
        {
            int end = Front + storage.byteCount;
            int before = storage.Array.AsSpan(0, Front).LastIndexOfAnyExcept((byte)0xFF), behind = storage.Array.AsSpan(end).IndexOfAnyExcept((byte)0xFF);
            if (before >= 0) found ??= $"a byte {Front - before} before a buffer of {storage.byteCount} bytes was written";
            if (behind >= 0) found ??= $"a byte {behind} behind a buffer of {storage.byteCount} bytes was written";
        }

        return found;
    }
}
