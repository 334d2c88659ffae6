using System.Globalization;
using System.Text;

namespace Hebb.Formats;

/// <summary>An open .mat file of version 5.</summary>
sealed class Mat5Source : ListedSource
{
    const int HeaderSize = 128, OrderOffset = 126;
    const int MaxNesting = 48;
    const int MaxText = 1 << 20, MaxTextRows = 100_000;
    const int MaxFieldLength = 1024;
    const int TagSize = 8;

    readonly string source;
    readonly bool isBig;
    readonly long limit;
    long unpacked;

    public Mat5Source(FileStream stream, string source)
        : base(stream, new TensorListing(source))
    {
        this.source = source;
        limit = MemoryLimit.Of(stream.Length);
        if (stream.Length < HeaderSize) throw new FormatErrorException(source, stream.Length, $"a .mat file of version 5 begins with {HeaderSize} bytes; this one has {stream.Length}");
        stream.Position = OrderOffset;
        isBig = stream.ReadByte() == 'M';
        for (long offset = HeaderSize; offset <= stream.Length - TagSize;)
        {
            stream.Position = offset;
            var cursor = new Mat5Cursor(stream, isBig, 0, stream.Length - offset, source, offset);
            Mat5Tag tag = cursor.Tag();
            long data = offset + cursor.Position;
            Guarded(offset, () =>
            {
                if (tag.Type == Mat5Tag.Matrix) AddMatrix(cursor, new Mat5Block(stream, offset), name: null, tag.Length, 0);
                else if (tag.Type == Mat5Tag.Compressed) AddPacked(data, tag.Length, offset);
                return true;
            });
            offset = data + tag.Length + tag.Padding;
        }
    }

    public override string Format => "MATLAB 5";

    T Guarded<T>(long offset, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (DamagedCompression.Is(problem))
        {
            throw new FormatErrorException(source, offset, "the compression of a variable is damaged: it cannot be unpacked, or its checksum is another", "Download or copy the file again.", problem);
        }
    }

    void AddPacked(long data, long packed, long offset)
    {
        var block = new Mat5Block(stream, data, packed);
        Stream plain = block.Open(0);
        int listed = listing.Entries.Count;
        long left = UnpackedSize.Max(packed);
        try
        {
            var start = new Mat5Cursor(plain, isBig, 0, long.MaxValue, source, offset);
            Mat5Tag tag = start.Tag();
            if (tag.Type == Mat5Tag.Matrix)
            {
                if (tag.Length > left) throw start.Wrong($"a variable of {tag.Length} bytes cannot be packed into {packed}: deflate packs at most 1032 to 1");
                left = tag.Length;
                AddUnpacked(block, tag, start.Position, offset, ref plain);
            }

            // What is not read later is read to its end now, for the sake of its checksum.
            if (listing.Entries.Count == listed) block.Finish(plain, left);
        }
        finally
        {
            block.Close(plain);
        }
    }

    void AddUnpacked(Mat5Block block, Mat5Tag tag, long position, long offset, ref Stream plain)
    {
        var cursor = new Mat5Cursor(plain, isBig, position, position + tag.Length, source, offset);
        if (Mat5Matrix.Read(cursor).Class is Mat5Matrix.Cell or Mat5Matrix.Structure)
        {
            // Their members are wanted one by one, so they are unpacked once.
            long max = Math.Max(limit, MemoryLimit.Unpacked);
            unpacked += tag.Length;
            if (unpacked > max) throw cursor.Wrong($"structures and cells unpack to more than {max} bytes; TensorFile.UnpackedBytesLimit raises that");
            block.Close(plain);
            plain = block.Open(0);
            var bytes = new byte[(int)Math.Min(Array.MaxLength, TagSize + tag.Length)];
            int read = plain.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read < bytes.Length) throw cursor.Wrong($"a variable should unpack to {bytes.Length} bytes; {read} came");
            block.Finish(plain, 0);
            block = block with { Plain = bytes };
            cursor = new Mat5Cursor(new MemoryStream(bytes, writable: false) { Position = position }, isBig, position, bytes.Length, source, offset);
        }
        else
        {
            cursor = Cursor(block, position, tag.Length, offset, ref plain);
        }

