namespace Hebb;

/// <summary>
/// A value that a node's backward pass needs, with a guard: if it was changed in place since, reading it is an error that says so, instead of a wrong
/// gradient.
/// </summary>
/// <param name="value">The value to keep.</param>
internal readonly struct SavedTensor(Tensor value)
{
    readonly Tensor? value = value;
    readonly int version = value.Storage.Version;

    /// <summary>Whether there is a value: a node forgets its values once its work is done and the graph is not retained.</summary>
    public bool IsHeld => value is not null;

    /// <summary>Reads the value.</summary>
    /// <param name="node">The node that needs it, for the message.</param>
    /// <exception cref="AutogradException">The value was changed in place after it was saved, or the node has forgotten it.</exception>
    public Tensor For(Node node)
    {
        if (value is null) throw new AutogradException($"{node.Name} was freed by an earlier Backward().", "Call Backward(retainGraph: true) the first time if you need a second pass.");
        return value.Storage.Version == version ? value : throw Changed(node);
    }

    AutogradException Changed(Node node) => new(
        $"The backward pass of {node.Name} needs a {value!.DType} value of shape {value.Shape} that was changed in place after it was used (it was at change {version}, now at {value.Storage.Version}).",
        "Make the change with an operation that returns a new tensor, or on a Clone().");
}
