namespace Hebb.Formats;

/// <summary>A data set as its header describes it: type, lengths, layout, filters and what stands where nothing was written.</summary>
sealed class Hdf5DataSet
{
    const int SharedInHeap = 1;
    const int MaxSharingDepth = 4;

    /// <summary>Reads the description.</summary>
    /// <exception cref="UnsupportedPartException">The data set is valid, but cannot be read.</exception>
    public Hdf5DataSet(Hdf5Object header)
    {
        File = header.File;
        if (header.Find(Hdf5Message.ExternalFiles) is not null) throw new UnsupportedPartException("its values are in other files");
        Type = TypeOf(header, 0);
        Space = Hdf5Space.Read(Content(header, Hdf5Message.Space, "its lengths"));
        Layout = Hdf5Layout.Read(Content(header, Hdf5Message.Layout, "its layout"));
        if (header.Find(Hdf5Message.Filters) is { } filters) Filters = filters.IsShared ? throw Shared() : Hdf5Filters.Read(filters.Open());
        Fill = ReadFill(header);
        if (Space.Count < 0) throw new UnsupportedPartException($"its lengths [{string.Join(", ", Space.Lengths)}] make more elements than one tensor can hold (2^31 - 1)");
        Size = Space.Count * Type.Size;
        long limit = Math.Min(Array.MaxLength, Layout.Kind == Hdf5LayoutKind.Chunked && Filters.Deflates > 0 ? File.UnpackedLimit : File.Limit);
        if (Size > limit) throw new UnsupportedPartException($"it takes {Size} bytes, more than a file of this size is given ({limit} bytes; TensorFile.UnpackedBytesLimit raises that)");
        switch (Layout.Kind)
        {
            case Hdf5LayoutKind.Contiguous when Layout.Address >= 0: File.Check(Layout.Address, Size, "the values of a data set"); break;
            case Hdf5LayoutKind.Compact when Layout.Compact!.Length < Size: throw File.Wrong(header.Address, $"a data set of {Size} bytes keeps {Layout.Compact.Length} in its header");
            case Hdf5LayoutKind.Chunked when Layout.Chunk!.Length != Space.Lengths.Length: throw File.Wrong(header.Address, $"a data set of {Space.Lengths.Length} axes has chunks of {Layout.Chunk.Length}");
        }
    }

    public Hdf5File File { get; }

    public Hdf5Type Type { get; }

    public Hdf5Space Space { get; }

    public Hdf5Layout Layout { get; }

    public Hdf5Filters Filters { get; } = Hdf5Filters.None;

    /// <summary>The bytes of an element that was never written; empty for zeros.</summary>
    public byte[] Fill { get; }

    /// <summary>The bytes of all elements.</summary>
    public long Size { get; }

    /// <summary>The shape, without the axis of 2 that complex numbers add.</summary>
    public Shape Shape => Space.IsNull ? [0] : new Shape(Array.ConvertAll(Space.Lengths, length => (int)length));

    /// <summary>The datatype of a header, which may be a pointer to a named type.</summary>
    public static Hdf5Type TypeOf(Hdf5Object header, int depth)
    {
        Hdf5Message message = header.Find(Hdf5Message.DataType) ?? throw header.File.Wrong(header.Address, "a data set does not say its type");
        return message.IsShared ? SharedType(message.Open(), depth) : Hdf5Type.Read(message.Open());
    }

    /// <summary>The datatype that a shared message points to.</summary>
    public static Hdf5Type SharedType(Hdf5Cursor cursor, int depth)
    {
        if (depth == MaxSharingDepth) throw cursor.Wrong("a type points to a type that points to a type …");
        int version = cursor.Byte(), kind = cursor.Byte();
        if (version is 0 or > 3) throw cursor.Wrong($"shared messages have versions 1 to 3; {version} came");
        if (version == 1) cursor.Skip(6);
        if (version == 3 && kind == SharedInHeap) throw Shared();
        return TypeOf(new Hdf5Object(cursor.File, cursor.Pointer()), depth + 1);
    }

    static UnsupportedPartException Shared() => new("its description is in the file's heap of shared messages, which is not supported");

    static Hdf5Cursor Content(Hdf5Object header, int type, string what)
    {
        Hdf5Message message = header.Find(type) ?? throw header.File.Wrong(header.Address, $"a data set does not say {what}");
        return message.IsShared ? throw Shared() : message.Open();
    }

    byte[] ReadFill(Hdf5Object header)
    {
        byte[] fill = [];
        if (header.Find(Hdf5Message.Fill) is { IsShared: false } message) fill = NewFill(message.Open());
        else if (header.Find(Hdf5Message.OldFill) is { IsShared: false } old && old.Open() is var cursor) fill = cursor.Take((int)Math.Min(cursor.UInt32(), int.MaxValue)).ToArray();
        return fill.Length == Type.Size && fill.AsSpan().IndexOfAnyExcept((byte)0) >= 0 ? fill : [];
    }

    static byte[] NewFill(Hdf5Cursor cursor)
    {
        int version = cursor.Byte();
        bool isDefined;
        if (version == 3)
        {
            isDefined = (cursor.Byte() & 0x20) != 0;
        }
        else
        {
            cursor.Skip(2);
            isDefined = cursor.Byte() != 0 || version == 1;
        }

        return isDefined ? cursor.Take((int)Math.Min(cursor.UInt32(), int.MaxValue)).ToArray() : [];
    }
}
