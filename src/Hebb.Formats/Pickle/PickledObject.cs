namespace Hebb.Formats;

/// <summary>
/// An object of a Python class, or a class or function itself, that stands in a pickle and that Hebb does not know: argparse.Namespace, pathlib.PosixPath, a member of an
/// enumeration, a module of PyTorch. Nothing of it was executed; its name and its parts are here to be looked at.
/// </summary>
public sealed class PickledObject
{
    const int MaxTextLength = 80;
    readonly string? reason;

    internal PickledObject(string name, object?[]? arguments, string? problem = null, string? reason = null)
    {
        this.reason = reason;
        Name = name;
        Made = arguments;
        Problem = problem ?? $"the file refers to {Shown(name)}: only tensors, containers and plain values are read, nothing is executed";
    }

    /// <summary>The class or function, such as "argparse.Namespace".</summary>
    public string Name { get; }

    /// <summary>Whether this is the class or function itself, and not what it makes.</summary>
    public bool IsName => Made is null;

    /// <summary>What the class or function would have been called with.</summary>
    public IReadOnlyList<object?> Arguments => Made ?? [];

    /// <summary>What the object would have taken as its state, a dictionary of its attributes as a rule; null if it has none.</summary>
    public object? State { get; internal set; }

    /// <summary>The entries of an object that is a kind of dictionary; null for another.</summary>
    public PickleDictionary? Entries { get; internal set; }

    /// <summary>The members of an object that is a kind of list or set; null for another.</summary>
    public IReadOnlyList<object?>? Items => Members;

    /// <summary>The arguments, where <see cref="PickleTree"/> replaces values; null for a name.</summary>
    internal object?[]? Made { get; set; }

    /// <summary>The members, where the machine adds them.</summary>
    internal List<object?>? Members { get; set; }

    /// <summary>What is wrong if the whole file is nothing else.</summary>
    internal string Problem { get; }

    /// <summary>Why it is skipped.</summary>
    internal string Reason => reason ?? (IsName ? $"it is {Shown(Name)} itself, a class or function of Python; nothing is executed" : $"it is an object of Python, {this}; nothing is executed");

    /// <summary>Its attributes by name: the dictionaries in its state. With slots there are two.</summary>
    internal IEnumerable<PickleDictionary> Attributes => State switch
    {
        PickleDictionary attributes => [attributes],
        object?[] { Length: 2 } both => both.OfType<PickleDictionary>(),
        _ => [],
    };

    /// <summary>Its name with its plain arguments, such as "pathlib.PosixPath('data', 'x')".</summary>
    public override string ToString()
    {
        if (Made is null) return Shown(Name);
        string arguments = string.Join(", ", Made.Take(8).Select(Text));
        return $"{Shown(Name)}({(arguments.Length > MaxTextLength || Made.Length > 8 ? "…" : arguments)})";
    }

    static string Text(object? value) => value switch
    {
        null => "None",
        string text => $"'{Shown(text)}'",
        long or double or bool => PickleKey.Show(value),
        PickledObject { IsName: true } name => Shown(name.Name),
        _ => "…",
    };

    static string Shown(string text) => text.Length > MaxTextLength ? $"{text[..MaxTextLength]}…" : text;
}
