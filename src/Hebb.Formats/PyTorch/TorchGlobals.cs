namespace Hebb.Formats;

/// <summary>The names of PyTorch that a pickle may refer to, besides types: tensors, parameters, sizes and devices.</summary>
static class TorchGlobals
{
    static readonly Dictionary<string, PickleGlobal> Known = All().ToDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>Finds a name; null if it is not on the list.</summary>
    public static PickleGlobal? Find(string name) => Known.GetValueOrDefault(name);

    static IEnumerable<PickleGlobal> All()
    {
        yield return new("torch._utils._rebuild_tensor_v2", (args, machine) => args is [TorchStorageView storage, long offset, object?[] size, object?[] strides, ..]
            ? TorchTensor.Of(storage, storage.Type, offset, size, strides, machine, args.Length > 6 ? args[6] : null)
            : throw machine.Wrong("a tensor is made of a storage, an offset, a size and strides"));
        yield return new("torch._utils._rebuild_tensor", (args, machine) => args is [TorchStorageView storage, long offset, object?[] size, object?[] strides]
            ? TorchTensor.Of(storage, storage.Type, offset, size, strides, machine)
            : throw machine.Wrong("a tensor is made of a storage, an offset, a size and strides"));
        yield return new("torch._utils._rebuild_tensor_v3", (args, machine) => args is [TorchStorageView storage, long offset, object?[] size, object?[] strides, _, _, TorchType type, ..]
            ? TorchTensor.Of(storage, type.Stored, offset, size, strides, machine, args.Length > 7 ? args[7] : null)
            : throw machine.Wrong("a tensor is made of a storage, an offset, a size, strides and a type"));
        yield return new("torch._utils._rebuild_parameter", Parameter);
        yield return new("torch._utils._rebuild_parameter_with_state", Parameter);

        // A tensor of a class of its own, or with attributes: they are left out. And what TorchScript writes around lists.
        yield return new(
            "torch._tensor._rebuild_from_type_v2",
            (args, machine) => args is [PickleGlobal rebuild, _, object?[] parts, ..] ? machine.CallNamed(rebuild, parts) : machine.Made("torch._tensor._rebuild_from_type_v2", args, null),
            TakesForeign: true);
        foreach (string list in (string[])["build_intlist", "build_doublelist", "build_boollist", "build_tensorlist"]) yield return new($"torch.jit._pickle.{list}", FirstOf, TakesForeign: true);
        yield return new("torch.jit._pickle.restore_type_tag", FirstOf, TakesForeign: true);
        yield return new("torch.Size", (args, machine) => args switch
        {
            [] => Array.Empty<object?>(),
            [object?[] size] => size,
            [List<object?> list] => Copy(list, machine),
            _ => throw machine.Wrong("torch.Size takes a tuple"),
        });
        yield return new("torch.device", (args, machine) => args switch
        {
            [var kind] => machine.Text(kind, "a device"),
            [var kind, long index] => $"{machine.Text(kind, "a device")}:{index}",
            _ => throw machine.Wrong("torch.device takes a kind and a number"),
        });
    }

    static object? FirstOf(object?[] args, PickleMachine machine) => args is [var value, ..] ? value : throw machine.Wrong("a value was expected");

    static object?[] Copy(List<object?> list, PickleMachine machine)
    {
        machine.Take(24 + (8L * list.Count));
        return [.. list];
    }

    static PickledTensor Parameter(object?[] args, PickleMachine machine) => args is [PickledTensor tensor, ..] ? tensor : throw machine.Wrong("a parameter is made of a tensor");
}
