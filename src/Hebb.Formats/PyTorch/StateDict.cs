namespace Hebb.Formats;

/// <summary>Finds the state dictionary in what a PyTorch file holds.</summary>
static class StateDict
{
    static readonly string[] Names = ["state_dict", "model_state_dict", "model", "model_state", "net", "network", "weights", "params", "module", "ema"];

    /// <summary>Finds the tensors of a state dictionary, or of a whole module that stands inside the file.</summary>
    /// <param name="content">What the file holds.</param>
    /// <param name="key">Where it stands, keys joined with dots; null for the file's own, or one under a usual name.</param>
    /// <param name="path">What error messages call the file.</param>
    /// <exception cref="FormatErrorException">There is none.</exception>
    public static IReadOnlyList<KeyValuePair<string, PickledTensor>> Find(PickleContent content, string? key, string path)
    {
        if (content.IsScript) return PickledModule.StateOf((PickledObject)content.Root!, isScript: true);
        object? root = key is null ? content.Root : Under(content.Root, key) ?? throw new FormatErrorException(path, 0, $"there is nothing under '{key}'; {Describe(content.Root)}");
        object?[] candidates = key is null && Entries(root) is { } entries ? [.. Names.Select(name => entries.GetValueOrDefault(name)), root] : [root];
        foreach (object? candidate in candidates)
        {
            if (Tensors(candidate) is { Count: > 0 } found) return found;
        }

        // A module without parameters has an empty one.
        if (candidates.Any(candidate => Entries(candidate) is { Count: 0 })) return [];
        throw new FormatErrorException(
            path, 0, $"a state dictionary holds tensors by name, at the top or under {string.Join(", ", Names.Select(name => $"'{name}'"))}; this file holds {Describe(root)}",
            $"{Elsewhere(root)}Look at what is there with TensorFile.Open(path).Entries or PyTorchFile.Load(path). In Python, torch.save(model.state_dict(), path) writes a state dictionary.");
    }

    static List<KeyValuePair<string, PickledTensor>>? Tensors(object? value) => PickledModule.IsOne(value)
        ? PickledModule.StateOf((PickledObject)value!, isScript: false)
        : Entries(value)?.Where(item => item.Value is PickledTensor).Select(item => KeyValuePair.Create(PickleKey.Show(item.Key), (PickledTensor)item.Value!)).ToList();

    static PickleDictionary? Entries(object? value) => value as PickleDictionary ?? (value as PickledObject)?.Entries;

    static object? Under(object? root, string key)
    {
        if (Entries(root) is { } entries && entries.TryGetValue(key, out object? whole)) return whole;
        foreach (string part in key.Split('.'))
        {
            root = root switch
            {
                _ when Entries(root) is { } inner => inner.GetValueOrDefault(part),
                PickledObject foreign => foreign.Attributes.Select(attributes => attributes.GetValueOrDefault(part)).FirstOrDefault(value => value is not null),
                _ => null,
            };
        }

        return root;
    }

    static string Elsewhere(object? root)
    {
        string[] keys = [.. (Entries(root) ?? []).Where(item => Tensors(item.Value) is { Count: > 0 }).Take(5).Select(item => PickleKey.Show(item.Key))];
        return keys.Length == 0 ? string.Empty : $"Tensors stand under {string.Join(", ", keys.Select(key => $"'{key}'"))}: PyTorchFile.LoadStateDict(path, key: \"{keys[0]}\"). ";
    }

    static string Describe(object? root) => root switch
    {
        PickleDictionary dictionary => $"a dictionary of {dictionary.Count} entries without tensors of its own ({string.Join(", ", dictionary.Keys.Take(5).Select(key => $"'{PickleKey.Show(key)}'"))}{(dictionary.Count > 5 ? ", …" : string.Empty)})",
        PickledTensor tensor => $"one tensor of shape {tensor.Shape}",
        List<object?> list => $"a list of {list.Count}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        PickledObject foreign => $"an object of Python, {foreign}",
        _ => "a plain value",
    };
}
