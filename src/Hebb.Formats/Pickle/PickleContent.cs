namespace Hebb.Formats;

/// <summary>What one pickle holds, checked; its tensors are not loaded yet.</summary>
/// <param name="root">The value that the pickle gave.</param>
/// <param name="budget">The memory that reading may take.</param>
/// <param name="source">What error messages call the file.</param>
sealed class PickleContent(object? root, ReadingBudget budget, string source)
{
    /// <summary>The value, with <see cref="PickledTensor"/> where tensors stand.</summary>
    public object? Root { get; } = PickleTree.Settle(root, value => Plain(value, source), problem => new FormatErrorException(source, 0, problem));

    /// <summary>The memory that reading may take.</summary>
    public ReadingBudget Budget => budget;

    /// <summary>Reads every tensor, and puts each in its place.</summary>
    /// <returns>The value, with <see cref="Tensor"/> where tensors stand.</returns>
    public object? Load()
    {
        var loaded = new Dictionary<PickledTensor, Tensor>(ReferenceEqualityComparer.Instance);
        return PickleTree.Settle(Root, value => value is PickledTensor tensor ? LoadOnce(tensor, loaded) : value, problem => new FormatErrorException(source, 0, problem));
    }

    /// <summary>Reads one tensor, the second time from memory.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="loaded">Those that were read.</param>
    public Tensor LoadOnce(PickledTensor tensor, Dictionary<PickledTensor, Tensor> loaded)
    {
        if (loaded.TryGetValue(tensor, out Tensor? known)) return known;
        budget.Take(tensor.LoadedLength, 0);
        return loaded[tensor] = tensor.Load();
    }

    // Names that stand for themselves have no meaning outside Python, but types of tensors are worth telling.
    static object? Plain(object? value, string source) => value switch
    {
        TorchType type => type.Name,
        NumpyPickledType type => type.Type.Stored.Name,
        PickleGlobal known => throw new FormatErrorException(source, 0, $"the file holds {known.Name} itself as a value; only tensors, containers and plain values are read"),
        TorchStorageView => throw new FormatErrorException(source, 0, "the file holds a storage itself as a value; only tensors, containers and plain values are read", "Save the tensor, not its storage."),
        _ => value,
    };
}
