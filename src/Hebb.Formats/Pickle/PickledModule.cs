namespace Hebb.Formats;

/// <summary>
/// The weights in a pickled module of PyTorch's, under the names that its state_dict would give them: an object whose attributes include _parameters, _buffers and
/// _modules, or, in a TorchScript archive, tensors and further objects under their own names.
/// </summary>
static class PickledModule
{
    const int MaxDepth = 200;
    const string Parameters = "_parameters", Buffers = "_buffers", Parts = "_modules", Passing = "_non_persistent_buffers_set";

    static readonly string[] Kinds = [Parameters, Buffers, Parts];

    /// <summary>Whether an object is a module.</summary>
    public static bool IsOne(object? value) => value is PickledObject { IsName: false } made && made.Attributes.Any(attributes => attributes.ContainsKey(Parts) && attributes.ContainsKey(Parameters));

    /// <summary>The weights of a module by state name, each module's once.</summary>
    /// <param name="module">The module.</param>
    /// <param name="isScript">Whether it comes from a TorchScript archive.</param>
    public static List<KeyValuePair<string, PickledTensor>> StateOf(PickledObject module, bool isScript)
    {
        var state = new List<KeyValuePair<string, PickledTensor>>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(PickledObject Module, string Path, int Depth)>();
        waiting.Push((module, string.Empty, 0));
        while (waiting.TryPop(out (PickledObject Module, string Path, int Depth) next))
        {
            if (next.Depth > MaxDepth || !seen.Add(next.Module)) continue;
            var parts = new List<(PickledObject, string, int)>();
            foreach ((string name, object? value) in isScript ? Fields(next.Module) : Registered(next.Module))
            {
                if (value is PickledTensor tensor) state.Add(new(next.Path + name, tensor));
                else if (value is PickledObject { IsName: false } part) parts.Add((part, $"{next.Path}{name}.", next.Depth + 1));
            }

            for (int i = parts.Count - 1; i >= 0; i--) waiting.Push(parts[i]);
        }

        // A frozen program (torch.jit.freeze) has no weights of its own any more: they stand among its constants.
        if (isScript && state.Count == 0 && module.Entries is { } constants) state.AddRange(Named(constants).Select(item => KeyValuePair.Create($"constants.{item.Key}", (PickledTensor)item.Value!)));
        return state;
    }

    static IEnumerable<KeyValuePair<string, object?>> Fields(PickledObject module) => module.Attributes.SelectMany(Named);

    static IEnumerable<KeyValuePair<string, object?>> Registered(PickledObject module)
    {
        foreach (PickleDictionary attributes in module.Attributes)
        {
            var passing = attributes.GetValueOrDefault(Passing) as HashSet<object>;
            foreach (string kind in Kinds)
            {
                PickleDictionary? named = attributes.GetValueOrDefault(kind) switch { PickleDictionary plain => plain, PickledObject other => other.Entries, _ => null };
                if (named is null) continue;
                foreach (KeyValuePair<string, object?> item in Named(named))
                {
                    if (kind != Buffers || passing?.Contains(item.Key) != true) yield return item;
                }
            }
        }
    }

    static IEnumerable<KeyValuePair<string, object?>> Named(PickleDictionary dictionary) => dictionary.Select(item => KeyValuePair.Create(PickleKey.Show(item.Key), item.Value));
}
