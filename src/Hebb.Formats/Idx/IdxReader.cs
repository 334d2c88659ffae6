using System.Buffers.Binary;
using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>
/// Reads one IDX file. A plain file's length shows at once whether its header is right. A packed one is read straight into the tensor if its gzip trailer promises just
/// the length that the header asks for and the file's size makes that likely; else it is unpacked once to be measured, without keeping any of it, before memory is taken.
/// </summary>
sealed class IdxReader(Stream stream, string source)
{
    readonly long start = stream.Position;

    /// <summary>Reads the header, and compares it with the length of a plain file.</summary>
    public IdxHeader ReadHeader()
    {
        bool isPacked = IsPacked();
        return Guarded(isPacked, content => ReadHeader(content, isPacked));
    }

    /// <summary>Reads the tensor.</summary>
    public Tensor Read()
    {
        bool isPacked = IsPacked();
        if (!isPacked) return Guarded(isPacked, content => Values(content, ReadHeader(content, isPacked)));
        bool isMeasured = false;
        while (true)
        {
            Tensor? x = Guarded(isPacked, content =>
            {
                IdxHeader header = ReadHeader(content, isPacked);
                if (!isMeasured && !IsLikely(header))
                {
                    Measure(content, header);
                    return null;
                }

                Tensor values = Values(content, header);
                return content.ReadByte() < 0 ? values : throw TooLong(header, isPacked);
            });
            if (x is not null) return x;
            isMeasured = true;
        }
    }

    bool IsPacked()
    {
        stream.Position = start;
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return read == magic.Length && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    T Guarded<T>(bool isPacked, Func<Stream, T> read)
    {
        stream.Position = start;
        if (!isPacked) return read(stream);
        try
        {
            using var unpacking = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return read(unpacking);
        }
        catch (Exception problem) when (DamagedCompression.Is(problem))
        {
            throw new FormatErrorException(source, 0, $"the gzip compression is damaged: {problem.Message}", "Download or copy the file again.", problem);
        }
    }

    IdxHeader ReadHeader(Stream content, bool isPacked)
    {
        IdxHeader header = IdxHeader.Read(content, (offset, problem) => Wrong(offset, problem, isPacked));
        if (isPacked) return header;
        long found = stream.Length - start - header.Length;
        if (found < header.ByteCount) throw TooShort(header, found, isPacked);
        return found == header.ByteCount ? header : throw TooLong(header, isPacked);
    }

    // The last four bytes of a gzip file are the length of its content, modulo 2^32.
    bool IsLikely(IdxHeader header)
    {
        if (header.ByteCount > MemoryLimit.Of(stream.Length - start) || stream.Length - start < 4) return false;
        long position = stream.Position;
        stream.Position = stream.Length - 4;
        Span<byte> trailer = stackalloc byte[4];
        stream.ReadExactly(trailer);
        stream.Position = position;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == header.Length + header.ByteCount;
    }

    // Counts one byte further than the content should go at most: a bomb is refused at that byte.
    void Measure(Stream content, IdxHeader header)
    {
        Span<byte> part = stackalloc byte[16 * 1024];
        long found = 0, max = header.ByteCount + 1;
        while (found < max)
        {
            int read = content.Read(part[..(int)Math.Min(part.Length, max - found)]);
            if (read == 0) break;
            found += read;
        }

        if (found < header.ByteCount) throw TooShort(header, found, isPacked: true);
        if (found > header.ByteCount) throw TooLong(header, isPacked: true);
    }

    Tensor Values(Stream content, IdxHeader header) => StoredValues.Read(content, header.Type, isBigEndian: true, header.Shape, isColumnMajor: false, source, header.Length);

    FormatErrorException TooShort(IdxHeader header, long found, bool isPacked) => Wrong(
        header.Length + found, $"a tensor of shape {header.Shape} takes {header.ByteCount} bytes after the header; the file ends after {found} of them", isPacked, "It is cut short: download or copy it again.");

    FormatErrorException TooLong(IdxHeader header, bool isPacked) => Wrong(
        header.Length + header.ByteCount, $"a tensor of shape {header.Shape} takes {header.ByteCount} bytes after the header; the file goes on behind them", isPacked);

    FormatErrorException Wrong(long offset, string problem, bool isPacked, string? help = null) =>
        new(source, offset, isPacked ? $"{problem} (counted in the unpacked content)" : problem, help ?? "The file is damaged, or not an IDX file.");
}
