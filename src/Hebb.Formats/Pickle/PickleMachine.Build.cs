using System.Text;

namespace Hebb.Formats;

/// <content>Containers, and what a pickle may call.</content>
sealed partial class PickleMachine
{
    void FromPairs()
    {
        var dictionary = new PickleDictionary();
        AddPairs(dictionary, ToMark());
        PushContainer(dictionary);
    }

    void Set(object?[] values)
    {
        var set = new HashSet<object>(PickleKey.Comparer);
        AddMembers(set, values);
        PushContainer(set);
    }

    void Tuple(int length)
    {
        var values = new object?[length];
        for (int i = length - 1; i >= 0; i--) values[i] = Pop();
        PushContainer(values);
    }

    void Append()
    {
        object? value = Pop();
        Members().Add(value);
    }

    void Appends()
    {
        object?[] values = ToMark();
        Members().AddRange(values);
    }

    List<object?> Members()
    {
        Take(Reference);
        return Top() switch
        {
            List<object?> list => list,
            PickledObject { IsName: false } foreign => foreign.Members ??= [],
            _ => throw Wrong("values are appended to something that is not a list"),
        };
    }

    void SetItem()
    {
        object? value = Pop(), key = Pop();
        AddPairs(Dictionary(), [key, value]);
    }

    void SetItems()
    {
        object?[] pairs = ToMark();
        AddPairs(Dictionary(), pairs);
    }

    PickleDictionary Dictionary() => Top() switch
    {
        PickleDictionary dictionary => dictionary,
        PickledObject { IsName: false } foreign => foreign.Entries ??= new PickleDictionary(),
        _ => throw Wrong("entries are set in something that is not a dictionary"),
    };

    void AddPairs(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0) throw Wrong("a dictionary needs pairs of a key and a value");
        for (int i = 0; i < pairs.Length; i += 2)
        {
            Take(Entry);
            dictionary.Set(Key(pairs[i]), pairs[i + 1]);
        }
    }

    void AddItems()
    {
        object?[] values = ToMark();
        if (Top() is PickledObject { IsName: false } foreign) (foreign.Members ??= []).AddRange(values);
        else AddMembers(Top() as HashSet<object> ?? throw Wrong("members are added to something that is not a set"), values);
    }

    void AddMembers(HashSet<object> set, object?[] values)
    {
        foreach (object? value in values)
        {
            Take(Entry);
            set.Add(Key(value));
        }
    }

    /// <summary>Makes a key of a value. What has no value here, such as a member of an enumeration, is called by its text, each time with another number.</summary>
    public object Key(object? value)
    {
        if (PickleKey.Of(value, this) is { } key) return key;
        string text = value switch { PickledObject foreign => foreign.ToString(), PickledTensor tensor => $"tensor {tensor.Shape}", HashSet<object> set => $"{{{string.Join(", ", set.Take(8).Select(PickleKey.Show))}}}", _ => NameOf(value) ?? "…" };
        int times = opaqueKeys[text] = opaqueKeys.GetValueOrDefault(text) + 1;
        Take(Entry + (4L * text.Length));
        return times == 1 ? text : $"{text}#{times}";
    }

    string Name() => Encoding.UTF8.GetString(input.Line(MaxNameLength));

    // A name that the resolver does not know stands for itself: nothing is looked up, imported or run.
    object Find(string module, string name)
    {
        string full = $"{(module == "__builtin__" ? "builtins" : module)}.{name}";
        if (resolver.Find(full) is { } known) return known;
        if (full.StartsWith("joblib.numpy_pickle.", StringComparison.Ordinal))
            throw Wrong("this is a joblib file, which keeps arrays between the parts of its pickle; that is not read", "In Python: numpy.savez(other_path, **joblib.load(path)), or pickle.dump instead of joblib.dump.");
        if (!foreignNames.TryGetValue(full, out PickledObject? foreign))
        {
            Take(Foreign + (4L * full.Length));
            foreignNames.Add(full, foreign = new PickledObject(full, arguments: null));
        }

        return foreign;
    }

    void PushBuffer()
    {
        const string Problem = "the pickle keeps values in buffers outside itself (protocol 5), which are not in the file; save it without buffer_callback";
        Push(Made("buffer", [], Problem, Problem));
    }

    void PushRegistered(int number)
    {
        Take(Foreign);
        Push(new PickledObject($"extension {number}", null, "the pickle refers to a class by a registered number, which only the program that wrote it knows"));
    }

    void FindOnStack()
    {
        object? name = Pop(), module = Pop();
        Push(Find(Text(module, "the name of a module"), Text(name, "the name in a module")));
    }

    void Call()
    {
        object? arguments = Pop(), callee = Pop();
        Push(Called(callee, arguments as object?[] ?? throw Wrong("arguments must be a tuple")));
    }

    void CallWithNames()
    {
        object? named = Pop(), arguments = Pop(), callee = Pop();
        object?[] values = arguments as object?[] ?? throw Wrong("arguments must be a tuple");
        if (named is PickleDictionary { Count: 0 }) Push(Called(callee, values));
        else if (NameOf(callee) is { } name) Push(Made(name, [.. values, named], null));
        else throw Wrong("a pickle calls something that is not a name");
    }

    void CallToMark()
    {
        object?[] values = ToMark();
        Push(values.Length > 0 ? Called(values[0], values[1..]) : throw Wrong("a call needs a name"));
    }

    object? Called(object? callee, object?[] arguments) => callee switch
    {
        PickledObject foreign => Made(foreign.Name, arguments, foreign.Problem),
        PickleGlobal { TakesForeign: false } known when arguments.FirstOrDefault(argument => argument is PickledObject) is PickledObject part => Made(known.Name, arguments, part.Problem, part.Reason),
        PickleGlobal known => known.Call(arguments, this),
        TorchType type => Made(type.Name, arguments, null),
        _ => throw Wrong("a pickle calls something that is not a name"),
    };

    /// <summary>Makes what stands for a value that cannot be read.</summary>
    /// <param name="name">The class or function.</param>
    /// <param name="arguments">What it was called with.</param>
    /// <param name="problem">What is wrong if the whole file is nothing else; null for the usual.</param>
    /// <param name="reason">Why it is skipped; null for the usual.</param>
    public PickledObject Made(string name, object?[] arguments, string? problem, string? reason = null)
    {
        Take(Foreign);
        return new PickledObject(name, arguments, problem, reason);
    }

    /// <summary>Calls a name that the pickle gave as a value.</summary>
    public object? CallNamed(object? callee, object?[] arguments) => Called(callee, arguments);

    static string? NameOf(object? callee) => callee switch { PickledObject foreign => foreign.Name, PickleGlobal known => known.Name, TorchType type => type.Name, _ => null };

    // A dictionary's own attributes, such as the versions that PyTorch hangs on a state dictionary, and those of a tensor are left out.
    void Build()
    {
        object? state = Pop();
        switch (Top())
        {
            case IPickleState made: made.SetState(state, this); break;
            case PickledObject { IsName: false } foreign: foreign.State = state; break;
            case PickleDictionary or PickledTensor: break;
            default: throw Wrong("the pickle sets the state of something that has none");
        }
    }
}
