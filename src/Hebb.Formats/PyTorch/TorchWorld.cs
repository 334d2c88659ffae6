namespace Hebb.Formats;

/// <summary>What the pickle of a PyTorch file may refer to: PyTorch's types, tensors and storages, and NumPy's arrays.</summary>
abstract class TorchWorld : PickleWorld
{
    /// <inheritdoc/>
    public override object? Find(string name) => base.Find(name) ?? TorchGlobals.Find(name) ?? (object?)TorchType.Find(name);

    /// <inheritdoc/>
    public override object Persistent(object? id, PickleMachine machine)
    {
        machine.Take(200);
        if (id is not object?[] { Length: 5 or 6 } parts || parts[1] is not TorchType type || machine.Text(parts[0], "the kind of a persistent id") != "storage")
            throw machine.Wrong("the persistent id of a storage is 'storage', a type, a key, a place and a number of elements");
        string key = machine.Text(parts[2], "the key of a storage");
        long count = parts[4] is long number and >= 0 and < long.MaxValue / 16 ? number : throw machine.Wrong("a storage needs a number of elements");
        TorchStorage storage = Storage(key, count * type.Stored.ByteSize, type.Stored.ByteSize, machine);
        if (parts is not [.., _, object?[] view]) return new TorchStorageView(storage, type.Stored, 0, count);
        if (view is not [_, long start, long length] || start < 0 || length < 0 || start > count || length > count - start) throw machine.Wrong("a view of a storage needs a place and a length inside it");
        return new TorchStorageView(storage, type.Stored, start, length);
    }

    /// <summary>Finds a storage.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="length">How many bytes the pickle says that it has.</param>
    /// <param name="size">The bytes of an element.</param>
    /// <param name="machine">Where it comes from.</param>
    protected abstract TorchStorage Storage(string key, long length, int size, PickleMachine machine);
}
