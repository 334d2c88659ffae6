using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hebb.Nn;

/// <summary>Modules one after the other, each on the output of the one before. Their names are "0", "1", … unless others are given.</summary>
/// <example><code>
/// var model = new Sequential(new Linear(784, 256), new ReLU(), new Linear(256, 10));
/// Sequential same = [new Linear(784, 256), new ReLU(), new Linear(256, 10)];
/// var named = new Sequential { { "hidden", new Linear(784, 256) }, { "act", new ReLU() }, { "output", new Linear(256, 10) } };
/// Module last = model[^1];
/// </code></example>
[CollectionBuilder(typeof(Sequential), nameof(Create))]
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    /// <summary>Chains modules.</summary>
    /// <param name="modules">The modules, the first one first; none makes the identity.</param>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        foreach (Module module in modules) Add(module);
    }

    /// <summary>The number of modules.</summary>
    public int Count => Added.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">0 … Count − 1; <c>[^1]</c> is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such module.</exception>
    public Module this[int index] => (uint)index < (uint)Count
        ? Added[index].Value
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"This Sequential has {Count} modules.");

    /// <summary>Some neighbours as a chain of their own, <c>model[..3]</c>: the same modules with names that begin at "0" again.</summary>
    /// <param name="start">The first one.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many modules from there on.</exception>
    public Sequential Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Count - length)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"{length} modules from {start} on are not all in this Sequential, which has {Count}.");
        var part = new Sequential();
        for (int i = start; i < start + length; i++) part.Add(this[i]);
        return part;
    }

    /// <summary>Appends a module; its name is the number of modules before it.</summary>
    /// <param name="module">The module.</param>
    /// <returns>This chain.</returns>
    /// <exception cref="ArgumentException">The number is taken as a name, or the module contains this chain.</exception>
    public Sequential Add(Module module) => Add(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Appends a module under a name, which its state names begin with.</summary>
    /// <param name="name">The name, unique in this chain, without a dot.</param>
    /// <param name="module">The module.</param>
    /// <returns>This chain.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken, or the module contains this chain.</exception>
    public Sequential Add(string name, Module module)
    {
        base.Add(name, module);
        return this;
    }

    /// <summary>Makes a chain from a collection expression.</summary>
    /// <param name="modules">The modules, the first one first.</param>
    public static Sequential Create(ReadOnlySpan<Module> modules) => new(modules);

    /// <summary>The last module's output for the output of the one before it, and so on down to x; neighbours run as one kernel where <see cref="Fusion"/> knows how.</summary>
    /// <param name="x">The first module's input.</param>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : Fusion.Run(Added, x);

    /// <summary>Goes through the modules, the first one first.</summary>
    public IEnumerator<Module> GetEnumerator()
    {
        foreach ((string _, Module module) in Added) yield return module;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
