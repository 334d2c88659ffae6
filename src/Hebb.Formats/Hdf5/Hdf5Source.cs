namespace Hebb.Formats;

/// <summary>An open HDF5 file. Groups are joined with their members by '/'.</summary>
sealed class Hdf5Source : ListedSource
{
    const int MaxGroupDepth = 64;
    const int MaxTexts = 100_000;
    const int MaxAgain = 10_000;

    readonly Hdf5File file;
    readonly Hdf5Links links;
    readonly List<long> path = [];
    readonly HashSet<long> groups = [];
    int again;

    public Hdf5Source(Stream stream, string source)
        : this(stream, source, new TensorListing(source), string.Empty)
    {
    }

    /// <summary>Reads a file into a listing that others fill too.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="listing">Gets what it holds.</param>
    /// <param name="prefix">What stands before each name; empty for nothing.</param>
    public Hdf5Source(Stream stream, string source, TensorListing listing, string prefix)
        : base(stream, listing)
    {
        file = new Hdf5File(stream, source);
        long root = Hdf5Superblock.Read(file);
        links = new Hdf5Links(file, root);
        Add(prefix, root);
    }

    public override string Format => Hdf5.Format.Name;

    public override Tensor Load(int index)
    {
        file.RenewBudget();
        return listing.Load(index);
    }

    void Add(string name, long address)
    {
        long offset = file.Base + address;
        if (path.Count > MaxGroupDepth) throw file.Wrong(address, $"groups are nested more than {MaxGroupDepth} deep");
        var found = new Hdf5Object(file, address);
        try
        {
            if (found.IsDataSet) AddDataSet(name, found, offset);
            else if (found.IsGroup) AddGroup(name, found);
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, offset);
        }
    }

    // Several names may lead to one group, which is listed under each of them, but not inside itself.
    void AddGroup(string name, Hdf5Object group)
    {
        if (path.Contains(group.Address)) throw new UnsupportedPartException("it leads back to a group that it stands in");
        if (!groups.Add(group.Address) && ++again > MaxAgain) throw new UnsupportedPartException($"more than {MaxAgain} groups are reached by several names");
        path.Add(group.Address);
        try
        {
            foreach (Hdf5Link link in links.Of(group))
            {
                string member = name.Length == 0 ? link.Name : $"{name}/{link.Name}";
                if (links.Follow(link, group, member, listing) is { } address) Add(member, address);
            }
        }
        finally
        {
            path.RemoveAt(path.Count - 1);
        }
    }


    void AddDataSet(string name, Hdf5Object header, long offset)
    {
        var set = new Hdf5DataSet(header);
        switch (set.Type.Kind)
        {
            case Hdf5Kind.Number when set.Space.IsNull:
                listing.AddValue(name, null, offset);
                break;
            case Hdf5Kind.Number:
                Shape shape = set.Shape;
                listing.Add(name, set.Type.Stored, StoredValues.WithParts(set.Type.Stored, shape), () => Numbers(set, shape), offset);
                break;
            case Hdf5Kind.Reference: throw new UnsupportedPartException("its elements are references to other objects");
            default:
                if (set.Space.Count > MaxTexts) throw new UnsupportedPartException($"its {set.Space.Count} texts are more than the {MaxTexts} that are read");
                listing.AddTexts(name, new Hdf5Text(file).Read(set.Type, Hdf5Values.Bytes(set)), set.Space.Lengths.Length == 0, offset);
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
