using System.Buffers.Binary;
using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>The filters that a chunk went through when it was written, and their way back.</summary>
sealed class Hdf5Filters
{
    const int Deflate = 1, Shuffle = 2, Fletcher32 = 3;
    const int MaxFilters = 32;
    const int ChecksumSize = 4;

    readonly List<(int Id, int Value)> filters = [];

    Hdf5Filters()
    {
    }

    /// <summary>No filter.</summary>
    public static Hdf5Filters None { get; } = new();

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => filters.Count == 0;

    /// <summary>How many of them compress.</summary>
    public int Deflates => filters.Count(filter => filter.Id == Deflate);

    /// <summary>Reads a filter pipeline message.</summary>
    /// <exception cref="UnsupportedPartException">A filter is not supported.</exception>
    public static Hdf5Filters Read(Hdf5Cursor cursor)
    {
        int version = cursor.Byte(), count = cursor.Byte();
        if (version is not (1 or 2)) throw cursor.Wrong($"filter pipelines of versions 1 and 2 are read; {version} came");
        if (count > MaxFilters) throw cursor.Wrong($"a pipeline has up to {MaxFilters} filters; {count} came");
        if (version == 1) cursor.Skip(6);
        var pipeline = new Hdf5Filters();
        for (int i = 0; i < count; i++)
        {
            int id = cursor.UInt16(), nameLength = version == 1 || id >= 256 ? cursor.UInt16() : 0;
            cursor.Skip(2);
            int values = cursor.UInt16();
            cursor.Skip(version == 1 ? (nameLength + 7) & ~7 : nameLength);
            int first = 0;
            for (int v = 0; v < values; v++)
            {
                uint value = cursor.UInt32();
                if (v == 0) first = (int)Math.Min(value, int.MaxValue);
            }

            if (version == 1 && values % 2 == 1) cursor.Skip(4);
            if (id is not (Deflate or Shuffle or Fletcher32)) throw new UnsupportedPartException($"its chunks are packed with the filter {NameOf(id)}; deflate (gzip), shuffle and fletcher32 are supported");
            pipeline.filters.Add((id, first));
        }

        return pipeline;
    }

    /// <summary>Undoes the filters, the last first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chunk">The chunk as it stands in the file.</param>
    /// <param name="address">Where it stands.</param>
    /// <param name="mask">A set bit means that the filter of its place was left out.</param>
    /// <param name="size">The bytes that must come out.</param>
    public byte[] Undo(Hdf5File file, byte[] chunk, long address, uint mask, int size)
    {
        // Checksums may lie inside the compression, so a few more bytes than the chunk's may come out of it.
        long max = size + (ChecksumSize * filters.Count(filter => filter.Id == Fletcher32));
        for (int i = filters.Count - 1; i >= 0; i--)
        {
            if ((mask & (1u << i)) != 0) continue;
            chunk = filters[i].Id switch
            {
                Deflate => Inflated(file, chunk, address, max),
                Shuffle => Unshuffled(chunk, filters[i].Value),
                _ => Checked(file, chunk, address),
            };
        }

        return chunk.Length == size ? chunk : throw file.Wrong(address, $"a chunk of {size} bytes was expected; {chunk.Length} came out of its filters");
    }

    static string NameOf(int id) => id switch
    {
        4 => "szip",
        5 => "nbit",
        6 => "scaleoffset",
        32000 => "lzf",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32013 => "zfp",
        32015 => "zstd",
        _ => $"number {id}",
    };

    static byte[] Inflated(Hdf5File file, byte[] packed, long address, long max)
    {
        var whole = new WindowStream(new MemoryStream(packed), 0, packed.Length);
        using var inflate = new ZLibStream(whole, CompressionMode.Decompress);
        try
        {
            var bytes = new byte[(int)Math.Min(Math.Min(max, UnpackedSize.Max(packed.Length)) + 1, Array.MaxLength)];
            int read = inflate.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read > max) throw file.Wrong(address, $"a chunk unpacks to more than the {max} bytes that it should have");
            if (whole.IsExhausted) throw new InvalidDataException("it ends before its checksum");
            Array.Resize(ref bytes, read);
            return bytes;
        }
        catch (Exception problem) when (DamagedCompression.Is(problem))
        {
            throw file.Wrong(address, "a chunk's compression is damaged: it cannot be unpacked, or its checksum is another", "Download or copy the file again.");
        }
    }

    // Shuffling stores all first bytes of the elements, then all second bytes, and so on; what is left at the end stays in place.
    static byte[] Unshuffled(byte[] bytes, int size)
    {
        if (size <= 1 || bytes.Length < size) return bytes;
        var plain = new byte[bytes.Length];
        int count = bytes.Length / size;
        for (int part = 0; part < size; part++)
        {
            ReadOnlySpan<byte> from = bytes.AsSpan(part * count, count);
            for (int i = 0, to = part; i < from.Length; i++, to += size) plain[to] = from[i];
        }

        bytes.AsSpan(count * size).CopyTo(plain.AsSpan(count * size));
        return plain;
    }

    static byte[] Checked(Hdf5File file, byte[] bytes, long address)
    {
        if (bytes.Length < ChecksumSize) throw file.Wrong(address, "a chunk is too short for its checksum");
        byte[] content = bytes[..^ChecksumSize];
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(content.Length)), found = Fletcher(content);
        return expected == found ? content : throw file.Wrong(address, $"a chunk's checksum is {found:X8}, but {expected:X8} was stored with it");
    }

    // Fletcher's checksum over 16-bit words, the first byte of each the higher one; sums are taken modulo 65535.
    static uint Fletcher(ReadOnlySpan<byte> bytes)
    {
        const uint Modulus = 65535;
        const int Safe = 256; // words whose sums cannot overflow 32 bits
        uint low = 0, high = 0;
        for (int i = 0, words = 0; i < bytes.Length; i += 2)
        {
            low += ((uint)bytes[i] << 8) | (i + 1 < bytes.Length ? bytes[i + 1] : 0u);
            high += low;
            if (++words % Safe != 0) continue;
            low = Fold(low);
            high = Fold(high);
        }

        return (Fold(high) << 16) | Fold(low);

        // Modulo 65535, with 65535 itself for multiples other than 0, as the format's own sum folds it.
        static uint Fold(uint sum) => sum == 0 ? 0 : ((sum - 1) % Modulus) + 1;
    }
}
