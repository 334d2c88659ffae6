namespace Hebb;

/// <summary>
/// An open <see cref="Memory.Scope()"/>. Dispose it on the thread that opened it, innermost first; a <c>using</c> does both.
/// </summary>
public sealed class MemoryScope : IDisposable
{
    readonly MemoryScope? outer = Memory.Current;
    readonly int thread = Environment.CurrentManagedThreadId;
    RecycledStorage[] made;
    int count;
    bool ended;

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

    /// <summary>Hands a tensor on to the enclosing scope, or, without one, to the garbage collector.</summary>
    /// <param name="tensor">A tensor made in this scope.</param>
    /// <returns>The same tensor.</returns>
    public Tensor Return(Tensor tensor)
    {
        if (tensor.Storage is RecycledStorage storage && storage.Scope == this) storage.MoveTo(outer);
        return tensor;
    }

    /// <summary>Ends the scope: every buffer made in it and neither kept, handed on nor lent goes back to the cache.</summary>
    /// <exception cref="InvalidOperationException">An inner scope is still open, or another thread opened this one.</exception>
    public void Dispose()
    {
        if (ended) return;
        if (Memory.Current != this || Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException("A Memory.Scope() ends on the thread that opened it, after the scopes opened inside it: hold it in a using statement.");
        ended = true;
        Memory.Current = outer;
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
