namespace Hebb.Nn;

/// <content>Functions that look at a module's input and output, or change them.</content>
public abstract partial class Module
{
    // The module whose hooks are under way and whose Forward comes next: it must not run them a second time.
    [ThreadStatic]
    static Module? entered;

    // Replaced as a whole, so that a thread that evaluates never sees half a change.
    Func<Module, Tensor, Tensor?>[] before = [];
    Func<Module, Tensor, Tensor, Tensor?>[] after = [];

    /// <summary>Whether hooks are registered on this module.</summary>
    internal bool HasHooks { get; private set; }

    /// <summary>Calls a function with the module's input before every <see cref="Forward"/>; what it returns, unless null, takes the input's place.</summary>
    /// <param name="hook">Gets the module and its input.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    /// <remarks>See <see cref="AddForwardHook(Func{Module, Tensor, Tensor, Tensor})"/> for when hooks run.</remarks>
    public IDisposable AddForwardPreHook(Func<Module, Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        before = [.. before, hook];
        HasHooks = true;
        return new HookHandle(() => before = Without(before, hook));
    }

    /// <summary>Calls a function with the module's input before every <see cref="Forward"/>.</summary>
    /// <param name="hook">Gets the module and its input.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable AddForwardPreHook(Action<Module, Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return AddForwardPreHook((module, x) =>
        {
            hook(module, x);
            return null;
        });
    }

    /// <summary>Calls a function with the module's input and output after every <see cref="Forward"/>; what it returns, unless null, takes the output's place.</summary>
    /// <param name="hook">Gets the module, its input and its output.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    /// <remarks>
    /// Hooks run in the order of their registration, for every module of this library however it is called, and for modules of your own when a container or
    /// <see cref="Call"/> runs them; for direct calls of your own Forward, begin it with <c>if (IsHooked()) return Hooked(x);</c>. A module with hooks is not
    /// fused with its neighbours.
    /// </remarks>
    /// <example><code>
    /// using (model[2].AddForwardHook((module, x, y) => features = y)) model.Forward(images);
    /// </code></example>
    public IDisposable AddForwardHook(Func<Module, Tensor, Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        after = [.. after, hook];
        HasHooks = true;
        return new HookHandle(() => after = Without(after, hook));
    }

    /// <summary>Calls a function with the module's input and output after every <see cref="Forward"/>.</summary>
    /// <param name="hook">Gets the module, its input and its output.</param>
    /// <returns>Dispose it to remove the hook.</returns>
    public IDisposable AddForwardHook(Action<Module, Tensor, Tensor> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return AddForwardHook((module, x, y) =>
        {
            hook(module, x, y);
            return null;
        });
    }

    /// <summary><see cref="Forward"/> with the hooks of this module around it: how containers run their parts.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output.</returns>
    public Tensor Call(Tensor x) => HasHooks ? Hooked(x) : Forward(x);

    /// <summary>Whether <see cref="Forward"/> was called directly though there are hooks, and must hand over to <see cref="Hooked"/>.</summary>
    /// <returns>False without hooks, and when <see cref="Hooked"/> or <see cref="Call"/> has called.</returns>
    protected bool IsHooked()
    {
        if (!HasHooks) return false;
        if (!ReferenceEquals(entered, this)) return true;
        entered = null;
        return false;
    }

    /// <summary>Runs the hooks with <see cref="Forward"/> between them.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output that the last hook left.</returns>
    protected Tensor Hooked(Tensor x)
    {
        x = Before(x);
        Tensor y;
        entered = this;
        try
        {
            y = Forward(x);
        }
        finally
        {
            entered = null;
        }

        return After(x, y);
    }

    private protected Tensor Before(Tensor x)
    {
        foreach (Func<Module, Tensor, Tensor?> hook in before) x = hook(this, x) ?? x;
        return x;
    }

    private protected Tensor After(Tensor x, Tensor y)
    {
        foreach (Func<Module, Tensor, Tensor, Tensor?> hook in after) y = hook(this, x, y) ?? y;
        return y;
    }

    // One of them only: the same function may be registered twice.
    T[] Without<T>(T[] hooks, T hook)
        where T : Delegate
    {
        int at = Array.IndexOf(hooks, hook);
        T[] left = at < 0 ? hooks : [.. hooks[..at], .. hooks[(at + 1)..]];
        HasHooks = left.Length + (typeof(T) == typeof(Func<Module, Tensor, Tensor?>) ? after.Length : before.Length) > 0;
        return left;
    }

    sealed class HookHandle(Action remove) : IDisposable
    {
        Action? remove = remove;

        public void Dispose()
        {
            remove?.Invoke();
            remove = null;
        }
    }
}
