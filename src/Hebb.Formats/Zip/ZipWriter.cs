using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Writes a zip archive. The same content gives the same bytes: every file is dated 1 January 1980. Sizes from 4 GB on use the 64-bit records.
/// </summary>
/// <param name="stream">Where to write; it can seek.</param>
sealed class ZipWriter(Stream stream)
{
    // A file that is longer gets a 64-bit place for its size: its compressed form, which is not known yet, may be a little longer than itself.
    const long Narrow = 0xF0000000;
    const ushort Date = 0x0021;
    const int Utf8Names = 0x800;

    readonly long origin = stream.Position;
    readonly List<byte[]> records = [];

    /// <summary>Writes one file.</summary>
    /// <param name="name">Its name, with '/' between folders.</param>
    /// <param name="length">How many bytes <paramref name="write"/> will write.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="compressed">Whether to compress it with deflate.</param>
    /// <param name="alignment">Its first byte stands at a multiple of this.</param>
    public void Add(string name, long length, Action<Stream> write, bool compressed = false, int alignment = 1)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        bool isWide = length >= Narrow;
        long local = stream.Position - origin;
        int wide = isWide ? 20 : 0;
        int padding = (int)((alignment - ((local + 30 + nameBytes.Length + wide) % alignment)) % alignment);

        // Padding is an extra field of its own, whose head takes 4 bytes.
        while (padding is > 0 and < 4) padding += alignment;
        var head = new byte[30 + nameBytes.Length + wide + padding];
        stream.Write(head);
        long start = stream.Position;
        var output = new ChecksumStream(stream);
        if (compressed)
        {
            using var deflate = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            output = new ChecksumStream(deflate);
            write(output);
        }
        else
        {
            write(output);
        }

        long end = stream.Position, stored = end - start;
        Describe(head.AsSpan(4), output.Checksum, compressed, stored, output.Count, nameBytes, wide + padding, isWide);
        BinaryPrimitives.WriteUInt32LittleEndian(head, 0x04034B50);
        Span<byte> extra = head.AsSpan(30 + nameBytes.Length);
        nameBytes.CopyTo(head, 30);
        if (isWide)
        {
            WriteSizes(extra, output.Count, stored);
            extra = extra[wide..];
        }

        if (padding > 0)
        {
            "FB"u8.CopyTo(extra);
            BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)(padding - 4));
        }

        stream.Position = start - head.Length;
        stream.Write(head);
        stream.Position = end;
        records.Add(Record(output, compressed, stored, nameBytes, local, isWide));
    }

    /// <summary>Writes the list of files, which ends the archive.</summary>
    public void Finish()
    {
        long start = stream.Position - origin;
        foreach (byte[] record in records) stream.Write(record);
        long length = stream.Position - origin - start;
        if (start >= Narrow || length >= Narrow || records.Count >= ushort.MaxValue) WriteWideEnd(start, length);
        Span<byte> end = stackalloc byte[22];
        end.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)Math.Min(records.Count, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)Math.Min(records.Count, ushort.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], length >= Narrow ? uint.MaxValue : (uint)length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], start >= Narrow ? uint.MaxValue : (uint)start);
        stream.Write(end);
    }

    static byte[] Record(ChecksumStream content, bool compressed, long stored, byte[] name, long local, bool isWide)
    {
        bool isFar = local >= Narrow;
        int wide = isWide || isFar ? 4 + (isWide ? 16 : 0) + (isFar ? 8 : 0) : 0;
        var record = new byte[46 + name.Length + wide];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x02014B50);
        record[4] = 45;
        Describe(record.AsSpan(6), content.Checksum, compressed, stored, content.Count, name, wide, isWide);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), isFar ? uint.MaxValue : (uint)local);
        name.CopyTo(record, 46);
        if (wide == 0) return record;
        Span<byte> extra = record.AsSpan(46 + name.Length);
        if (isWide) WriteSizes(extra, content.Count, stored);
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], (ushort)(wide - 4));
        if (isFar) BinaryPrimitives.WriteInt64LittleEndian(extra[^8..], local);
        return record;
    }

    // The 26 bytes that a file's own head and the list have in common.
    static void Describe(Span<byte> fields, uint crc, bool compressed, long stored, long length, byte[] name, int extra, bool isWide)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, (ushort)(isWide ? 45 : 20));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], Utf8Names);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[4..], (ushort)(compressed ? 8 : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], isWide ? uint.MaxValue : (uint)stored);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], isWide ? uint.MaxValue : (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[24..], (ushort)extra);
    }

    static void WriteSizes(Span<byte> extra, long length, long stored)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(extra[2..], 16);
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], length);
        BinaryPrimitives.WriteInt64LittleEndian(extra[12..], stored);
    }

    void WriteWideEnd(long start, long length)
    {
        Span<byte> end = stackalloc byte[56 + 20];
        end.Clear();
        long offset = stream.Position - origin;
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064B50);
        BinaryPrimitives.WriteInt64LittleEndian(end[4..], 44);
        BinaryPrimitives.WriteUInt16LittleEndian(end[12..], 45);
        BinaryPrimitives.WriteUInt16LittleEndian(end[14..], 45);
        BinaryPrimitives.WriteInt64LittleEndian(end[24..], records.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[32..], records.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end[40..], length);
        BinaryPrimitives.WriteInt64LittleEndian(end[48..], start);
        BinaryPrimitives.WriteUInt32LittleEndian(end[56..], 0x07064B50);
        BinaryPrimitives.WriteInt64LittleEndian(end[64..], offset);
        BinaryPrimitives.WriteInt32LittleEndian(end[72..], 1);
        stream.Write(end);
    }
}
