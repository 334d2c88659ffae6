using System.Numerics;

namespace Hebb.Formats;

/// <summary>Reads all records of a B-tree of version 2, in their order.</summary>
sealed class Hdf5TreeV2
{
    const int NodeFrame = 10;
    const int MaxTreeDepth = 32;

    readonly Hdf5File file;
    readonly int type, nodeSize, recordSize, countSize;
    readonly int[] totalSizes;
    readonly HashSet<long> seen = [];
    readonly List<Hdf5Cursor> records = [];

    Hdf5TreeV2(Hdf5File file, Hdf5Cursor head, int type)
    {
        (this.file, this.type) = (file, type);
        nodeSize = (int)Math.Min(head.UInt32(), int.MaxValue);
        recordSize = head.UInt16();
        int depth = head.UInt16();
        if (recordSize == 0 || nodeSize < NodeFrame + recordSize) throw head.Wrong($"a B-tree node of {nodeSize} bytes cannot hold records of {recordSize}");
        if (depth > MaxTreeDepth) throw head.Wrong($"a B-tree of depth {depth} came; no file needs more than {MaxTreeDepth}");

        // How many bytes a pointer's counts take follows from how many records fit into the trees below it.
        long max = (nodeSize - NodeFrame) / recordSize, total = max;
        countSize = SizeOf(max);
        totalSizes = new int[depth + 1];
        for (int level = 1; level <= depth; level++)
        {
            long fit = (nodeSize - NodeFrame - PointerSize(level)) / (recordSize + PointerSize(level));
            total = Math.Min(long.MaxValue / 4 / nodeSize, ((fit + 1) * total) + fit);
            totalSizes[level] = SizeOf(total);
        }
    }

    /// <summary>Reads the records.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">The tree's header.</param>
    /// <param name="type">The type that it must have.</param>
    public static List<Hdf5Cursor> Records(Hdf5File file, long address, int type)
    {
        Hdf5Cursor head = file.Open(address, 22 + file.AddressSize + file.LengthSize, "a B-tree");
        head.Mark("BTHD");
        head.Skip(1);
        int found = head.Byte();
        if (found != type) throw head.Wrong($"a B-tree of type {type} was expected; type {found} came");
        var tree = new Hdf5TreeV2(file, head, type);
        head.Skip(2);
        long root = head.Pointer();
        int count = head.UInt16();
        if (root >= 0 && count > 0) tree.Read(root, count, tree.totalSizes.Length - 1);
        return tree.records;
    }

    static int SizeOf(long limit) => (BitOperations.Log2((ulong)Math.Max(1, limit)) / 8) + 1;

    int PointerSize(int level) => file.AddressSize + countSize + totalSizes[level - 1];

    void Read(long address, long count, int level)
    {
        if (!seen.Add(address)) throw file.Wrong(address, "a B-tree leads to the same node twice");
        long size = (count * recordSize) + (level > 0 ? (count + 1) * PointerSize(level) : 0);
        if (size > nodeSize - NodeFrame) throw file.Wrong(address, $"a B-tree node of {nodeSize} bytes cannot hold {count} records");
        Hdf5Cursor node = file.Open(address, 6 + size, "a B-tree node");
        node.Mark(level > 0 ? "BTIN" : "BTLF");
        node.Skip(1);
        int found = node.Byte();
        if (found != type) throw node.Wrong($"a B-tree node of type {type} was expected; type {found} came");
        Hdf5Cursor own = node.Part((int)(count * recordSize));
        for (long i = 0; i <= count; i++)
        {
            if (level > 0)
            {
                long child = node.Pointer(), childCount = node.Number(countSize);
                node.Skip(totalSizes[level - 1]);
                Read(child, childCount, level - 1);
            }

            if (i < count) records.Add(own.Part(recordSize));
        }
    }
}
