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
        List().Add(value);
    }

    void Appends()
    {
        object?[] values = ToMark();
        List().AddRange(values);
    }

    List<object?> List()
    {
        Take(Reference);
        return Top() as List<object?> ?? throw Wrong("values are appended to something that is not a list");
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

    PickleDictionary Dictionary() => Top() as PickleDictionary ?? throw Wrong("entries are set in something that is not a dictionary");

    void AddPairs(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0) throw Wrong("a dictionary needs pairs of a key and a value");
        for (int i = 0; i < pairs.Length; i += 2)
        {
            Take(Entry);
            dictionary.Set(PickleKey.Of(pairs[i], this), pairs[i + 1]);
        }
    }

    void AddItems()
    {
        object?[] values = ToMark();
        AddMembers(Top() as HashSet<object> ?? throw Wrong("members are added to something that is not a set"), values);
    }

    void AddMembers(HashSet<object> set, object?[] values)
    {
        foreach (object? value in values)
        {
            Take(Entry);
            set.Add(PickleKey.Of(value, this));
        }
    }

    string Name() => Encoding.UTF8.GetString(input.Line(LongestName));

    object Find(string module, string name)
    {
        string full = $"{(module == "__builtin__" ? "builtins" : module)}.{name}";
        return world.Find(full) ?? throw Wrong(
            $"the file refers to {Shown(full)}: only tensors, containers and plain values are read, nothing is executed",
            "If it holds a whole module, save model.state_dict() instead, and build the module in code. Names of classes of your own do not belong into a file of tensors.");
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
        if (named is not PickleDictionary { Count: 0 }) throw Wrong("calls with named arguments are not read");
        Push(Called(callee, arguments as object?[] ?? throw Wrong("arguments must be a tuple")));
    }

    void CallToMark()
    {
        object?[] values = ToMark();
        Push(values.Length > 0 ? Called(values[0], values[1..]) : throw Wrong("a call needs a name"));
    }

    object? Called(object? callee, object?[] arguments) => callee is PickleGlobal known ? known.Call(arguments, this) : throw Wrong("a pickle calls something that is not a name");

    // A dictionary's own attributes, such as the versions that PyTorch hangs on a state dictionary, are left out.
    void Build()
    {
        object? state = Pop();
        if (Top() is IPickleState made) made.SetState(state, this);
        else if (Top() is not PickleDictionary) throw Wrong("the pickle sets the state of something that has none");
    }
}
