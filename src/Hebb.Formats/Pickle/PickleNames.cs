using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Gives every tensor and every plain value of a pickle a dotted name: the keys of dictionaries and the places in lists and tuples on the way to it. Where two ways
/// make the same name, the later one gets "#2" and so on behind it.
/// </summary>
/// <param name="source">What error messages call the file.</param>
/// <param name="rootName">The name of a tensor that is all of the file.</param>
/// <param name="isListTensor">Whether a list of two or more whole numbers, standing alone or as a value of the outermost dictionary, becomes an Int64 tensor.</param>
sealed class PickleNames(string source, string rootName, bool isListTensor)
{
    const int Most = 1_000_000;

    readonly List<KeyValuePair<string, PickledTensor>> tensors = [];
    readonly List<KeyValuePair<string, object?>> values = [];
    readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>The tensors by name.</summary>
    public IReadOnlyList<KeyValuePair<string, PickledTensor>> Tensors => tensors;

    /// <summary>The plain values by name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Values => values;

    /// <summary>Goes over everything.</summary>
    /// <param name="content">What the pickle holds.</param>
    public void Flatten(PickleContent content)
    {
        if (PickleTree.CountOf(content.Root) < 0 || IsLabels(content.Root))
        {
            Add(content.Root is PickledTensor || IsLabels(content.Root) ? rootName : "value", content.Root, content.Budget);
            return;
        }

        var path = new Stack<(object Container, int Next, string Name)>();
        path.Push((content.Root!, 0, string.Empty));
        int seen = 0;
        while (path.TryPop(out (object Container, int Next, string Name) step))
        {
            if (step.Next == PickleTree.CountOf(step.Container)) continue;
            path.Push(step with { Next = step.Next + 1 });
            (object key, object? child) = PickleTree.ChildOf(step.Container, step.Next);

            // A container may be shared, and shared ones share others: without a bound, a small file could name more values than there are atoms.
            if (++seen > Most) throw new FormatErrorException(source, 0, $"the file holds more than {Most} values outside its tensors", "Read it with a method that gives the containers as they are, such as PyTorchFile.Load.");
            string name = step.Name.Length == 0 ? PickleKey.Show(key) : $"{step.Name}.{PickleKey.Show(key)}";
            content.Budget.Take(100 + (2L * name.Length) + SizeOf(child), 0);
            if (PickleTree.CountOf(child) < 0 || (path.Count == 1 && step.Container is PickleDictionary && IsLabels(child))) Add(name, child, content.Budget);
            else path.Push((child!, 0, name));
        }
    }

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
        if (taken.TryGetValue(name, out int times))
        {
            string unique;
            do unique = $"{name}#{++times}"; while (taken.ContainsKey(unique));
            taken[name] = times;
            name = unique;
        }

        taken.Add(name, 1);
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
}
