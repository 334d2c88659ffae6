using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Hebb.Nn;

/// <summary>Modules of one class by name, which a module of your own calls as it likes; state names are made of the names. The order is that of adding.</summary>
/// <typeparam name="T">The modules' class.</typeparam>
/// <example><code>
/// readonly ModuleDict&lt;Linear&gt; heads = new() { { "digit", new Linear(64, 10) }, { "letter", new Linear(64, 26) } };
/// </code></example>
public class ModuleDict<T> : Module, IReadOnlyDictionary<string, T>
    where T : Module
{
    /// <summary>The number of modules.</summary>
    public int Count => Added.Count;

    /// <summary>The names in the order of adding.</summary>
    public IEnumerable<string> Keys => Added.Select(child => child.Key);

    /// <summary>The modules in the order of adding.</summary>
    public IEnumerable<T> Values => Added.Select(child => (T)child.Value);

    /// <summary>The module of a name.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">There is no such module; the message lists those that there are.</exception>
    public T this[string key] => TryGetValue(key, out T? module)
        ? module
        : throw new KeyNotFoundException($"This ModuleDict has no module \"{key}\"; it has {(Count == 0 ? "none" : string.Join(", ", Keys))}.");

    /// <summary>Adds a module.</summary>
    /// <param name="name">Its name, unique in this dictionary, without a dot.</param>
    /// <param name="module">The module.</param>
    /// <returns>This dictionary.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken, or the module contains this dictionary.</exception>
    public ModuleDict<T> Add(string name, T module)
    {
        base.Add(name, module);
        return this;
    }

    /// <summary>Whether there is a module of a name.</summary>
    /// <param name="key">The name.</param>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <summary>The module of a name, if there is one.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The module.</param>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        foreach ((string name, Module module) in Added)
        {
            if (name != key) continue;
            value = (T)module;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Always an error: a dictionary does not say how its modules are to be run.</summary>
    /// <param name="x">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Tensor Forward(Tensor x) =>
        throw new InvalidOperationException($"A ModuleDict of {Count} modules does not say which of them to run. Choose one by its name in the Forward of the module that holds the dictionary.");

    /// <summary>Goes through names and modules in the order of adding.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        foreach ((string name, Module module) in Added) yield return new(name, (T)module);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Modules of any class by name; see <see cref="ModuleDict{T}"/>.</summary>
public sealed class ModuleDict : ModuleDict<Module>;
