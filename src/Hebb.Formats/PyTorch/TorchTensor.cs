namespace Hebb.Formats;

/// <summary>A tensor of a PyTorch file: a view of a storage with any strides.</summary>
sealed class TorchTensor : PickledTensor
{
    readonly TorchStorage storage;
    readonly long first, last;
    readonly long[] strides;
    readonly string source;
    readonly bool isConjugate, isNegative;

    TorchTensor(TorchStorage storage, StoredType type, long first, long last, Shape shape, long[] strides, string source, bool isConjugate, bool isNegative)
    {
        (this.isConjugate, this.isNegative) = (isConjugate && type.IsComplex, isNegative);
        this.storage = storage;
        this.first = first;
        this.last = last;
        this.strides = strides;
        this.source = source;
        Type = type;
        Shape = shape;
        storage.Views++;
    }

    /// <inheritdoc/>
    public override StoredType Type { get; }

    /// <inheritdoc/>
    public override Shape Shape { get; }

    /// <summary>Makes a tensor of what a pickle says, checked against the storage.</summary>
    /// <param name="view">The storage.</param>
    /// <param name="type">The type of a value.</param>
    /// <param name="offset">The first value's place in the storage, in values.</param>
    /// <param name="size">The lengths of the axes.</param>
    /// <param name="steps">How many values to step for one step along each axis.</param>
    /// <param name="machine">Where it comes from.</param>
    /// <param name="marks">A dictionary in which "conj" and "neg" say that the values are still to be conjugated or negated; null without.</param>
    /// <returns>The tensor, or what stands for one that is larger than any that Hebb holds.</returns>
    public static object Of(TorchStorageView view, StoredType type, long offset, object?[] size, object?[] steps, PickleMachine machine, object? marks = null)
    {
        machine.Take(300);
        long[] lengths = machine.Lengths(size, "the size of a tensor");
        if (StoredShape.Excess(lengths, type) is { } excess) return machine.Made("tensor", [], $"a tensor is larger than can be read: {excess}", excess);
        Shape shape = StoredShape.Of(lengths, type, problem => machine.Wrong(problem));
        long[] jumps = machine.Lengths(steps, "the strides of a tensor");
        if (jumps.Length != shape.Rank) throw machine.Wrong($"a tensor of shape {shape} needs {shape.Rank} strides; {jumps.Length} came");

        // In values of the tensor's own type; the storage may be named with another.
        long limit = view.Storage.Length / type.ByteSize, start = view.Start * view.Type.ByteSize / type.ByteSize;
        if (offset < 0 || offset > limit - start) throw machine.Wrong($"a tensor begins at value {offset} of a storage of {limit - start}");
        Int128 end = start + offset;
        for (int i = 0; i < jumps.Length; i++)
        {
            if (jumps[i] < 0) throw machine.Wrong($"the stride {jumps[i]} of axis {i} is negative");
            end += (Int128)Math.Max(0, shape[i] - 1) * jumps[i];
        }

        if (shape.Count > 0 && end >= limit) throw machine.Wrong($"a tensor of shape {shape} with strides [{string.Join(", ", jumps)}] from value {offset} on reaches beyond its storage of {limit - start} values");
        return new TorchTensor(view.Storage, type, start + offset, shape.Count > 0 ? (long)end : 0, shape, jumps, machine.Source, Has(marks, "conj"), Has(marks, "neg"));
    }

    /// <inheritdoc/>
    public override Tensor Load()
    {
        Tensor x = Stored();
        if (!isConjugate && !isNegative) return x;
        using var noGrad = Autograd.NoGrad();
        if (isConjugate) x *= Tensor.From([1f, -1f]).To(x.DType);
        return (isNegative ? -x : x).Keep();
    }

    static bool Has(object? marks, string name) => marks is PickleDictionary known && known.TryGetValue(name, out object? mark) && mark is true;

    Tensor Stored()
    {
        if (Shape.Count == 0) return Tensor.Zeros(StoredShape.Loaded(Shape, Type), Type.DType).Keep();
        long from = first * Type.ByteSize, length = (last - first + 1) * Type.ByteSize, position = storage.Offset + from;
        using Stream stream = storage.Open(from, length);
        if (IsRowMajor()) return StoredValues.Read(stream, Type, storage.IsBigEndian, Shape, isColumnMajor: false, source, position);
        if (length > Array.MaxLength) throw new FormatErrorException(source, position, $"a view spans {length} bytes of its storage, more than can be held at once", "Save it as x.contiguous().");
        var span = new byte[length];
        stream.ReadExactly(span);
        return StoredValues.Decode(Gather(span), Type, storage.IsBigEndian, Shape, isColumnMajor: false, source, position);
    }

    bool IsRowMajor()
    {
        long step = 1;
        for (int i = Shape.Rank - 1; i >= 0; i--)
        {
            if (Shape[i] != 1 && strides[i] != step) return false;
            step *= Shape[i];
        }

        return true;
    }

    byte[] Gather(byte[] span)
    {
        int size = Type.ByteSize, rank = Shape.Rank;
        var values = new byte[Shape.Count * size];
        var index = new int[rank];
        long at = 0;
        for (int to = 0; to < values.Length; to += size)
        {
            span.AsSpan((int)(at * size), size).CopyTo(values.AsSpan(to));
            for (int axis = rank - 1; axis >= 0; axis--)
            {
                at += strides[axis];
                if (++index[axis] < Shape[axis]) break;
                at -= strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return values;
    }
}
