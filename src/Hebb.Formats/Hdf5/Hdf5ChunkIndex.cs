namespace Hebb.Formats;

/// <summary>Finds the chunks of a data set through the index that its layout names; arrays have files of their own.</summary>
static class Hdf5ChunkIndex
{
    const int ChunkTree = 1;
    const int PlainRecords = 10, FilteredRecords = 11;

    /// <summary>Fills a chunk table.</summary>
    public static void Read(Hdf5File file, Hdf5Layout layout, bool isFiltered, Hdf5Space space, Hdf5ChunkTable table)
    {
        if (layout.Address < 0) return;
        switch (layout.Index)
        {
            case Hdf5Index.TreeV1: ReadTreeV1(file, layout, table); break;
            case Hdf5Index.Single:
                table.Add(0, 0, layout.Address, layout.SingleSize >= 0 ? layout.SingleSize : table.ChunkSize, layout.SingleMask);
                break;
            case Hdf5Index.Implicit: ReadImplicit(file, layout, table); break;
            case Hdf5Index.FixedArray: new Hdf5ElementReader(file, isFiltered, table, 0).ReadFixedArray(layout.Address); break;
            case Hdf5Index.ExtensibleArray:
                int growing = Array.IndexOf(space.Max, long.MaxValue);
                new Hdf5ElementReader(file, isFiltered, table, Math.Max(0, growing)).ReadExtensibleArray(layout.Address);
                break;
            default: ReadTreeV2(file, layout, isFiltered, table); break;
        }
    }

    static void ReadTreeV1(Hdf5File file, Hdf5Layout layout, Hdf5ChunkTable table)
    {
        int rank = table.Grid.Length, keySize = 8 + (8 * (rank + 1));
        HashSet<long> seen = [];
        Stack<(long Address, int Level)> open = new();
        open.Push((layout.Address, -1));
        var coordinates = new long[rank];
        while (open.TryPop(out (long Address, int Level) node))
        {
            if (!seen.Add(node.Address)) throw file.Wrong(node.Address, "a B-tree leads to the same node twice");
            (int level, Hdf5Cursor entries, int count) = Hdf5TreeV1.Node(file, node.Address, ChunkTree, node.Level, keySize);
            for (int i = 0; i < count; i++)
            {
                long size = entries.UInt32();
                uint mask = entries.UInt32();
                for (int axis = 0; axis < rank; axis++) coordinates[axis] = entries.Number(8) / table.Chunk[axis];
                entries.Skip(8);
                long child = entries.Pointer();
                if (level > 0) open.Push((child, level - 1));
                else table.Add(coordinates, child, size, mask);
            }
        }
    }

    static void ReadImplicit(Hdf5File file, Hdf5Layout layout, Hdf5ChunkTable table)
    {
        long count = 1;
        foreach (long length in table.MaxGrid) count = length == 0 || count > file.FileLength / length ? long.MaxValue : count * length;
        if (count > file.FileLength / table.ChunkSize) throw file.Wrong(layout.Address, "the chunks of a data set should follow each other here, but they are more than the file holds");
        for (long i = 0; i < count; i++) table.Add(i, 0, layout.Address + (i * table.ChunkSize), table.ChunkSize, 0);
    }

    static void ReadTreeV2(Hdf5File file, Hdf5Layout layout, bool isFiltered, Hdf5ChunkTable table)
    {
        var coordinates = new long[table.Grid.Length];
        foreach (Hdf5Cursor record in Hdf5TreeV2.Records(file, layout.Address, isFiltered ? FilteredRecords : PlainRecords))
        {
            long address = record.Pointer(), size = table.ChunkSize;
            uint mask = 0;
            if (isFiltered)
            {
                int sizeLength = record.Left - 4 - (8 * coordinates.Length);
                if (sizeLength is < 1 or > 8) throw record.Wrong($"the size of a chunk takes 1 to 8 bytes; {sizeLength} came");
                size = record.Number(sizeLength);
                mask = record.UInt32();
            }

            for (int axis = 0; axis < coordinates.Length; axis++) coordinates[axis] = record.Number(8);
            table.Add(coordinates, address, size, mask);
        }
    }
}
