using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Gives every tensor and every plain value of a pickle a dotted name: the keys of dictionaries and the places in lists and tuples on the way to it. Where two ways
/// make the same name, the later one gets "#2" and so on behind it. An object of an unknown class is listed as skipped; its attributes, entries and members are named as
/// those of a dictionary, and the weights of a module of PyTorch's as its state_dict would name them.
/// </summary>
/// <param name="source">What error messages call the file.</param>
/// <param name="rootName">The name of a tensor that is all of the file.</param>
/// <param name="isListTensor">Whether a list of two or more whole numbers, standing alone or as a value of the outermost dictionary, becomes an Int64 tensor.</param>
sealed class PickleNames(string source, string rootName, bool isListTensor)
{
    const int Max = 1_000_000;

    readonly List<KeyValuePair<string, PickledTensor>> tensors = [];
    readonly List<KeyValuePair<string, object?>> values = [];
    readonly List<SkippedEntry> skipped = [];
    readonly HashSet<PickledObject> listed = new(ReferenceEqualityComparer.Instance), entered = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>The tensors by name.</summary>
    public IReadOnlyList<KeyValuePair<string, PickledTensor>> Tensors => tensors;

    /// <summary>The plain values by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Values => values;

    /// <summary>What is there and cannot be read.</summary>
    public IReadOnlyList<SkippedEntry> Skipped => skipped;

    /// <summary>Goes over everything.</summary>
    /// <param name="content">What the pickle holds.</param>
    /// <param name="prefix">What stands before every name, without a dot.</param>
    public void Flatten(PickleContent content, string prefix = "")
    {
        if (PickleTree.CountOf(content.Root) < 0 || IsLabels(content.Root))
        {
            string alone = content.Root is PickledTensor || IsLabels(content.Root) ? rootName : "value";
            Add(prefix.Length > 0 ? prefix : alone, content.Root, content.Budget);
            return;
        }

        var path = new Stack<Step>();
        Enter(path, content, content.Root!, prefix, isTensorsOnly: false);
        int seen = 0;
        while (path.TryPop(out Step step))
        {
            if (step.Next == CountOf(step.Container)) continue;
            path.Push(step with { Next = step.Next + 1 });
            (object key, object? child) = ChildOf(step.Container, step.Next);

            // A container may be shared, and shared ones share others: without a bound, a small file could name more values than there are atoms.
            if (++seen > Max) throw new FormatErrorException(source, 0, $"the file holds more than {Max} values outside its tensors", "Read it with a method that gives the containers as they are, such as PyTorchFile.Load.");
            string name = step.Name.Length == 0 ? PickleKey.Show(key) : $"{step.Name}.{PickleKey.Show(key)}";
            content.Budget.Take(100 + (2L * name.Length) + SizeOf(child), 0);
            bool isValue = PickleTree.CountOf(child) < 0 || (path.Count == 1 && step.Container is PickleDictionary && IsLabels(child));
            if (!isValue) Enter(path, content, child!, name, step.IsTensorsOnly);
            else if (!step.IsTensorsOnly || child is PickledTensor) Add(name, child, content.Budget);
        }
    }

    // Goes into a container. Objects of unknown classes refer to each other in every direction: each is gone into once.
    void Enter(Stack<Step> path, PickleContent content, object container, string name, bool isTensorsOnly)
    {
        if (container is not PickledObject foreign)
        {
            path.Push(new Step(container, 0, name, isTensorsOnly));
            return;
        }

        bool isScript = content.IsScript && ReferenceEquals(foreign, content.Root), isModule = isScript || PickledModule.IsOne(foreign);
        if (!isTensorsOnly && listed.Add(foreign))
        {
            string title = Unique(name.Length == 0 ? foreign.ToString() : name);
            skipped.Add(new SkippedEntry(title, isScript ? $"it is the TorchScript program {foreign.Name}; its code is not executed, its weights are read" : isModule ? $"it is a module, {foreign}; nothing is executed, its weights are read" : foreign.Reason));
        }

        if (!entered.Add(foreign)) return;
        List<KeyValuePair<object, object?>> parts = isModule
            ? [.. PickledModule.StateOf(foreign, isScript).Select(item => KeyValuePair.Create((object)item.Key, (object?)item.Value))]
            : PartsOf(foreign);
        if (!isModule && foreign.Made is { Length: > 0 } arguments) path.Push(new Step(arguments, 0, name, IsTensorsOnly: true));
        if (parts.Count > 0) path.Push(new Step(parts, 0, name, isTensorsOnly || isModule));
    }

    static List<KeyValuePair<object, object?>> PartsOf(PickledObject foreign)
    {
        List<KeyValuePair<object, object?>> parts = [.. foreign.Attributes.SelectMany(attributes => attributes)];
        if (parts.Count == 0 && foreign.State is not null and not PickleDictionary) parts.Add(new("state", foreign.State));
        if (foreign.Entries is { } entries) parts.AddRange(entries);
        if (foreign.Members is { } members) parts.AddRange(members.Select((member, i) => KeyValuePair.Create((object)(long)i, member)));
        return parts;
    }

    static int CountOf(object container) => container is List<KeyValuePair<object, object?>> parts ? parts.Count : PickleTree.CountOf(container);

    static KeyValuePair<object, object?> ChildOf(object container, int offset) => container is List<KeyValuePair<object, object?>> parts ? parts[offset] : PickleTree.ChildOf(container, offset);

    // What it takes to look through a value. One value may stand in many places, and is looked through in each.
    static long SizeOf(object? value) => value switch
    {
        byte[] bytes => bytes.Length,
        HashSet<object> set => set.Count * 32L,
        List<object?> list => list.Count,
        _ => 0,
    };

    bool IsLabels(object? value) => isListTensor && value is List<object?> { Count: > 1 } list && list.TrueForAll(item => item is long);

    void Add(string name, object? value, ReadingBudget budget)
    {
        PickledTensor? tensor = value switch
        {
            PickledTensor stored => stored,
            List<object?> labels => new PickledNumbers(labels),
            byte[] bytes when TextOf(bytes) is null => new PickledBytes(bytes),
            _ => null,
        };
        name = Unique(name);
        if (tensor is not null)
        {
            budget.Take(tensor.LoadedLength, 0);
            tensors.Add(new(name, tensor));
            return;
        }

        values.Add(new(name, value switch
        {
            byte[] bytes => TextOf(bytes),
            HashSet<object> set => $"{{{string.Join(", ", set.Select(PickleKey.Show))}}}",
            _ => value,
        }));
    }

    string Unique(string name)
    {
        if (taken.TryGetValue(name, out int times))
        {
            string unique;
            do unique = $"{name}#{++times}"; while (taken.ContainsKey(unique));
            taken[name] = times;
            name = unique;
        }

        taken.Add(name, 1);
        return name;
    }

    // Python 2's text, and names in data sets, are bytes.
    static string? TextOf(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // A container on the way, the next of its values, its name, and what is taken from it.
    readonly record struct Step(object Container, int Next, string Name, bool IsTensorsOnly);
}
