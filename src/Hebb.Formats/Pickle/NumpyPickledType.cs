namespace Hebb.Formats;

/// <summary>A pickled numpy.dtype: a code without byte order, then a state that gives the order.</summary>
sealed class NumpyPickledType(string code, PickleMachine machine) : IPickleState
{
    /// <summary>The type.</summary>
    public NumpyType Type { get; private set; } = NumpyType.Of(code, machine.Wrong);

    /// <inheritdoc/>
    public void SetState(object? state, PickleMachine machine)
    {
        if (state is not object?[] { Length: >= 5 } parts) throw machine.Wrong("the state of a NumPy type has 5 parts or more");
        string order = machine.Text(parts[1], "the byte order of a NumPy type");
        if (order is not ("<" or ">" or "=" or "|")) throw machine.Wrong("the byte order of a NumPy type is <, >, = or |");
        if (parts[2] is not null || parts[3] is not null) throw machine.Wrong("the array has records with fields; only numbers and truth values are read", "Save each field as an array of its own.");
        Type = NumpyType.Of($"{order}{code}", machine.Wrong);
    }
}
