using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Training;

/// <summary>
/// Finds what a model computes with and nobody trains: a layer that is kept somewhere and was never registered takes part in every forward pass, gets gradients, and stays
/// as it began. The graph of an answer knows all that took part; no reflection is needed.
/// </summary>
static class UnregisteredParts
{
    /// <summary>Looks at the graph of an answer that the model itself gave.</summary>
    /// <param name="model">What answered.</param>
    /// <param name="optimizer">What trains.</param>
    /// <param name="answer">What it answered, recorded.</param>
    /// <param name="input">What it was asked: its gradients are no mistake.</param>
    /// <exception cref="HebbException">Something in it wants gradients and belongs neither to the model nor to the optimizer.</exception>
    public static void Check(Module model, Optimizer optimizer, Tensor answer, IReadOnlyList<Tensor> input)
    {
        if (answer.Node is not { } root) return;
        var known = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (Tensor x in input) Know(x);
        foreach (Parameter p in model.Parameters()) Know(p.Tensor);
        foreach (Parameter p in optimizer.ParameterGroups.SelectMany(group => group.Parameters)) Know(p.Tensor);
        Leaf[] lost = [.. Leaves(root).Where(leaf => !known.Contains(leaf))];
        if (lost.Length == 0) return;
        string[] names = [.. lost.Select(leaf => leaf.Owner is Module owner ? owner.TypeName : "a tensor of its own that requires a gradient").Distinct(StringComparer.Ordinal)];
        throw new HebbException(
            $"{model.TypeName} computes with {string.Join(" and ", names)}, which it has not registered: {(lost.Length == 1 ? "one parameter gets" : $"{lost.Length} parameters get")} gradients, but neither the optimizer nor a state dict knows of {(lost.Length == 1 ? "it" : "them")}.",
            "Hold it in a field of the model, whose class is partial, or register it in the constructor: layer = Add(\"layer\", new …), weight = AddParameter(\"weight\", …). If it is meant to stay as it is, Freeze() it, or compute with it inside Autograd.NoGrad().");

        void Know(Tensor x)
        {
            if (x.Node is { } node) known.Add(node);
        }
    }

    static IEnumerable<Leaf> Leaves(Node root)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance) { root };
        var left = new Stack<Node>([root]);
        while (left.TryPop(out Node? node))
        {
            if (node is Leaf leaf) yield return leaf;
            for (int i = 0; i < node.InputCount; i++)
            {
                if (node.Input(i) is { } input && seen.Add(input)) left.Push(input);
            }
        }
    }
}
