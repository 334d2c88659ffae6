using System.Collections;
using System.Globalization;

namespace Hebb.Nn;

/// <summary>
/// A list of modules of one class that a module of your own calls as it likes. Their names are "0", "1", … A partial module registers
/// the arrays and lists in its fields in the same form; this class is for lists that are made and handed around.
/// </summary>
/// <typeparam name="T">The modules' class.</typeparam>
public class ModuleList<T> : Module, IReadOnlyList<T>
    where T : Module
{
    /// <summary>Makes the list.</summary>
    /// <param name="modules">The modules in order.</param>
    public ModuleList(params ReadOnlySpan<T> modules)
    {
        foreach (T module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => Added.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">0 … Count − 1; <c>[^1]</c> is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such module.</exception>
    public T this[int index] => (uint)index < (uint)Count
        ? (T)Added[index].Value
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"This ModuleList has {Count} modules.");

    /// <summary>Appends a module; its name is the number of modules before it.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This list.</returns>
    /// <exception cref="ArgumentException">The module contains this list.</exception>
    public ModuleList<T> Add(T module)
    {
        base.Add(Count.ToString(CultureInfo.InvariantCulture), module);
        return this;
    }

    /// <summary>Always an error: a list does not say how its modules are to be run.</summary>
    /// <param name="x">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Tensor Forward(Tensor x) =>
        throw new InvalidOperationException($"A ModuleList of {Count} modules does not say how to run them. Call them one by one in the Forward of the module that holds the list, or use Sequential or Branches.");

    /// <summary>Goes through the modules, the first one first.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        foreach ((string _, Module module) in Added) yield return (T)module;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A list of modules of any class; see <see cref="ModuleList{T}"/>.</summary>
/// <param name="modules">The modules in order.</param>
public sealed class ModuleList(params ReadOnlySpan<Module> modules) : ModuleList<Module>(modules);
