namespace Hebb.Formats;

/// <summary>A pickled numpy.ndarray: its values stand in the pickle.</summary>
sealed class NumpyArray : PickledTensor, IPickleState
{
    NumpyType type = new(StoredType.Float64, IsBigEndian: false);
    Shape shape = [0];
    bool isColumnMajor;
    byte[] data = [];
    string source = string.Empty;
    long offset;

    /// <summary>Makes an empty array, whose state follows.</summary>
    public NumpyArray()
    {
    }

    /// <summary>Makes an array of its parts.</summary>
    public NumpyArray(NumpyPickledType type, object?[] shape, bool isColumnMajor, byte[] data, PickleMachine machine) => Set(type, shape, isColumnMajor, data, machine);

    /// <inheritdoc/>
    public override StoredType Type => type.Stored;

    /// <inheritdoc/>
    public override Shape Shape => shape;

    /// <summary>The values of an array of Python objects, the last axis fastest; null for numbers.</summary>
    public List<object?>? Objects { get; private set; }

    /// <summary>What stands for an array that is not read; null for others.</summary>
    public PickledObject? Unread { get; private set; }

    /// <inheritdoc/>
    public void SetState(object? state, PickleMachine machine)
    {
        // The version of the state came with NumPy 1.0; before, there were four parts.
        object?[] parts = state is object?[] { Length: 5 } five ? five[1..] : state as object?[] ?? [];
        if (parts is [_, PickledObject unknown, _, _]) Unread = machine.Made("numpy.ndarray", [], unknown.Problem, unknown.Reason);
        else if (parts is [object?[] lengths, NumpyPickledType element, var order, var content]) Set(element, lengths, order is true or 1L, content, machine);
        else throw machine.Wrong("the state of a NumPy array is its shape, type, order and values");
    }

    /// <inheritdoc/>
    public override Tensor Load() => StoredValues.Decode(data, type.Stored, type.IsBigEndian, shape, isColumnMajor, source, offset);

    void Set(NumpyPickledType element, object?[] lengths, bool columns, object? content, PickleMachine machine)
    {
        long[] axes = machine.Lengths(lengths, "the shape of a NumPy array");
        if (element.IsObjects && content is List<object?> objects)
        {
            Shape outer = StoredShape.Of(axes, StoredType.Int64, problem => machine.Wrong(problem));
            if (outer.Count != objects.Count) throw machine.Wrong($"an array of shape {outer} holds {outer.Count} objects; {objects.Count} came");
            (Objects, shape) = (objects, outer);
            return;
        }

        if (element.Problem is { } problem)
        {
            Unread = machine.Made("numpy.ndarray", [], problem, problem);
            return;
        }

        if (content is not byte[] bytes) throw machine.Wrong("the values of a NumPy array must be bytes");
        type = element.Type;
        shape = StoredShape.Of(axes, type.Stored, wrong => machine.Wrong(wrong));
        if ((long)shape.Count * type.Stored.ByteSize != bytes.Length) throw machine.Wrong($"an array of shape {shape} and type {type.Stored.Name} takes {(long)shape.Count * type.Stored.ByteSize} bytes; {bytes.Length} came");
        isColumnMajor = columns;
        data = bytes;
        source = machine.Source;
        offset = machine.Offset;
    }
}
