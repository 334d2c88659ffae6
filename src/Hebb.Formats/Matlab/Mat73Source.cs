using System.Globalization;

namespace Hebb.Formats;

/// <summary>An open .mat file of version 7.3: HDF5 with the axes reversed, because MATLAB stores columns first, and attributes that name MATLAB's classes.</summary>
sealed class Mat73Source : ListedSource
{
    const int MaxNesting = 48;
    const int MaxText = 1 << 20, MaxTextRows = 100_000, MaxCells = 250_000;

    readonly Hdf5File file;
    readonly Hdf5Links links;

    public Mat73Source(FileStream stream, string source)
        : base(stream, new TensorListing(source))
    {
        file = new Hdf5File(stream, source);
        var root = new Hdf5Object(file, Hdf5Superblock.Read(file));
        links = new Hdf5Links(file, root.Address);
        try
        {
            foreach (Hdf5Link link in links.Of(root))
            {
                // What cells refer to, and what objects are made of.
                if (link.Name is not ("#refs#" or "#subsystem#")) AddMember(link.Name, link, root, 0);
            }
        }
        catch (UnsupportedPartException problem)
        {
            throw new FormatErrorException(source, file.Base, problem.Message);
        }
    }

    public override string Format => "MATLAB 7.3";

    public override Tensor Load(int index)
    {
        file.RenewBudget();
        try
        {
            return listing.Load(index);
        }
        catch (UnsupportedPartException problem)
        {
            throw new FormatErrorException(file.Source, file.Base, problem.Message);
        }
    }

