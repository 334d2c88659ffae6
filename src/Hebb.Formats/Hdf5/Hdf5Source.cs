namespace Hebb.Formats;

/// <summary>An open HDF5 file. Groups are joined with their members by '/'.</summary>
sealed class Hdf5Source : TensorSource
{
    const int DeepestGroup = 64;
    const int MostTexts = 100_000;

    readonly FileStream stream;
    readonly Hdf5File file;
    readonly TensorListing listing;
    readonly HashSet<long> groups = [];

    public Hdf5Source(FileStream stream, string source)
    {
        this.stream = stream;
        file = new Hdf5File(stream, source);
        listing = new TensorListing(source);
        long root = Hdf5Superblock.Read(file);
        Add(string.Empty, root, 0);
    }

    public override string Format => Hdf5.Format.Name;

    public override IReadOnlyList<TensorEntry> Entries => listing.Entries;

    public override IReadOnlyList<KeyValuePair<string, object?>> Values => listing.Values;

    public override IReadOnlyList<SkippedEntry> Skipped => listing.Skipped;

    public override Tensor Load(int index)
    {
        file.RenewBudget();
        return listing.Load(index);
    }

    public override void Dispose() => stream.Dispose();

    void Add(string name, long address, int depth)
    {
        long place = file.Base + address;
        if (depth > DeepestGroup) throw file.Wrong(address, $"groups are nested more than {DeepestGroup} deep");
        var found = new Hdf5Object(file, address);
        try
        {
            if (found.IsDataSet) AddDataSet(name, found, place);
            else if (found.IsGroup && groups.Add(address)) AddGroup(name, found, depth);
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, place);
        }
    }

    void AddGroup(string name, Hdf5Object group, int depth)
    {
        foreach ((string member, long address) in Hdf5Group.Links(group)) Add(name.Length == 0 ? member : $"{name}/{member}", address, depth + 1);
    }

    void AddDataSet(string name, Hdf5Object header, long place)
    {
        var set = new Hdf5DataSet(header);
        switch (set.Type.Kind)
        {
            case Hdf5Kind.Number when set.Space.IsNull:
                listing.AddValue(name, null, place);
                break;
            case Hdf5Kind.Number:
                Shape shape = set.Shape;
                listing.Add(name, set.Type.Stored, StoredValues.WithParts(set.Type.Stored, shape), () => Numbers(set, shape), place);
                break;
            case Hdf5Kind.Reference: throw new UnsupportedPartException("its elements are references to other objects");
            default:
                if (set.Space.Count > MostTexts) throw new UnsupportedPartException($"its {set.Space.Count} texts are more than the {MostTexts} that are read");
                listing.AddTexts(name, new Hdf5Text(file).Read(set.Type, Hdf5Values.Bytes(set)), set.Space.Lengths.Length == 0, place);
                break;
        }
    }

    Tensor Numbers(Hdf5DataSet set, Shape shape)
    {
        try
        {
            return Hdf5Values.Read(set, shape, isColumnMajor: false, set.Type.Stored);
        }
        catch (UnsupportedPartException problem)
        {
            throw new FormatErrorException(file.Source, 0, problem.Message);
        }
    }
}
