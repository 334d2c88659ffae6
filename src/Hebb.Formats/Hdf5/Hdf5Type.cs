namespace Hebb.Formats;

/// <summary>What the elements of a data set are.</summary>
enum Hdf5Kind
{
    /// <summary>Numbers, truth values, or complex numbers.</summary>
    Number,

    /// <summary>Text of a fixed number of bytes.</summary>
    Text,

    /// <summary>Text of any length, kept in a global heap.</summary>
    LongText,

    /// <summary>The address of another object.</summary>
    Reference,
}

/// <summary>The type of elements.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Size">The bytes of one.</param>
/// <param name="Stored">How a number is stored.</param>
/// <param name="IsBigEndian">Whether a number's most significant byte comes first.</param>
/// <param name="Padding">Of text: 0 ended by a zero byte, 1 filled with zero bytes, 2 filled with spaces.</param>
sealed record Hdf5Type(Hdf5Kind Kind, int Size, StoredType Stored = StoredType.UInt8, bool IsBigEndian = false, int Padding = 0)
{
    const int Fixed = 0, Floating = 1, Text = 3, Compound = 6, Reference = 7, Enumeration = 8, Variable = 9;
    const int MaxNesting = 4;

    /// <summary>Reads a datatype message.</summary>
    /// <exception cref="UnsupportedPartException">The type is valid, but no tensor can hold it.</exception>
    public static Hdf5Type Read(Hdf5Cursor cursor) => Read(cursor, 0);

    static Hdf5Type Read(Hdf5Cursor cursor, int depth)
    {
        if (depth > MaxNesting) throw new UnsupportedPartException("its type is nested too deeply");
        int head = cursor.Byte(), version = head >> 4, flags = (int)cursor.Number(3);
        long size = cursor.UInt32();
        if (version is 0 or > 5) throw cursor.Wrong($"datatypes of versions 1 to 5 are read; {version} came");
        if (size is 0 or > int.MaxValue) throw cursor.Wrong($"a datatype of {size} bytes came");
        switch (head & 15)
        {
            case Fixed: return FixedPoint(cursor, flags, (int)size);
            case Floating: return FloatingPoint(cursor, flags, (int)size);
            case Text: return new Hdf5Type(Hdf5Kind.Text, (int)size, Padding: flags & 15);
            case Compound: return Complex(cursor, version, flags & 0xFFFF, (int)size, depth);
            case Reference when (flags & 15) == 0 && size == cursor.File.AddressSize: return new Hdf5Type(Hdf5Kind.Reference, (int)size);
            case Enumeration: return Enumerated(cursor, version, flags & 0xFFFF, depth);
            case Variable when (flags & 15) == 1 && size == 8 + cursor.File.AddressSize: return new Hdf5Type(Hdf5Kind.LongText, (int)size);
            default: throw new UnsupportedPartException($"its elements are {NameOf(head & 15)}, which tensors cannot hold");
        }
    }

    static string NameOf(int type) => type switch
    {
        2 => "times",
        4 => "bit fields",
        5 => "opaque bytes",
        Reference => "references to regions",
        Variable => "lists of any length",
        10 => "arrays",
        _ => $"of class {type}",
    };

    static Hdf5Type FixedPoint(Hdf5Cursor cursor, int flags, int size)
    {
        int offset = cursor.UInt16(), precision = cursor.UInt16();
        bool isSigned = (flags & 8) != 0;
        if (offset != 0 || precision != 8L * size) throw new UnsupportedPartException($"its integers use {precision} of {8L * size} bits, which is not supported");
        StoredType type = (size, isSigned) switch
        {
            (1, true) => StoredType.Int8,
            (1, false) => StoredType.UInt8,
            (2, true) => StoredType.Int16,
            (2, false) => StoredType.UInt16,
            (4, true) => StoredType.Int32,
            (4, false) => StoredType.UInt32,
            (8, true) => StoredType.Int64,
            (8, false) => StoredType.UInt64,
            _ => throw new UnsupportedPartException($"its integers have {size} bytes; 1, 2, 4 and 8 are supported"),
        };
        return new Hdf5Type(Hdf5Kind.Number, size, type, (flags & 1) != 0);
    }

    static Hdf5Type FloatingPoint(Hdf5Cursor cursor, int flags, int size)
    {
        int offset = cursor.UInt16(), precision = cursor.UInt16();
        cursor.Skip(1);
        int exponent = cursor.Byte();
        cursor.Skip(1);
        int mantissa = cursor.Byte();
        uint bias = cursor.UInt32();
        StoredType type = (size, exponent, mantissa, bias) switch
        {
            (2, 5, 10, 15) => StoredType.Float16,
            (2, 8, 7, 127) => StoredType.BFloat16,
            (4, 8, 23, 127) => StoredType.Float32,
            (8, 11, 52, 1023) => StoredType.Float64,
            _ => throw new UnsupportedPartException($"its floating-point numbers have {size} bytes, an exponent of {exponent} and a mantissa of {mantissa} bits, which is not supported"),
        };
        if (offset != 0 || precision != 8 * size || (flags & 0x40) != 0) throw new UnsupportedPartException("its floating-point numbers are not in the order of IEEE 754");
        return new Hdf5Type(Hdf5Kind.Number, size, type, (flags & 1) != 0);
    }

    // h5py writes truth values as an enumeration of FALSE = 0 and TRUE = 1; other enumerations come as their numbers.
    static Hdf5Type Enumerated(Hdf5Cursor cursor, int version, int members, int depth)
    {
        Hdf5Type numbers = Read(cursor, depth + 1);
        if (numbers.Kind != Hdf5Kind.Number) throw new UnsupportedPartException("its elements are an enumeration of something else than numbers");
        if (members != 2 || numbers.Size != 1) return numbers;
        string[] names = [Name(cursor, version), Name(cursor, version)];
        return names is ["FALSE", "TRUE"] && cursor.Byte() == 0 && cursor.Byte() == 1 ? numbers with { Stored = StoredType.Bool } : numbers;
    }

    // NumPy's and MATLAB's complex numbers are compounds of two floating-point numbers.
    static Hdf5Type Complex(Hdf5Cursor cursor, int version, int members, int size, int depth)
    {
        UnsupportedPartException refusal = new("its elements are compounds, which tensors cannot hold; save each field as a data set of its own");
        if (members != 2) throw refusal;
        var parts = new Hdf5Type[2];
        for (int i = 0; i < parts.Length; i++)
        {
            string name = Name(cursor, version);
            long offset = cursor.Number(version < 3 ? 4 : size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : size < 1 << 24 ? 3 : 4);
            if (version == 1) cursor.Skip(28);
            parts[i] = Read(cursor, depth + 1);
            bool isPart = i == 0 ? name is "r" or "real" or "re" : name is "i" or "imag" or "im";
            if (!isPart || offset != (long)i * parts[0].Size || parts[i] is not { Kind: Hdf5Kind.Number, Stored: StoredType.Float32 or StoredType.Float64 }) throw refusal;
        }

        if (parts[0] != parts[1] || size != 2 * parts[0].Size) throw refusal;
        return parts[0] with { Size = size, Stored = parts[0].Size == 4 ? StoredType.Complex64 : StoredType.Complex128 };
    }

    static string Name(Hdf5Cursor cursor, int version)
    {
        int before = cursor.Position;
        string name = cursor.ZeroEnded();
        if (version < 3) cursor.Skip(-(cursor.Position - before) & 7);
        return name;
    }
}
