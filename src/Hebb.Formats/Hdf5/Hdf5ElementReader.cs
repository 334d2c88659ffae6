using System.Numerics;

namespace Hebb.Formats;

/// <summary>
/// Reads the two arrays in which newer files keep the addresses of chunks: the fixed array, and the extensible array, whose blocks grow with their number.
/// </summary>
sealed class Hdf5ElementReader(Hdf5File file, bool isFiltered, Hdf5ChunkTable table, int first)
{
    const int ChecksumSize = 4;
    int elementSize;

    /// <summary>Reads a fixed array.</summary>
    public void ReadFixedArray(long address)
    {
        Hdf5Cursor head = file.Open(address, 8 + file.LengthSize + file.AddressSize, "a fixed array");
        head.Mark("FAHD");
        ReadStart(head);
        int pageBits = head.Byte();
        long count = head.Length(), block = head.Pointer();
        if (block < 0) return;
        if (pageBits > 30) throw head.Wrong($"a page of a fixed array has 2 to the power of {pageBits} elements");
        if (count > file.FileLength) throw head.Wrong($"a fixed array of {count} elements came, more than the file has bytes");
        long pageLength = 1L << pageBits, offset = block + 6 + file.AddressSize;
        file.Open(block, 4, "the block of a fixed array").Mark("FADB");
        if (count <= pageLength)
        {
            ReadElements(offset, 0, count);
            return;
        }

        long pages = (count + pageLength - 1) / pageLength;
        byte[] written = file.Read(offset, (pages + 7) / 8, "the pages of a fixed array");
        offset += written.Length + ChecksumSize;
        for (long page = 0; page < pages; page++)
        {
            long length = Math.Min(pageLength, count - (page * pageLength));
            if (IsSet(written, page)) ReadElements(offset, page * pageLength, length);
            offset += (length * elementSize) + ChecksumSize;
        }
    }

    /// <summary>Reads an extensible array.</summary>
    public void ReadExtensibleArray(long address)
    {
        Hdf5Cursor head = file.Open(address, 12 + (6 * file.LengthSize) + file.AddressSize, "an extensible array");
        head.Mark("EAHD");
        ReadStart(head);
        int bits = head.Byte(), ownElements = head.Byte(), leastElements = head.Byte(), leastPointers = head.Byte(), pageBits = head.Byte();
        head.Skip(4 * file.LengthSize);
        long count = head.Length(); // one more than the highest number in use
        head.Length();
        long index = head.Pointer();
        if (index < 0) return;
        if (bits is 0 or > 62 || !BitOperations.IsPow2(leastElements) || !BitOperations.IsPow2(leastPointers) || pageBits > 30)
            throw head.Wrong("the blocks of an extensible array have lengths that are powers of two");
        if (count > file.FileLength) throw head.Wrong($"an extensible array of {count} elements came, more than the file has bytes");

        // Super block number u has 2^(u/2) data blocks of 2^((u+1)/2) times the least number of elements. The index block itself points at the data blocks of the first ones.
        int superBlocks = 1 + Math.Max(0, bits - BitOperations.Log2((uint)leastElements));
        int direct = Math.Min(superBlocks, 2 * BitOperations.Log2((uint)leastPointers));
        long pointers = 2 * (leastPointers - 1);
        long prefix = 6 + file.AddressSize;
        Hdf5Cursor own = file.Open(index, prefix + (ownElements * elementSize) + ((pointers + superBlocks - direct) * file.AddressSize), "the index block of an extensible array");
        own.Mark("EAIB");
        ReadElements(index + prefix, 0, Math.Min(ownElements, count));
        own.Skip((int)prefix - 4 + (ownElements * elementSize));
        long start = ownElements;
        for (int u = 0; u < superBlocks && start < count; u++)
        {
            long blocks = 1L << (u / 2), length = (long)leastElements << ((u + 1) / 2);
            var shape = new DataBlocks(blocks, length, 1L << pageBits, (bits + 7) / 8);
            if (u < direct)
            {
                for (long b = 0; b < blocks; b++, start += length) ReadDataBlock(own.Pointer(), shape, start, count, [], 0);
            }
            else
            {
                long super = own.Pointer();
                if (super >= 0) ReadSuperBlock(super, shape, start, count);
                start += blocks * length;
            }
        }
    }

    static bool IsSet(ReadOnlySpan<byte> bits, long index) => index / 8 < bits.Length && (bits[(int)(index / 8)] & (0x80 >> (int)(index % 8))) != 0;

    void ReadSuperBlock(long address, DataBlocks shape, long start, long count)
    {
        file.Open(address, 4, "a super block of an extensible array").Mark("EASB");
        long offset = address + 6 + file.AddressSize + shape.OffsetSize;
        byte[] written = [];
        if (shape.IsPaged)
        {
            written = file.Read(offset, shape.Blocks * ((shape.Pages + 7) / 8), "the pages of an extensible array");
            offset += written.Length;
        }

        for (long b = 0; b < shape.Blocks && start < count; b++, start += shape.Length)
            ReadDataBlock(file.Open(offset + (b * file.AddressSize), file.AddressSize, "a super block of an extensible array").Pointer(), shape, start, count, written, b * shape.Pages);
    }

    void ReadDataBlock(long address, DataBlocks shape, long start, long count, byte[] written, long firstPage)
    {
        if (address < 0 || start >= count) return;
        file.Open(address, 4, "a data block of an extensible array").Mark("EADB");
        long offset = address + 6 + file.AddressSize + shape.OffsetSize;
        if (!shape.IsPaged)
        {
            ReadElements(offset, start, Math.Min(shape.Length, count - start));
            return;
        }

        offset += ChecksumSize;
        for (long page = 0; page < shape.Pages && start < count; page++, start += shape.PageLength)
        {
            if (IsSet(written, firstPage + page)) ReadElements(offset, start, Math.Min(shape.PageLength, count - start));
            offset += (shape.PageLength * elementSize) + ChecksumSize;
        }
    }

    void ReadStart(Hdf5Cursor head)
    {
        int version = head.Byte(), client = head.Byte();
        elementSize = head.Byte();
        int min = file.AddressSize + (isFiltered ? 5 : 0), max = file.AddressSize + (isFiltered ? 12 : 0);
        if (version != 0 || client != (isFiltered ? 1 : 0) || elementSize < min || elementSize > max)
            throw head.Wrong($"the elements of an array of chunks do not fit its data set (version {version}, kind {client}, {elementSize} bytes)");
    }

    void ReadElements(long address, long number, long count)
    {
        if (count <= 0) return;
        Hdf5Cursor elements = file.Open(address, count * elementSize, "the addresses of chunks");
        for (long i = 0; i < count; i++)
        {
            long chunk = elements.Pointer(), size = isFiltered ? elements.Number(elementSize - file.AddressSize - 4) : table.ChunkSize;
            table.Add(number + i, first, chunk, size, isFiltered ? elements.UInt32() : 0);
        }
    }

    // The data blocks of one super block: how many, how many elements each has, the elements of a page, and the bytes of an offset.
    readonly record struct DataBlocks(long Blocks, long Length, long PageLength, int OffsetSize)
    {
        public bool IsPaged => Length > PageLength;

        public long Pages => Length / PageLength;
    }
}
