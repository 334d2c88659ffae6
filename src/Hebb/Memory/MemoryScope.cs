namespace Hebb;

/// <summary>
/// An open <see cref="Memory.Scope()"/>. Dispose it on the thread that opened it, innermost first; a <c>using</c> does both.
/// </summary>
public sealed partial class MemoryScope : IDisposable
{
    MemoryScope? outer = Memory.Current;
    readonly int thread = Environment.CurrentManagedThreadId;
    RecycledStorage[] made;
    int count;
    volatile bool isAbandoned;

    [ThreadStatic]
    static RecycledStorage[]? spare;

    internal MemoryScope()
    {
        made = spare ?? new RecycledStorage[64];
        spare = null;
        Small.Follow();
        Memory.Current = this;
    }

    /// <summary>The small arrays of the thread that opened this scope.</summary>
    internal SmallBuffers Small { get; } = SmallBuffers.OfThisThread;

    /// <summary>Whether it has ended: what was made in it and not kept can no longer be read.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether somebody tried to end it on another thread; then the thread that opened it steps out of it at its next tensor.</summary>
    internal bool IsAbandoned => isAbandoned;

    /// <summary>The scope around this one, which is current again after it.</summary>
    internal MemoryScope? Outer => outer;

    /// <summary>Ends the scope: every buffer made in it and neither kept, handed on nor lent goes back to the cache.</summary>
    /// <exception cref="InvalidOperationException">
    /// An inner scope is still open, or another thread opened this one; that thread then leaves it at its next tensor, and what was made in it goes to the garbage collector.
    /// </exception>
    public void Dispose()
    {
        if (HasEnded || isAbandoned) return;
        if (Environment.CurrentManagedThreadId != thread)
        {
            isAbandoned = true;
            throw new InvalidOperationException("A Memory.Scope() ends on the thread that opened it; this is another one, as after an await. End the scope before the await, and Keep() or Return() what is needed after it.");
        }

        if (Memory.Current != this)
            throw new InvalidOperationException("A Memory.Scope() ends on the thread that opened it, after the scopes opened inside it: hold it in a using statement.");
        HasEnded = true;
        Memory.Current = outer;
        outer = null;
        for (int i = 0; i < count; i++)
        {
            RecycledStorage storage = made[i];
            if (storage.Scope == this) storage.Return();
        }

        Array.Clear(made, 0, count);
        spare = made;
        made = [];
    }

    internal void Add(RecycledStorage storage)
    {
        if (count == made.Length) Array.Resize(ref made, 2 * count);
        made[count++] = storage;
    }
}
