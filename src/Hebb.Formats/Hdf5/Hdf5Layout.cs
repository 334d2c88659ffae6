namespace Hebb.Formats;

/// <summary>How the values of a data set lie in the file.</summary>
enum Hdf5LayoutKind
{
    /// <summary>In the header itself.</summary>
    Compact,

    /// <summary>One after the other.</summary>
    Contiguous,

    /// <summary>In blocks that an index finds.</summary>
    Chunked,
}

/// <summary>How chunks are found.</summary>
enum Hdf5Index
{
    /// <summary>A B-tree of version 1.</summary>
    TreeV1,

    /// <summary>There is one chunk only.</summary>
    Single,

    /// <summary>All chunks follow each other.</summary>
    Implicit,

    /// <summary>An array of all chunks' addresses.</summary>
    FixedArray,

    /// <summary>An array that grows with one axis.</summary>
    ExtensibleArray,

    /// <summary>A B-tree of version 2.</summary>
    TreeV2,
}

/// <summary>The layout message of a data set.</summary>
/// <param name="Kind">How the values lie.</param>
/// <param name="Address">Where they, or their index, begin; -1 if nothing was written.</param>
/// <param name="Compact">The values of a compact data set.</param>
/// <param name="Chunk">The lengths of a chunk.</param>
/// <param name="Index">How chunks are found.</param>
/// <param name="SingleSize">The filtered bytes of a single chunk, or -1 if it is not filtered.</param>
/// <param name="SingleMask">The filters that were left out of a single chunk.</param>
/// <param name="LeavesEdgesPlain">Whether chunks that reach over the edge were not filtered.</param>
sealed record Hdf5Layout(
    Hdf5LayoutKind Kind, long Address, byte[]? Compact = null, long[]? Chunk = null, Hdf5Index Index = Hdf5Index.TreeV1, long SingleSize = -1, uint SingleMask = 0, bool LeavesEdgesPlain = false)
{
    const int CompactClass = 0, ContiguousClass = 1, ChunkedClass = 2, VirtualClass = 3;

    /// <summary>Reads a layout message.</summary>
    /// <exception cref="UnsupportedPartException">The layout is not supported.</exception>
    public static Hdf5Layout Read(Hdf5Cursor cursor)
    {
        int version = cursor.Byte();
        if (version is 1 or 2) return ReadOld(cursor);
        if (version is not (3 or 4)) throw new UnsupportedPartException($"its layout message has version {version}; 1 to 4 are supported");
        switch (cursor.Byte())
        {
            case CompactClass: return new Hdf5Layout(Hdf5LayoutKind.Compact, 0, cursor.Take(cursor.UInt16()).ToArray());
            case ContiguousClass: return new Hdf5Layout(Hdf5LayoutKind.Contiguous, cursor.Pointer());
            case ChunkedClass when version == 3:
                int axes = cursor.Byte();
                long address = cursor.Pointer();
                return new Hdf5Layout(Hdf5LayoutKind.Chunked, address, Chunk: Lengths(cursor, axes, 4));
            case ChunkedClass: return ReadIndexed(cursor);
            case VirtualClass: throw new UnsupportedPartException("it is virtual: its values are in other files");
            case var other: throw cursor.Wrong($"a layout has a class from 0 to 3; {other} came");
        }
    }

    static Hdf5Layout ReadOld(Hdf5Cursor cursor)
    {
        int axes = cursor.Byte(), kind = cursor.Byte();
        cursor.Skip(5);
        long address = kind == CompactClass ? 0 : cursor.Pointer();
        if (kind == ChunkedClass) return new Hdf5Layout(Hdf5LayoutKind.Chunked, address, Chunk: Lengths(cursor, axes, 4));
        cursor.Skip(4 * axes);
        if (kind == ContiguousClass) return new Hdf5Layout(Hdf5LayoutKind.Contiguous, address);
        if (kind != CompactClass) throw cursor.Wrong($"a layout has a class from 0 to 2; {kind} came");
        return new Hdf5Layout(Hdf5LayoutKind.Compact, 0, cursor.Take((int)Math.Min(cursor.UInt32(), int.MaxValue)).ToArray());
    }

    static Hdf5Layout ReadIndexed(Hdf5Cursor cursor)
    {
        int flags = cursor.Byte(), axes = cursor.Byte(), size = cursor.Byte();
        if (size is 0 or > 8) throw cursor.Wrong($"the lengths of chunks take 1 to 8 bytes; {size} came");
        long[] chunk = Lengths(cursor, axes, size);
        var index = (Hdf5Index)cursor.Byte();
        long singleSize = -1;
        uint singleMask = 0;
        switch (index)
        {
            case Hdf5Index.Single when (flags & 2) != 0:
                singleSize = cursor.Length();
                singleMask = cursor.UInt32();
                break;
            case Hdf5Index.Single or Hdf5Index.Implicit: break;
            case Hdf5Index.FixedArray: cursor.Skip(1); break;
            case Hdf5Index.ExtensibleArray: cursor.Skip(5); break;
            case Hdf5Index.TreeV2: cursor.Skip(6); break;
            default: throw cursor.Wrong($"chunks are found by an index from 1 to 5; {(int)index} came");
        }

        return new Hdf5Layout(Hdf5LayoutKind.Chunked, cursor.Pointer(), Chunk: chunk, Index: index, SingleSize: singleSize, SingleMask: singleMask, LeavesEdgesPlain: (flags & 1) != 0);
    }

    // The last length is the size of an element, which the type says too.
    static long[] Lengths(Hdf5Cursor cursor, int axes, int size)
    {
        if (axes is 0 or > 33) throw cursor.Wrong($"chunks have 1 to 32 axes; {axes - 1} came");
        var lengths = new long[axes - 1];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = cursor.Number(size);
            if (lengths[i] is 0 or > int.MaxValue) throw cursor.Wrong($"a chunk's axis has the length {lengths[i]}");
        }

        cursor.Skip(size);
        return lengths;
    }
}
