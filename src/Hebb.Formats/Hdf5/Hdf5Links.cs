namespace Hebb.Formats;

/// <summary>Finds what the links of groups lead to. Soft links are followed inside the file; nothing else is ever opened.</summary>
sealed class Hdf5Links(Hdf5File file, long root)
{
    // HDF5 itself follows as many on the way to one object.
    const int MaxFollowed = 16;

    readonly Dictionary<long, List<Hdf5Link>> groups = [];
    readonly Dictionary<long, Dictionary<string, Hdf5Link>> names = [];

    /// <summary>The links of a group.</summary>
    public IReadOnlyList<Hdf5Link> Of(Hdf5Object group)
    {
        if (!groups.TryGetValue(group.Address, out List<Hdf5Link>? links)) groups.Add(group.Address, links = Hdf5Group.Links(group));
        return links;
    }

    /// <summary>The address of the object that a link leads to.</summary>
    /// <param name="link">The link.</param>
    /// <param name="group">The group that it stands in.</param>
    /// <exception cref="UnsupportedPartException">It leads out of the file, nowhere, or in a circle.</exception>
    public long Follow(Hdf5Link link, long group)
    {
        int followed = 0;
        return Follow(link, group, ref followed);
    }

    /// <summary>The same for a member that is to be listed; null, and listed as skipped, where the link cannot be followed.</summary>
    public long? Follow(Hdf5Link link, Hdf5Object group, string name, TensorListing listing)
    {
        try
        {
            return Follow(link, group.Address);
        }
        catch (UnsupportedPartException problem)
        {
            listing.Skip(name, problem.Message, file.Base + group.Address);
            return null;
        }
    }

    static UnsupportedPartException Nowhere(Hdf5Link link) => new($"it is a soft link to '{link.Path}', which is not in the file");

    long Follow(Hdf5Link link, long group, ref int followed)
    {
        if (link.IsHard) return link.Address;
        if (link.Kind == Hdf5Link.External) throw new UnsupportedPartException($"it is an external link to '{link.Path}' in the file '{link.OtherFile}'; other files are not opened");
        if (link.Kind != Hdf5Link.Soft) throw new UnsupportedPartException($"it is a link of kind {link.Kind}, which only the program that made it can follow");
        if (++followed > MaxFollowed) throw new UnsupportedPartException($"it is a soft link to '{link.Path}', which leads to itself, or over more than {MaxFollowed} soft links");
        string path = link.Path!;
        long at = path.StartsWith('/') ? root : group;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (!NamesOf(at, link).TryGetValue(part, out Hdf5Link next)) throw Nowhere(link);
            at = Follow(next, at, ref followed);
        }

        return path.Length == 0 ? throw Nowhere(link) : at;
    }

    Dictionary<string, Hdf5Link> NamesOf(long address, Hdf5Link link)
    {
        if (names.TryGetValue(address, out Dictionary<string, Hdf5Link>? found)) return found;
        var group = new Hdf5Object(file, address);
        if (!group.IsGroup) throw Nowhere(link);
        found = new Dictionary<string, Hdf5Link>(StringComparer.Ordinal);
        foreach (Hdf5Link member in Of(group)) found.TryAdd(member.Name, member);
        names.Add(address, found);
        return found;
    }
}
