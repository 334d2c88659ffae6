namespace Hebb.Formats;

/// <summary>Finds the state dictionary in what a PyTorch file holds.</summary>
static class StateDict
{
    static readonly string[] Names = ["state_dict", "model_state_dict", "model"];

    /// <summary>Finds it.</summary>
    /// <param name="root">What the file holds.</param>
    /// <param name="path">What error messages call the file.</param>
    /// <exception cref="FormatErrorException">There is none.</exception>
    public static PickleDictionary Find(object? root, string path)
    {
        if (root is PickleDictionary dictionary)
        {
            PickleDictionary[] inside = [.. Names.Select(name => dictionary.GetValueOrDefault(name)).OfType<PickleDictionary>()];
            if (inside.Append(dictionary).FirstOrDefault(HasTensors) is { } found) return found;

            // A module without parameters has an empty one.
            if (inside.Append(dictionary).FirstOrDefault(candidate => candidate.Count == 0) is { } empty) return empty;
        }

        throw new FormatErrorException(
            path, 0, $"a state dictionary holds tensors by name, at the top or under {string.Join(", ", Names.Select(name => $"'{name}'"))}; this file holds {Describe(root)}",
            "Look at what is there with TensorFile.Open(path).Entries or PyTorchFile.Load(path). In Python, torch.save(model.state_dict(), path) writes a state dictionary.");
    }

    static bool HasTensors(PickleDictionary dictionary) => dictionary.Values.Any(value => value is PickledTensor);

    static string Describe(object? root) => root switch
    {
        PickleDictionary dictionary => $"a dictionary of {dictionary.Count} entries without tensors of its own ({string.Join(", ", dictionary.Keys.Take(5).Select(key => $"'{PickleKey.Show(key)}'"))}{(dictionary.Count > 5 ? ", …" : string.Empty)})",
        PickledTensor tensor => $"one tensor of shape {tensor.Shape}",
        List<object?> list => $"a list of {list.Count}",
        object?[] tuple => $"a tuple of {tuple.Length}",
        _ => "a plain value",
    };
}
