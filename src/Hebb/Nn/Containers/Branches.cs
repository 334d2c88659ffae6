using System.Collections;
using System.Globalization;

namespace Hebb.Nn;

/// <summary>How <see cref="Branches"/> are joined.</summary>
public enum BranchJoin
{
    /// <summary>One behind the other along an axis.</summary>
    Concatenate,

    /// <summary>Added; all of one shape.</summary>
    Sum,
}

/// <summary>The same input for several branches, whose outputs are concatenated or added. Their names are "0", "1", …</summary>
/// <remarks>Szegedy et al.: Going deeper with convolutions (CVPR 2015), for concatenation along the channels.</remarks>
/// <example><code>
/// var inception = new Branches(new Conv2d(64, 16, 1), new Conv2d(64, 32, 3, padding: 1), new Conv2d(64, 8, 5, padding: 2));   // 56 channels
/// var sum = new Branches(BranchJoin.Sum) { new Linear(8, 4), new Linear(8, 4, bias: false) };
/// </code></example>
public sealed class Branches : Module, IReadOnlyList<Module>
{
    readonly BranchJoin join;
    readonly int axis;

    /// <summary>Branches whose outputs are concatenated along axis 1, the channels.</summary>
    /// <param name="branches">The branches in order.</param>
    public Branches(params ReadOnlySpan<Module> branches)
        : this(BranchJoin.Concatenate, 1, branches)
    {
    }

    /// <summary>Branches that are joined in a chosen way.</summary>
    /// <param name="join">Whether outputs are concatenated or added.</param>
    /// <param name="axis">Where they are concatenated; negative numbers count from the last.</param>
    /// <param name="branches">The branches in order.</param>
    public Branches(BranchJoin join, int axis = 1, params ReadOnlySpan<Module> branches)
    {
        (this.join, this.axis) = (join, axis);
        foreach (Module branch in branches) Add(branch);
    }

    /// <summary>The number of branches.</summary>
    public int Count => Added.Count;

    /// <summary>One of the branches.</summary>
    /// <param name="index">0 … Count − 1; <c>[^1]</c> is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such branch.</exception>
    public Module this[int index] => (uint)index < (uint)Count
        ? Added[index].Value
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"These Branches have {Count} branches.");

    /// <summary>Appends a branch; its name is the number of branches before it.</summary>
    /// <param name="branch">The branch.</param>
    /// <returns>This module.</returns>
    /// <exception cref="ArgumentException">The branch contains this module.</exception>
    public Branches Add(Module branch)
    {
        base.Add(Count.ToString(CultureInfo.InvariantCulture), branch);
        return this;
    }

    /// <summary>The branches' outputs for x, joined.</summary>
    /// <param name="x">The input of every branch.</param>
    /// <exception cref="InvalidOperationException">There is no branch.</exception>
    /// <exception cref="ShapeException">The outputs do not fit together.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        if (Count == 0) throw new InvalidOperationException("Branches without a branch have no output; add one with Add(branch).");
        var outputs = new Tensor[Count];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = Added[i].Value.Call(x);
        if (join == BranchJoin.Concatenate) return Tensor.Cat(outputs, axis);
        Tensor sum = outputs[0];
        for (int i = 1; i < outputs.Length; i++)
        {
            if (outputs[i].Shape != outputs[0].Shape)
                throw new ShapeException($"Branches add outputs of one shape; branch 0 gives {outputs[0].Shape}, branch {i} gives {outputs[i].Shape}.", "Give the branches the same output sizes, or concatenate them.");
            sum += outputs[i];
        }

        return sum;
    }

    /// <summary>Goes through the branches, the first one first.</summary>
    public IEnumerator<Module> GetEnumerator()
    {
        foreach ((string _, Module module) in Added) yield return module;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override string Describe() => join == BranchJoin.Sum ? "join=sum" : $"join=concatenate, dim={axis}";
}
