namespace Hebb.Formats;

/// <summary>A pickled numpy.dtype: a code without byte order, then a state that gives the order.</summary>
sealed class NumpyPickledType : IPickleState
{
    const string Records = "the array has records with fields; only numbers and truth values are read";

    readonly string code;

    public NumpyPickledType(string code) => Set(this.code = code);

    /// <summary>The type; any, if there is a problem.</summary>
    public NumpyType Type { get; private set; }

    /// <summary>Why values of this type are not read; null if they are.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the values are Python objects, which stand in the pickle one by one.</summary>
    public bool IsObjects => code.StartsWith('O') || code.StartsWith("|O", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void SetState(object? state, PickleMachine machine)
    {
        if (state is not object?[] { Length: >= 5 } parts) throw machine.Wrong("the state of a NumPy type has 5 parts or more");
        string order = machine.Text(parts[1], "the byte order of a NumPy type");
        if (order is not ("<" or ">" or "=" or "|")) throw machine.Wrong("the byte order of a NumPy type is <, >, = or |");
        Set($"{order}{code}");
        if (parts[2] is not null || parts[3] is not null) Problem = Records;
    }

    void Set(string full)
    {
        Problem = NumpyType.TryOf(full, out NumpyType type)?.What;
        Type = type;
    }
}