        AddMatrix(cursor, block, name: null, tag.Length, 0);
    }

    Mat5Cursor Cursor(Mat5Block block, long position, long length, long offset, ref Stream stream)
    {
        block.Close(stream);
        stream = block.Open(position);
        return new Mat5Cursor(stream, isBig, position, position + length, source, offset);
    }

    // The cursor stands behind the tag of a matrix. A name that is null is the matrix's own.
    void AddMatrix(Mat5Cursor cursor, Mat5Block block, string? name, long length, int depth)
    {
        long start = cursor.Position, offset = cursor.Offset;
        if (length == 0)
        {
            if (name is not null) listing.Add(listing.Free(name), StoredType.Float64, [0, 0], () => Tensor.Zeros([0, 0], DType.Float64), offset);
            return;
        }

        if (depth > MaxNesting) throw cursor.Wrong($"structures and cells are nested more than {MaxNesting} deep");
        Mat5Matrix head = Mat5Matrix.Read(cursor);
        name ??= head.Name;
        if (name.Length == 0) return; // data of the file's own, for objects
        name = listing.Free(name);
        try
        {
            switch (head.Class)
            {
                case Mat5Matrix.Cell: AddCell(cursor, block, name, head, depth); break;
                case Mat5Matrix.Structure: AddStructure(cursor, block, name, head, depth); break;
                case Mat5Matrix.Text: AddText(cursor, name, head); break;
                case Mat5Matrix.Sparse when head.Lengths.Length == 2:
                    MatSparse.CheckSize(head.Lengths[0], head.Lengths[1], head.Type, limit);
                    Add((values, _) => Mat5Values.Sparse(head, values, source, limit));
                    break;
                case >= Mat5Matrix.FirstNumber and <= Mat5Matrix.LastNumber:
                    // Each value takes at least a byte of the variable, which its packed bytes can hold; the class may be eight times as wide, and doubles stand between.
                    long max = block.IsPacked && head.Count <= length ? Math.Max(limit, MemoryLimit.Unpacked) : limit;
                    if (head.Count < 0 || head.Count * head.Type.ByteSize > max)
                        throw new UnsupportedPartException($"its lengths [{string.Join(", ", head.Lengths)}] make more values than a file of this size is given memory for ({max} bytes; TensorFile.UnpackedBytesLimit raises that)");
                    Add((values, from) => Mat5Values.Numbers(head, values, from, source, max));
                    break;
                default: throw new UnsupportedPartException($"it is {head.ClassName}");
            }
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, offset);
        }

        void Add(Func<Mat5Cursor, Stream, Tensor> read)
        {
            long behindHead = cursor.Position, end = start + length;
            listing.Add(name, head.Type, StoredValues.WithParts(head.Type, head.Lengths), () => Guarded(offset, () => Read(block, behindHead, end, offset, read)), offset);
        }
    }

    Tensor Read(Mat5Block block, long position, long end, long offset, Func<Mat5Cursor, Stream, Tensor> read)
    {
        Stream from = block.Open(position);
        try
        {
            var cursor = new Mat5Cursor(from, isBig, position, end, source, offset);
            Tensor x = read(cursor, from);
            block.Finish(from, end - position);
            return x;
        }
        finally
        {
            block.Close(from);
        }
    }

    void AddMember(Mat5Cursor cursor, Mat5Block block, string name, int depth)
    {
        Mat5Tag tag = cursor.Tag();
        if (tag.Type != Mat5Tag.Matrix) throw cursor.Wrong($"the member '{name}' should be a matrix; an element of type {tag.Type} came");
        long end = cursor.Position + tag.Length;
        AddMatrix(cursor, block, name, tag.Length, depth + 1);
        if (cursor.Position > end) throw cursor.Wrong($"the member '{name}' goes over its end");
        cursor.Skip(end - cursor.Position);
    }

    void AddCell(Mat5Cursor cursor, Mat5Block block, string name, Mat5Matrix head, int depth)
    {
        if (head.Count < 0) throw cursor.Wrong("a cell has more members than can be");
        if (head.Count == 0) listing.AddValue(name, null, cursor.Offset); // nothing to list, but the name should not be lost
        for (long i = 0; i < head.Count; i++) AddMember(cursor, block, string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), depth);
    }

    void AddStructure(Mat5Cursor cursor, Mat5Block block, string name, Mat5Matrix head, int depth)
    {
        if (head.Count < 0) throw cursor.Wrong("a structure has more elements than can be");
        double[] nameLengths = Mat5Matrix.Numbers(cursor, 8);
        if (nameLengths is not [>= 1 and <= MaxFieldLength, ..]) throw cursor.Wrong($"the names of a structure's fields have 1 to {MaxFieldLength} letters");
        int nameLength = (int)nameLengths[0];
        byte[] names = cursor.Data(cursor.Tag(), Math.Min(cursor.Left, MaxText));
        var fields = new string[names.Length / nameLength];
        for (int i = 0; i < fields.Length; i++)
        {
            ReadOnlySpan<byte> field = names.AsSpan(i * nameLength, nameLength);
            int ended = field.IndexOf((byte)0);
            fields[i] = Encoding.UTF8.GetString(ended < 0 ? field : field[..ended]);
        }

        if (fields.Length == 0 || head.Count == 0) listing.AddValue(name, null, cursor.Offset);
        for (long i = 0; fields.Length > 0 && i < head.Count; i++)
        {
            string element = head.Count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{i}");
            foreach (string field in fields) AddMember(cursor, block, $"{element}.{field}", depth);
        }
    }

    void AddText(Mat5Cursor cursor, string name, Mat5Matrix head)
    {
        if (head.Count is < 0 or > MaxText || head.Lengths[0] > MaxTextRows) throw new UnsupportedPartException($"it is a text of more than {MaxText} letters or {MaxTextRows} rows");
        int[] letters = head.Count == 0 ? [] : Mat5Values.Letters(cursor, head.Count, 8L * MaxText);
        if (head.Count == 0) listing.AddValue(name, string.Empty, cursor.Offset);
        else if (head.Lengths[0] == 1) listing.AddValue(name, MatText.Rows(letters, 1, letters.Length)[0], cursor.Offset);
        else listing.AddTexts(name, MatText.Rows(letters, head.Lengths[0], (int)(head.Count / head.Lengths[0])), isOne: false, cursor.Offset);
    }
}
