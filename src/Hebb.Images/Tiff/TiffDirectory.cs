using System.Buffers.Binary;

namespace Hebb.Images;

/// <summary>The first directory of a TIFF file: its tags and their values.</summary>
/// <remarks>Source: Adobe, TIFF, revision 6.0, section 2.</remarks>
sealed class TiffDirectory
{
    const int HeaderLength = 8, EntryLength = 12, Byte = 1, Short = 3, Long = 4;

    readonly Dictionary<int, int> entries = [];
    readonly ReadOnlyMemory<byte> bytes;
    readonly string source;
    readonly bool isBig;

    /// <summary>Finds the tags.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    public TiffDirectory(ReadOnlyMemory<byte> bytes, string source)
    {
        (this.bytes, this.source, isBig) = (bytes, source, bytes.Span[0] == 'M');
        var file = new FileBytes(bytes.Span, source) { Position = 4 };
        long start = U32(file.Take(4, "the header"));
        if (start < HeaderLength) throw file.Wrong(4, $"the first directory should lie behind the header, which ends at byte {HeaderLength}; {start} came");
        GoTo(ref file, start, 2, "the first directory");
        int count = U16(file.Take(2, "the first directory")), first = file.Position;
        ReadOnlySpan<byte> table = file.Take(count * EntryLength, "the first directory");
        for (int i = 0; i < count; i++) entries.TryAdd(U16(table[(i * EntryLength)..]), first + (i * EntryLength));
        NextAt = file.Position;
    }

    /// <summary>Behind the entries: where four bytes say at which byte the next directory begins, if there is one.</summary>
    public int NextAt { get; }

    /// <summary>Whether the file has a tag.</summary>
    public bool Has(int tag) => entries.ContainsKey(tag);

    /// <summary>Where a tag stands, for errors; the directory's end where the file does not have it.</summary>
    public int PlaceOf(int tag) => entries.GetValueOrDefault(tag, NextAt);

    /// <summary>The number of a tag, or another where the file does not have it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="what">What it holds, for errors.</param>
    /// <param name="otherwise">The number of a file without it.</param>
    public long Number(int tag, string what, long otherwise) => Numbers(tag, what) is [long first, ..] ? first : otherwise;

    /// <summary>The numbers of a tag; none where the file does not have it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="what">What it holds, for errors.</param>
    public long[] Numbers(int tag, string what)
    {
        const int Inline = 4;
        if (!entries.TryGetValue(tag, out int at)) return [];
        var file = new FileBytes(bytes.Span, source) { Position = at + 2 };
        int type = U16(file.Take(2, what)), size = type switch { Byte => 1, Short => 2, Long => 4, _ => throw file.Wrong(at + 2, $"{what} should be of the types 1, 3 or 4; {type} came") };
        long length = U32(file.Take(4, what)) * (long)size;
        if (length > Inline) GoTo(ref file, U32(file.Take(Inline, what)), length, what);
        ReadOnlySpan<byte> values = file.Take((int)length, what);
        var numbers = new long[values.Length / size];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = size switch { 1 => values[i], 2 => U16(values[(2 * i)..]), _ => U32(values[(4 * i)..]) };
        return numbers;
    }

    /// <summary>The file with another directory behind it, of some of the tags, which no other follows.</summary>
    /// <param name="tags">The tags to keep, in rising order.</param>
    /// <param name="changed">Those among them that get other numbers, or are added.</param>
    public byte[] Only(ReadOnlySpan<int> tags, IReadOnlyDictionary<int, long[]> changed)
    {
        const int Inline = 4, NumberBytes = 4;
        int start = bytes.Length, valuesAt = start + 2 + (tags.Length * EntryLength) + 4, count = 0;
        var file = new byte[valuesAt + changed.Values.Sum(numbers => numbers.Length * NumberBytes)];
        bytes.CopyTo(file);
        foreach (int tag in tags)
        {
            Span<byte> entry = file.AsSpan(start + 2 + (count * EntryLength), EntryLength);
            if (changed.TryGetValue(tag, out long[]? numbers))
            {
                int size = Array.TrueForAll(numbers, number => number <= ushort.MaxValue) ? 2 : NumberBytes, at = start + 2 + (count * EntryLength) + 8;
                Write(entry, tag, 2);
                Write(entry[2..], size == 2 ? Short : Long, 2);
                Write(entry[4..], numbers.Length, 4);
                if (numbers.Length * size > Inline)
                {
                    Write(entry[8..], valuesAt, 4);
                    at = valuesAt;
                    valuesAt += numbers.Length * size;
                }

                foreach (long number in numbers)
                {
                    Write(file.AsSpan(at), number, size);
                    at += size;
                }
            }
            else if (entries.TryGetValue(tag, out int at))
            {
                RequireValues(at);
                bytes.Span.Slice(at, EntryLength).CopyTo(entry);
            }
            else
            {
                continue;
            }

            count++;
        }

        Write(file.AsSpan(4), start, 4);
        Write(file.AsSpan(start), count, 2);
        return file;
    }

    // ImageSharp takes the memory that an entry asks for.
    void RequireValues(int at)
    {
        var file = new FileBytes(bytes.Span, source) { Position = at + 2 };
        int size = U16(file.Take(2, "a tag")) switch { 3 or 8 => 2, 4 or 9 or 11 => 4, 5 or 10 or 12 => 8, _ => 1 };
        long length = U32(file.Take(4, "a tag")) * (long)size;
        if (length > 4) GoTo(ref file, U32(file.Take(4, "a tag")), length, "the values of a tag");
    }

    /// <summary>Makes 16-bit numbers of a tag multiples of 257 by their upper bytes.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="what">What it holds, for errors.</param>
    /// <param name="file">Gets the numbers where they lie; the file, or a copy of it.</param>
    public void RepeatHighBytes(int tag, string what, Span<byte> file)
    {
        if (!entries.TryGetValue(tag, out int at)) return;
        long[] numbers = Numbers(tag, what);
        if (numbers.Length <= 2 || U16(bytes.Span[(at + 2)..]) != Short) return;
        int start = (int)U32(bytes.Span[(at + 8)..]);
        for (int i = 0; i < numbers.Length; i++) Write(file[(start + (2 * i))..], (numbers[i] >> 8) * 257, 2);
    }

    void Write(Span<byte> to, long value, int size)
    {
        for (int i = 0; i < size; i++) to[isBig ? size - 1 - i : i] = (byte)(value >> (8 * i));
    }

    static void GoTo(ref FileBytes file, long start, long length, string what)
    {
        if (start + length > file.All.Length) throw file.Wrong(file.All.Length, $"{what} should lie at bytes {start} to {start + length - 1}, but the file ends before", "It is cut short: download or copy it again.");
        file.Position = (int)start;
    }

    int U16(ReadOnlySpan<byte> two) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(two) : BinaryPrimitives.ReadUInt16LittleEndian(two);

    uint U32(ReadOnlySpan<byte> four) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(four) : BinaryPrimitives.ReadUInt32LittleEndian(four);
}