    void Add(string name, long address, int depth)
    {
        if (depth > MaxNesting) throw file.Wrong(address, $"structures and cells are nested more than {MaxNesting} deep");
        var found = new Hdf5Object(file, address);
        try
        {
            string? kind = Hdf5Attributes.Text(found, "MATLAB_class");
            if (found.IsDataSet) AddDataSet(name, found, kind, depth);
            else if (Hdf5Attributes.Number(found, "MATLAB_sparse") is { } height) AddSparse(name, found, kind, height);
            else if (kind is null or "struct" && found.IsGroup) AddStructure(name, found, depth);
            else throw new UnsupportedPartException($"it is of MATLAB's class '{kind}'");
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, file.Base + address);
        }
    }

    void AddMember(string name, Hdf5Link link, Hdf5Object group, int depth)
    {
        if (links.Follow(link, group, name, listing) is { } address) Add(name, address, depth);
    }


    void AddStructure(string name, Hdf5Object group, int depth)
    {
        IReadOnlyList<Hdf5Link> fields = links.Of(group);
        if (fields.Count == 0) listing.AddValue(name, null, file.Base + group.Address);
        foreach (Hdf5Link link in fields)
        {
            string field = link.Name;
            if (!link.IsHard)
            {
                AddMember($"{name}.{field}", link, group, depth + 1);
                continue;
            }

            long address = link.Address;
            // The fields of an array of structures are lists of references.
            var member = new Hdf5Object(file, address);
            if (member.IsDataSet && Hdf5Attributes.Text(member, "MATLAB_class") is null && ReferencesOf(member) is { } elements)
                for (int i = 0; i < elements.Length; i++) Add(string.Create(CultureInfo.InvariantCulture, $"{name}.{i}.{field}"), elements[i], depth + 1);
            else Add($"{name}.{field}", address, depth + 1);
        }
    }

    void AddDataSet(string name, Hdf5Object header, string? kind, int depth)
    {
        long offset = file.Base + header.Address;
        if (Hdf5Attributes.Number(header, "MATLAB_object_decode") is not null) throw new UnsupportedPartException($"it is an object of MATLAB's class '{kind}'");
        var set = new Hdf5DataSet(header);
        bool isEmpty = Hdf5Attributes.Number(header, "MATLAB_empty") is 1;
        if (isEmpty && kind is "cell" or "struct")
        {
            // There is no member to list, but the name should not be lost.
            listing.AddValue(name, null, offset);
            return;
        }

        if (kind == "cell")
        {
            long[] members = ReferencesOf(header) ?? throw new UnsupportedPartException("it is a cell that does not refer to its members");
            for (int i = 0; i < members.Length; i++) Add(string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"), members[i], depth + 1);
            return;
        }

        if (set.Type.Kind is Hdf5Kind.Text or Hdf5Kind.LongText)
        {
            if (set.Space.Count > MaxTextRows) throw new UnsupportedPartException($"its {set.Space.Count} texts are more than the {MaxTextRows} that are read");
            listing.AddTexts(name, new Hdf5Text(file).Read(set.Type, Hdf5Values.Bytes(set)), set.Space.Lengths.Length == 0, offset);
            return;
        }

        if (set.Type.Kind != Hdf5Kind.Number || set.Space.IsNull || kind is "function_handle" or "struct") throw new UnsupportedPartException($"it is of MATLAB's class '{kind}'");
        int[] lengths = isEmpty ? EmptyLengths(set) : Array.ConvertAll(set.Space.Lengths, length => (int)length);
        if (!isEmpty) Array.Reverse(lengths);
        StoredType type = isEmpty ? TypeOf(kind, set) : kind == "logical" && set.Type.Size == 1 ? StoredType.Bool : set.Type.Stored;
        if (kind == "char") AddText(name, set, lengths, isEmpty, offset);
        else if (isEmpty) listing.Add(name, type, lengths, () => Tensor.Zeros(lengths, type.DType), offset);
        else listing.Add(name, type, StoredValues.WithParts(type, lengths), () => Hdf5Values.Read(set, lengths, isColumnMajor: true, type), offset);
    }

    // An empty matrix stores its lengths instead of its values, so only the class says what the values would be.
    static StoredType TypeOf(string? kind, Hdf5DataSet set) => kind switch
    {
        "double" or "canonical empty" => StoredType.Float64,
        "single" => StoredType.Float32,
        "logical" => StoredType.Bool,
        "int8" => StoredType.Int8,
        "uint8" => StoredType.UInt8,
        "int16" => StoredType.Int16,
        "uint16" => StoredType.UInt16,
        "int32" => StoredType.Int32,
        "uint32" => StoredType.UInt32,
        "int64" => StoredType.Int64,
        "uint64" => StoredType.UInt64,
        _ => set.Type.Stored,
    };

    int[] EmptyLengths(Hdf5DataSet set)
    {
        const int MaxAxes = 32;
        if (set.Space.Count > MaxAxes || set.Type.Stored.IsComplex) throw new UnsupportedPartException("it is empty, and its lengths cannot be read");
        double[] lengths = MatNumbers.Doubles(Hdf5Values.Bytes(set), set.Type.Stored, set.Type.IsBigEndian);
        if (!Array.Exists(lengths, length => length == 0) || !Array.TrueForAll(lengths, length => length is >= 0 and <= int.MaxValue)) throw new UnsupportedPartException("it is empty, but its lengths are not");
        double reach = lengths.Aggregate(1.0, (product, length) => product * Math.Max(1, length));
        return reach <= int.MaxValue ? Array.ConvertAll(lengths, length => (int)length) : throw new UnsupportedPartException("it is empty, and its lengths are too large");
    }

    void AddText(string name, Hdf5DataSet set, int[] lengths, bool isEmpty, long offset)
    {
        if (isEmpty || set.Space.Count == 0)
        {
            listing.AddValue(name, string.Empty, offset);
            return;
        }

        int rows = lengths.Length == 0 ? 1 : lengths[0];
        if (set.Space.Count > MaxText || rows > MaxTextRows) throw new UnsupportedPartException($"it is a text of more than {MaxText} letters or {MaxTextRows} rows");
        double[] codes = MatNumbers.Doubles(Hdf5Values.Bytes(set), set.Type.Stored, set.Type.IsBigEndian);
        listing.AddTexts(name, MatText.Rows(MatText.Codes(codes), rows, codes.Length / rows), rows == 1, offset);
    }

    void AddSparse(string name, Hdf5Object group, string? kind, long height)
    {
        Hdf5DataSet? rows = null, columns = null, values = null;
        foreach (Hdf5Link link in links.Of(group))
        {
            if (link.Name is not ("ir" or "jc" or "data")) continue;
            (string part, long address) = (link.Name, links.Follow(link, group.Address));
            if (part == "ir") rows = new Hdf5DataSet(new Hdf5Object(file, address));
            else if (part == "jc") columns = new Hdf5DataSet(new Hdf5Object(file, address));
            else if (part == "data") values = new Hdf5DataSet(new Hdf5Object(file, address));
        }

        if (columns is not { Type.Kind: Hdf5Kind.Number } || columns.Space.Count < 1) throw new UnsupportedPartException("it is sparse, but does not say where its columns begin");
        StoredType type = kind == "logical" ? StoredType.Bool : values?.Type.Stored ?? StoredType.Float64;
        if (type.IsComplex || rows is { Type.Kind: not Hdf5Kind.Number } || values is { Type.Kind: not Hdf5Kind.Number }) throw new UnsupportedPartException("it is sparse with complex values, which is not supported");
        MatSparse.CheckSize(height, columns.Space.Count - 1, type, file.Limit);
        Shape shape = [(int)height, (int)columns.Space.Count - 1];
        listing.Add(name, type, shape, () => MatSparse.FromColumns(Doubles(rows), Doubles(columns), Doubles(values), null, type, shape, file.Source, file.Base + group.Address), file.Base + group.Address);

        double[] Doubles(Hdf5DataSet? set) => set is null ? [] : set.Space.Count > file.Limit / sizeof(double) ? throw new UnsupportedPartException("it has more values than a file of this size is given memory for") : MatNumbers.Doubles(Hdf5Values.Bytes(set), set.Type.Stored, set.Type.IsBigEndian);
    }

    long[]? ReferencesOf(Hdf5Object header)
    {
        var set = new Hdf5DataSet(header);
        if (set.Type.Kind != Hdf5Kind.Reference) return null;
        if (set.Space.Count > MaxCells) throw new UnsupportedPartException($"its {set.Space.Count} members are more than the {MaxCells} that are read");
        byte[] bytes = Hdf5Values.Bytes(set);
        var addresses = new long[bytes.Length / set.Type.Size];
        var cursor = new Hdf5Cursor(file, bytes, header.Address);
        for (int i = 0; i < addresses.Length; i++) addresses[i] = cursor.Pointer();
        return addresses;
    }
}
