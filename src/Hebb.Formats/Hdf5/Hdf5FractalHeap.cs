using System.Numerics;

namespace Hebb.Formats;

/// <summary>Finds objects in a fractal heap, where groups with many members keep their links. Objects too large for its blocks, and filtered heaps, are not read.</summary>
sealed class Hdf5FractalHeap
{
    const int Managed = 0, Tiny = 2;
    const int MaxTableDepth = 64;

    readonly Hdf5File file;
    readonly int offsetSize, lengthSize, width, rootRows, directRows;
    readonly long startSize, root;
    readonly Dictionary<long, Hdf5Cursor> blocks = [];

    public Hdf5FractalHeap(Hdf5File file, long address)
    {
        this.file = file;
        Hdf5Cursor head = file.Open(address, 26 + (3 * file.AddressSize) + (12 * file.LengthSize), "a fractal heap");
        head.Mark("FRHP");
        head.Skip(3);
        if (head.UInt16() != 0) throw new UnsupportedPartException("its names are in a heap with filters, which is not supported");
        head.Skip(1);
        long mostManaged = head.UInt32();
        head.Skip((2 * file.AddressSize) + (10 * file.LengthSize));
        width = head.UInt16();
        startSize = head.Length();
        long mostDirect = head.Length();
        int bits = head.UInt16();
        head.Skip(2);
        root = head.Pointer();
        rootRows = head.UInt16();
        if (width == 0 || !BitOperations.IsPow2(startSize) || !BitOperations.IsPow2(mostDirect) || mostDirect < startSize || mostDirect > int.MaxValue || bits is 0 or > 63)
            throw head.Wrong($"a fractal heap's blocks must be powers of two; {width} blocks of {startSize} to {mostDirect} bytes came");
        offsetSize = (bits + 7) / 8;
        lengthSize = Math.Min((BitOperations.Log2((ulong)mostDirect) + 7) / 8, (BitOperations.Log2((ulong)Math.Max(1, mostManaged)) / 8) + 1);
        directRows = BitOperations.Log2((ulong)mostDirect) - BitOperations.Log2((ulong)startSize) + 2;
    }

    /// <summary>Opens the object of an identifier.</summary>
    public Hdf5Cursor Find(Hdf5Cursor id)
    {
        int flags = id.Byte(), kind = (flags >> 4) & 3;
        if (kind == Tiny) return id.Part((flags & 15) + 1);
        if (kind != Managed) throw new UnsupportedPartException("a name is kept outside the blocks of its heap, which is not supported");
        long offset = id.Number(offsetSize), length = id.Number(lengthSize);
        long block = root, blockStart = 0, blockSize = startSize;
        int rows = rootRows;
        for (int depth = 0; rows > 0; depth++)
        {
            if (depth == MaxTableDepth) throw id.Wrong("a fractal heap is nested too deeply");
            (block, blockStart, blockSize, rows) = Child(block, blockStart, rows, offset);
        }

        if (length > blockSize || offset - blockStart > blockSize - length) throw id.Wrong($"an object of {length} bytes at {offset} does not fit into its heap block");
        if (!blocks.TryGetValue(block, out Hdf5Cursor? content))
        {
            content = file.Open(block, blockSize, "a heap block");
            content.FromStart().Mark("FHDB");
            blocks.Add(block, content);
        }

        Hdf5Cursor found = content.FromStart();
        found.Skip((int)(offset - blockStart));
        return found.Part((int)length);
    }

    // An indirect block is a table of rows; the blocks of the first two rows have the start size, those of each further row twice the size of the row before.
    (long Block, long Start, long Size, int Rows) Child(long table, long tableStart, int rows, long offset)
    {
        long relative = offset - tableStart, firstRow = width * startSize;
        int row = relative < firstRow ? 0 : BitOperations.Log2((ulong)(relative / firstRow)) + 1;
        if (row >= rows || row > 62 - BitOperations.Log2((ulong)startSize)) throw file.Wrong(table, $"the heap's offset {offset} lies behind its blocks");
        long size = row == 0 ? startSize : startSize << (row - 1);
        long rowStart = row == 0 ? 0 : firstRow << (row - 1);
        long column = (relative - rowStart) / size;
        long prefix = 5 + file.AddressSize + offsetSize;
        Hdf5Cursor mark = file.Open(table, 4, "a heap table");
        mark.Mark("FHIB");
        long entry = ((long)row * width) + column;
        long block = file.Open(table + prefix + (entry * file.AddressSize), file.AddressSize, "a heap table").Pointer();
        int childRows = row < directRows ? 0 : BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)firstRow) + 1;
        return (block, tableStart + rowStart + (column * size), size, childRows);
    }
}
