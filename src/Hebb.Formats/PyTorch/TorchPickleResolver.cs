namespace Hebb.Formats;

/// <summary>What the pickle of a PyTorch file may refer to: PyTorch's types, tensors and storages, and NumPy's arrays.</summary>
abstract class TorchPickleResolver : PickleResolver
{
    /// <inheritdoc/>
    public override object? Find(string name) => base.Find(name) ?? TorchGlobals.Find(name) ?? (object?)TorchType.Find(name);

    /// <inheritdoc/>
    public override object Persistent(object? id, PickleMachine machine)
    {
        machine.Take(200);
        if (id is not object?[] { Length: >= 2 } parts || parts[0] is not (string or byte[])) return machine.Made("persistent id", [id], null);

        // Before 1.6 the source of a module's class stood beside the class.
        string kind = machine.Text(parts[0], "the kind of a persistent id");
        if (kind == "module" && parts[1] is PickledObject) return parts[1]!;
        if (kind != "storage" || parts.Length is not (5 or 6)) return machine.Made("persistent id", parts, null);
        string key = machine.Text(parts[2], "the key of a storage");
        long count = parts[4] is long number and >= 0 and < long.MaxValue / 16 ? number : throw machine.Wrong("a storage needs a number of elements");
        if (parts[1] is PickledObject unknown)
        {
            PassOver(key, count, unknown.Name, machine);
            return machine.Made("storage", parts, unknown.Problem, $"its values have the type {unknown}, which is not read");
        }

        if (parts[1] is not TorchType type) throw machine.Wrong("the persistent id of a storage is 'storage', a type, a key, a place and a number of elements");
        TorchStorage storage = Storage(key, count * type.Stored.ByteSize, type.Stored.ByteSize, machine);
        if (parts is not [.., _, object?[] view]) return new TorchStorageView(storage, type.Stored, 0, count);
        if (view is not [_, long start, long length] || start < 0 || length < 0 || start > count || length > count - start) throw machine.Wrong("a view of a storage needs a place and a length inside it");
        return new TorchStorageView(storage, type.Stored, start, length);
    }

    /// <summary>Notes a storage of a type that is not read, where the file's form wants its length.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="count">How many elements it has.</param>
    /// <param name="type">The name of its type.</param>
    /// <param name="machine">Where it comes from.</param>
    protected virtual void PassOver(string key, long count, string type, PickleMachine machine)
    {
    }

    /// <summary>Finds a storage.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="length">How many bytes the pickle says that it has.</param>
    /// <param name="size">The bytes of an element.</param>
    /// <param name="machine">Where it comes from.</param>
    protected abstract TorchStorage Storage(string key, long length, int size, PickleMachine machine);
}
