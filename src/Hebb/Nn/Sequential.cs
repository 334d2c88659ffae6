using System.Collections;
using System.Runtime.CompilerServices;

namespace Hebb.Nn;

/// <summary>Modules one after the other, each on the output of the one before. Their names are "0", "1", …</summary>
/// <example><code>
/// var model = new Sequential(new Linear(784, 256), new ReLU(), new Linear(256, 10));
/// Sequential same = [new Linear(784, 256), new ReLU(), new Linear(256, 10)];
/// Module last = model[^1];
/// </code></example>
[CollectionBuilder(typeof(Sequential), nameof(Create))]
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    /// <summary>Chains modules.</summary>
    /// <param name="modules">The modules, the first one first; none makes the identity.</param>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        for (int i = 0; i < modules.Length; i++) Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture), modules[i]);
    }

    /// <summary>The number of modules.</summary>
    public int Count => Children.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">0 … Count − 1; <c>[^1]</c> is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such module.</exception>
    public Module this[int index] => (uint)index < (uint)Count
        ? Children[index].Value
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"This Sequential has {Count} modules.");

    /// <summary>Makes a chain from a collection expression.</summary>
    /// <param name="modules">The modules, the first one first.</param>
    public static Sequential Create(ReadOnlySpan<Module> modules) => new(modules);

    /// <summary>The last module's output for the output of the one before it, and so on down to x.</summary>
    /// <param name="x">The first module's input.</param>
    public override Tensor Forward(Tensor x)
    {
        for (int i = 0; i < Count; i++) x = Children[i].Value.Forward(x);
        return x;
    }

    /// <summary>Goes through the modules, the first one first.</summary>
    public IEnumerator<Module> GetEnumerator()
    {
        foreach ((string _, Module module) in Children) yield return module;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
