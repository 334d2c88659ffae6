namespace Hebb.Formats;

/// <summary>Makes shapes of lengths that a file claims.</summary>
static class StoredShape
{
    const int MaxAxes = 32;

    /// <summary>Checks lengths and makes a shape of them.</summary>
    /// <param name="lengths">The lengths as the file gives them.</param>
    /// <param name="type">The type of the values; complex numbers add an axis of 2 to the tensor, which is not in the result.</param>
    /// <param name="wrong">Makes the error for a problem.</param>
    /// <exception cref="FormatErrorException">There are too many axes, a length is negative, or the tensor is larger than Hebb can hold.</exception>
    public static Shape Of(ReadOnlySpan<long> lengths, StoredType type, Func<string, FormatErrorException> wrong)
    {
        int max = type.IsComplex ? MaxAxes - 1 : MaxAxes;
        if (lengths.Length > max) throw wrong($"a tensor has {max} axes at most; this one has {lengths.Length}");
        var axes = new int[lengths.Length];
        long reach = Math.Max(type.ByteSize, type.DType.ByteSize);
        for (int i = 0; i < axes.Length; i++)
        {
            long length = lengths[i];
            if (length < 0) throw wrong($"axis {i} has the negative length {length}");

            // The first factor stays below 2^31 and the second is checked to, so the products cannot overflow.
            reach = length > Array.MaxLength ? long.MaxValue : reach * Math.Max(length, 1);
            if (reach > Array.MaxLength) throw wrong($"axis {i} of length {length} makes the tensor larger than the {Array.MaxLength} bytes that one tensor can hold");
            axes[i] = (int)length;
        }

        return axes;
    }

    /// <summary>Says why lengths make a tensor larger than Hebb can hold; null if they do not.</summary>
    /// <param name="lengths">The lengths as the file gives them.</param>
    /// <param name="type">The type of the values.</param>
    public static string? Excess(ReadOnlySpan<long> lengths, StoredType type)
    {
        Int128 bytes = Math.Max(type.ByteSize, type.DType.ByteSize);
        foreach (long length in lengths)
        {
            bytes *= Math.Max(length, 1);
            if (bytes > Array.MaxLength) return $"its shape [{string.Join(", ", lengths.ToArray())}] makes it larger than the {Array.MaxLength} bytes that one tensor can hold";
        }

        return null;
    }

    /// <summary>The shape of the tensor that is loaded: complex numbers add an axis of 2.</summary>
    /// <param name="shape">The shape in the file.</param>
    /// <param name="type">The type of the values.</param>
    /// <remarks>A spread of the shape itself would ask its Count, the number of elements, for the number of axes.</remarks>
    public static Shape Loaded(Shape shape, StoredType type) => type.IsComplex ? new Shape([.. shape.ToArray(), 2]) : shape;
}
