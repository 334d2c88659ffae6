using System.Text;

namespace Hebb.Formats;

/// <summary>The links of a group, in the three ways that HDF5 stores them: a symbol table, link messages in the header, or link messages in a heap.</summary>
static class Hdf5Group
{
    const int NameTree = 5;
    const int NameHash = 4;

    /// <summary>Lists the links of a group.</summary>
    public static List<Hdf5Link> Links(Hdf5Object group)
    {
        List<Hdf5Link> links = [];
        foreach (Hdf5Message message in group.Messages)
        {
            Hdf5Cursor cursor = message.Open();
            switch (message.Type)
            {
                case Hdf5Message.SymbolTable: Hdf5SymbolTable.Read(cursor, links); break;
                case Hdf5Message.Link: Read(cursor, links); break;
                case Hdf5Message.LinkInfo: ReadDense(cursor, links); break;
            }
        }

        return links;
    }

    static void Read(Hdf5Cursor cursor, List<Hdf5Link> links)
    {
        int version = cursor.Byte();
        if (version != 1) throw cursor.Wrong($"link messages have version 1; {version} came");
        int flags = cursor.Byte();
        int type = (flags & 8) != 0 ? cursor.Byte() : Hdf5Link.Hard;
        cursor.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        long length = cursor.Number(1 << (flags & 3));
        if (length > cursor.Left) throw cursor.Wrong($"a name of {length} bytes does not fit into its link");
        string name = Encoding.UTF8.GetString(cursor.Take((int)length));
        links.Add(type switch
        {
            Hdf5Link.Hard => new Hdf5Link(name, cursor.Pointer()),
            Hdf5Link.Soft => new Hdf5Link(name, -1, Encoding.UTF8.GetString(cursor.Take(cursor.UInt16())).TrimEnd('\0'), Kind: type),
            Hdf5Link.External => External(name, cursor),
            _ => new Hdf5Link(name, -1, Kind: type),
        });
    }

    // A byte of version and flags, the file, and the path in it.
    static Hdf5Link External(string name, Hdf5Cursor cursor)
    {
        Hdf5Cursor value = cursor.Part(cursor.UInt16());
        value.Skip(1);
        string file = value.ZeroEnded();
        return new Hdf5Link(name, -1, value.ZeroEnded(), file, Hdf5Link.External);
    }

    static void ReadDense(Hdf5Cursor cursor, List<Hdf5Link> links)
    {
        int version = cursor.Byte(), flags = cursor.Byte();
        if (version != 0) throw cursor.Wrong($"link information has version 0; {version} came");
        if ((flags & 1) != 0) cursor.Skip(8);
        long heapAddress = cursor.Pointer(), treeAddress = cursor.Pointer();
        if (heapAddress < 0 || treeAddress < 0) return;
        Hdf5File file = cursor.File;
        var heap = new Hdf5FractalHeap(file, heapAddress);
        int first = links.Count;
        foreach (Hdf5Cursor record in Hdf5TreeV2.Records(file, treeAddress, NameTree))
        {
            record.Skip(NameHash);
            Read(heap.Find(record), links);
        }

        // The tree is sorted by a hash of the names, which would look like chance.
        links.Sort(first, links.Count - first, Comparer<Hdf5Link>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name)));
    }
}
