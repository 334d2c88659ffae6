namespace Hebb.Formats;

/// <summary>The older form of a group: a B-tree of version 1 whose leaves list symbols, with the names in a local heap.</summary>
static class Hdf5SymbolTable
{
    const int GroupTree = 0;
    const int SoftLink = 2;

    /// <summary>Adds the links that a symbol table message leads to; there are hard and soft ones.</summary>
    public static void Read(Hdf5Cursor message, List<Hdf5Link> links)
    {
        Hdf5File file = message.File;
        long tree = message.Pointer(), heap = message.Pointer();
        Hdf5Cursor names = Names(file, heap);
        foreach (long leaf in Leaves(file, tree)) ReadLeaf(file, leaf, names, links);
    }

    static Hdf5Cursor Names(Hdf5File file, long address)
    {
        Hdf5Cursor heap = file.Open(address, 8 + (2 * file.LengthSize) + file.AddressSize, "a local heap");
        heap.Mark("HEAP");
        heap.Skip(4);
        long size = heap.Length();
        heap.Length();
        return file.Open(heap.Pointer(), size, "the names of a group");
    }

    static List<long> Leaves(Hdf5File file, long root)
    {
        List<long> leaves = [];
        HashSet<long> seen = [];
        Stack<(long Address, int Level)> open = new();
        open.Push((root, -1));
        while (open.TryPop(out (long Address, int Level) node))
        {
            if (!seen.Add(node.Address)) throw file.Wrong(node.Address, "a B-tree leads to the same node twice");
            (int level, Hdf5Cursor entries, int count) = Hdf5TreeV1.Node(file, node.Address, GroupTree, node.Level, file.LengthSize);
            var children = new long[count];
            for (int i = 0; i < count; i++)
            {
                entries.Length(); // the key: the first name, by which a search would go
                children[i] = entries.Pointer();
            }

            if (level == 0) leaves.AddRange(children);
            else for (int i = count - 1; i >= 0; i--) open.Push((children[i], level - 1));
        }

        return leaves;
    }

    static void ReadLeaf(Hdf5File file, long address, Hdf5Cursor names, List<Hdf5Link> links)
    {
        Hdf5Cursor head = file.Open(address, 8, "a symbol table node");
        head.Mark("SNOD");
        head.Skip(2);
        int count = head.UInt16(), entrySize = (2 * file.AddressSize) + 24;
        Hdf5Cursor entries = file.Open(address + 8, (long)count * entrySize, "the symbols of a group");
        for (int i = 0; i < count; i++)
        {
            long name = entries.Pointer(), target = entries.Pointer();
            uint kind = entries.UInt32();
            entries.Skip(4);
            long path = entries.UInt32();
            entries.Skip(12);
            string found = Text(entries, names, name);
            links.Add(kind == SoftLink ? new Hdf5Link(found, -1, Text(entries, names, path), Kind: Hdf5Link.Soft) : new Hdf5Link(found, target));
        }
    }

    static string Text(Hdf5Cursor entries, Hdf5Cursor names, long offset)
    {
        if (offset < 0 || offset > names.Left) throw entries.Wrong("a symbol's name lies outside its group's names");
        Hdf5Cursor text = names.FromStart();
        text.Skip((int)offset);
        return text.ZeroEnded();
    }
}
