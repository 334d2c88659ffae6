using Hebb.Nn;

namespace Hebb.Vision.Insight;

/// <summary>
/// A model while it is being looked at: in evaluation mode, with hooks. When disposed, every module has the mode that it had, and the hooks are gone. Gradients are
/// taken with <see cref="Autograd.Grad"/>, which leaves those of the parameters alone.
/// The model belongs to one thread meanwhile.
/// </summary>
sealed class Inspection : IDisposable
{
    readonly KeyValuePair<string, Module>[] modules;
    readonly ModuleModes modes;
    readonly List<IDisposable> hooks = [];

    public Inspection(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        modules = [.. model.NamedModules()];
        modes = new ModuleModes(model);
        model.Eval();
    }

    public Module Model { get; }

    public IReadOnlyList<KeyValuePair<string, Module>> Modules => modules;

    /// <summary>The module of a name, or an error that lists those there are.</summary>
    public Module Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach ((string path, Module module) in modules)
        {
            if (path == name) return module;
        }

        throw new ArgumentException($"The model has no layer \"{name}\". Its layers are: {string.Join(", ", modules.Where(m => m.Key.Length > 0).Select(m => m.Key))}.", nameof(name));
    }

    /// <summary>Calls a function with a module's output whenever it has run.</summary>
    public void Watch(Module module, Action<Tensor> seen) => hooks.Add(module.AddForwardHook((_, _, y) => seen(y)));

    public void Dispose()
    {
        foreach (IDisposable hook in hooks) hook.Dispose();
        modes.Dispose();
    }
}
