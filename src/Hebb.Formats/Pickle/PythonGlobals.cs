using System.Text;

namespace Hebb.Formats;

/// <summary>The names of Python itself that a pickle may refer to: containers and bytes.</summary>
static class PythonGlobals
{
    static readonly Dictionary<string, PickleGlobal> Known = All().ToDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>Finds a name; null if it is not on the list.</summary>
    public static PickleGlobal? Find(string name) => Known.GetValueOrDefault(name);

    static IEnumerable<PickleGlobal> All()
    {
        yield return new("collections.OrderedDict", (args, machine) => Dictionary(args, 0, "OrderedDict", machine));
        yield return new("collections.Counter", (args, machine) => Dictionary(args, 0, "Counter", machine));
        yield return new("collections.defaultdict", (args, machine) => Dictionary(args, 1, "defaultdict", machine), TakesForeign: true);
        yield return new("builtins.dict", (args, machine) => Dictionary(args, 0, "dict", machine));
        yield return new("builtins.list", (args, machine) => new List<object?>(Items(args, "list", machine)));
        yield return new("builtins.tuple", (args, machine) => Items(args, "tuple", machine).ToArray());
        yield return new("builtins.set", Set);
        yield return new("builtins.frozenset", Set);
        yield return new("builtins.bytes", Bytes);
        yield return new("builtins.bytearray", Bytes);
        yield return new("_codecs.encode", Encode);
        foreach (string module in (string[])["copyreg", "copy_reg"])
        {
            yield return new($"{module}._reconstructor", Reconstructed, TakesForeign: true);
            yield return new($"{module}.__newobj__", (args, machine) => args is [var type, ..] ? machine.CallNamed(type, args[1..]) : throw machine.Wrong("__newobj__ takes a class"), TakesForeign: true);
        }
    }

    // How protocols 0 and 1 make objects: a class, what it derives from, and the value of that part.
    static object? Reconstructed(object?[] args, PickleMachine machine)
    {
        if (args is not [PickledObject or PickleGlobal, PickledObject or PickleGlobal, var content]) throw machine.Wrong("_reconstructor takes a class, another and a value");
        if (args[0] is not PickledObject type) return machine.CallNamed(args[0], content is null ? [] : [content]);
        PickledObject made = machine.Made(type.Name, [], type.Problem);
        (made.Entries, made.Members) = (content as PickleDictionary, content as List<object?>);
        return made;
    }

    static PickleDictionary Dictionary(object?[] args, int from, string name, PickleMachine machine)
    {
        var dictionary = new PickleDictionary();
        machine.Take(200);
        switch (args.Length > from ? args[from] : null)
        {
            case null: break;
            case PickleDictionary other:
                foreach ((object key, object? value) in other) Add(key, value);
                break;
            case List<object?> pairs:
                foreach (object? pair in pairs)
                {
                    if (pair is object?[] { Length: 2 } two) Add(machine.Key(two[0]), two[1]);
                    else if (pair is List<object?> { Count: 2 } list) Add(machine.Key(list[0]), list[1]);
                    else throw machine.Wrong($"{name} takes pairs of a key and a value");
                }

                break;
            default: throw machine.Wrong($"{name} takes pairs of a key and a value");
        }

        return dictionary;

        void Add(object key, object? value)
        {
            machine.Take(64 + (key is string text ? text.Length : 0));
            dictionary.Set(key, value);
        }
    }

    static HashSet<object> Set(object?[] args, PickleMachine machine)
    {
        var set = new HashSet<object>(PickleKey.Comparer);
        foreach (object? item in Items(args, "set", machine)) set.Add(machine.Key(item));
        return set;
    }

    static IReadOnlyCollection<object?> Items(object?[] args, string name, PickleMachine machine)
    {
        IReadOnlyCollection<object?> items = args switch
        {
            [] => [],
            [List<object?> list] => list,
            [object?[] tuple] => tuple,
            [HashSet<object> set] => set,
            _ => throw machine.Wrong($"{name} takes a list"),
        };
        machine.Take(64 + (48L * items.Count));
        return items;
    }

    static byte[] Bytes(object?[] args, PickleMachine machine) => args switch
    {
        [] => [],
        [byte[] bytes] => bytes,
        [string, _] => Encode(args, machine),
        [List<object?> list] => FromNumbers(list, machine),
        _ => throw machine.Wrong("bytes are made of text and its encoding, or of a list of numbers"),
    };

    static byte[] FromNumbers(List<object?> list, PickleMachine machine)
    {
        machine.Take(24 + list.Count);
        var bytes = new byte[list.Count];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = list[i] is long and >= 0 and <= 255 ? (byte)(long)list[i]! : throw machine.Wrong("bytes are made of numbers from 0 to 255");
        return bytes;
    }

    // Python 3 writes bytes into old protocols as text of the first 256 characters, to be encoded as Latin-1.
    static byte[] Encode(object?[] args, PickleMachine machine)
    {
        if (args is not [string text, string encoding] || encoding is not ("latin1" or "latin-1" or "iso-8859-1")) throw machine.Wrong("_codecs.encode is read with a text and 'latin1', the way that bytes are written");
        machine.Take(24 + text.Length);
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') >= 0) throw machine.Wrong("bytes written as text have characters up to 255; one beyond came");
        return Encoding.Latin1.GetBytes(text);
    }
}
