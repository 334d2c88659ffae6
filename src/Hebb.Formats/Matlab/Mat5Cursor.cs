using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>Reads the elements of a version 5 file one after the other: a type, a length, the data, and what fills them up to a multiple of 8 bytes.</summary>
sealed class Mat5Cursor(Stream stream, bool isBig, long position, long end, string source, long fileOffset)
{
    /// <summary>What comes next, counted from the beginning of its block.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Whether the most significant bytes come first.</summary>
    public bool IsBigEndian => isBig;

    /// <summary>The bytes that are left.</summary>
    public long Left => end - Position;

    /// <summary>Where reading stands, as error messages count: in the file, or where the file's packed block begins.</summary>
    public long Offset => fileOffset;

    /// <summary>Reads the type and the length of an element. Its data come next, then the bytes that fill it up.</summary>
    public Mat5Tag Tag()
    {
        Span<byte> head = stackalloc byte[4];
        Fill(head);
        uint first = isBig ? BinaryPrimitives.ReadUInt32BigEndian(head) : BinaryPrimitives.ReadUInt32LittleEndian(head);
        const int SmallData = 4;
        if (first >> 16 != 0)
        {
            // A small element: both in one word, and up to 4 bytes of data in the next.
            int small = (int)(first >> 16);
            if (small > SmallData) throw Wrong($"a small element has up to 4 bytes; {small} came");
            if (Left < SmallData) throw Wrong("a small element goes over the end of its block");
            return new Mat5Tag((int)(first & 0xFFFF), small, SmallData - small);
        }

        Fill(head);
        uint length = isBig ? BinaryPrimitives.ReadUInt32BigEndian(head) : BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length > Left) throw Wrong($"an element of {length} bytes goes over the end of its block, which has {Left} more");
        return new Mat5Tag((int)first, length, first is Mat5Tag.Matrix or Mat5Tag.Compressed ? 0 : (int)Math.Min(-length & 7, Left - length));
    }

    /// <summary>Reads the data of an element and what fills it up.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="max">The most bytes that it may have.</param>
    public byte[] Data(Mat5Tag tag, long max)
    {
        if (tag.Length > max) throw Wrong($"an element of up to {max} bytes was expected; one of {tag.Length} came");
        var bytes = new byte[(int)tag.Length];
        Fill(bytes);
        Skip(tag.Padding);
        return bytes;
    }

    public void Skip(long count)
    {
        if (count > Left || count < 0) throw Wrong($"{count} more bytes were expected; the block ends after {Left}");
        if (stream.CanSeek)
        {
            stream.Position += count;
            Position += count;
            return;
        }

        Span<byte> skipped = stackalloc byte[1024];
        while (count > 0)
        {
            int part = (int)Math.Min(skipped.Length, count);
            Fill(skipped[..part]);
            count -= part;
        }
    }

    /// <summary>Notes that the stream was read by someone else.</summary>
    public void Passed(long count) => Position += count;

    public FormatErrorException Wrong(string problem) => new(source, fileOffset, $"{problem} (at byte {Position} of a variable)", "The file is cut short or damaged.");

    void Fill(Span<byte> bytes)
    {
        if (bytes.Length > Left) throw Wrong($"{bytes.Length} more bytes were expected; the block ends after {Left}");
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length) throw Wrong($"{bytes.Length} more bytes were expected; the file or its compression ends after {read}");
        Position += bytes.Length;
    }
}
