using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>
/// Reads the list of a zip archive's files. Names that climb out of the archive, symbolic links, files that overlap and files that would unpack to more than their compressed
/// bytes can hold, or all together to more than is read, are refused here, before anything is unpacked. A file that is encrypted, or compressed in another way than by
/// deflate, stands in the list with the reason. Of two files of one name the later one counts, as in Python.
/// </summary>
/// <remarks>Source: PKWARE's APPNOTE.TXT, sections 4.3.7 to 4.3.16 (with the 64-bit records) and 4.4.</remarks>
sealed class ZipDirectory
{
    const uint LocalMark = 0x04034B50, CentralMark = 0x02014B50, EndMark = 0x06054B50, End64Mark = 0x06064B50, Locator64Mark = 0x07064B50;
    const int LocalSize = 30, CentralSize = 46, EndSize = 22, End64Size = 56, Locator64Size = 20;

    readonly Stream stream;
    readonly string source;
    // What deflate's blocks add to the ratio in short content.
    const long DeflateSlack = 1024;

    readonly List<ZipEntry> entries = [];

    ZipDirectory(Stream stream, string source)
    {
        this.stream = stream;
        this.source = source;
    }

    /// <summary>The files, in the archive's order; folders are left out.</summary>
    public IReadOnlyList<ZipEntry> Entries => entries;

    /// <summary>Whether a file begins as a zip archive does, an empty one included.</summary>
    public static bool Matches(FileHead head) => head.Has("PK\x03\x04"u8) || head.Has("PK\x05\x06"u8);

    /// <summary>Reads the list.</summary>
    /// <param name="stream">The archive, from the stream's first byte.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="budget">What unpacking may take.</param>
    public static ZipDirectory Read(Stream stream, string source, ReadingBudget budget)
    {
        var directory = new ZipDirectory(stream, source);
        directory.ReadAll(budget);
        return directory;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="entry">The file.</param>
    /// <exception cref="FormatErrorException">It cannot be unpacked.</exception>
    public ZipContent Open(ZipEntry entry) => entry.Problem is { } problem ? throw Wrong(entry.Start, $"'{Shown(entry.Name)}' {problem}", "Pack the archive again with deflate.") : new(stream, entry, source);

    /// <summary>Reads the whole of a file.</summary>
    /// <param name="entry">The file.</param>
    /// <param name="budget">What reading may take.</param>
    /// <param name="isChecked">Whether its checksum must be right. PyTorch can be told to write none.</param>
    public byte[] ReadAll(ZipEntry entry, ReadingBudget budget, bool isChecked = true)
    {
        if (entry.Length > Array.MaxLength) throw Wrong(entry.Start, $"'{entry.Name}' unpacks to {entry.Length} bytes, more than can be held at once");
        budget.Take(entry.Length, entry.Start);
        var bytes = new byte[entry.Length];
        using ZipContent content = Open(entry);
        content.ReadExactly(bytes);
        if (isChecked) content.Finish();
        return bytes;
    }

    void ReadAll(ReadingBudget budget)
    {
        (long start, long length, long count) = FindDirectory();
        budget.Take(length * 4, start);
        byte[] directory = Bytes(start, length);
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        int at = 0;
        long unpacked = 0;
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> record = directory.AsSpan(at);
            if (record.Length < CentralSize || BinaryPrimitives.ReadUInt32LittleEndian(record) != CentralMark) throw Wrong(start + at, $"the list names {count} files, but record {i} is not there");
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
            int size = CentralSize + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
            if (record.Length < size) throw Wrong(start + at, $"record {i} of the list is cut short");
            ZipEntry? entry = ReadRecord(record[..CentralSize], record.Slice(CentralSize, nameLength), record.Slice(CentralSize + nameLength, extraLength), start, start + at);
            at += size;
            if (entry is null) continue;

            // Each length is below 2^62, and the sum is refused as soon as it is beyond what is read.
            unpacked += entry.Length;
            budget.CheckUnpacked(unpacked, start + at);
            if (offsets.TryGetValue(entry.Name, out int earlier)) entries[earlier] = entry;
            else
            {
                offsets.Add(entry.Name, entries.Count);
                entries.Add(entry);
            }
        }

        budget.Widen(unpacked);
        CheckOverlap(start);
    }

    (long Start, long Length, long Count) FindDirectory()
    {
        int reach = (int)Math.Min(stream.Length, EndSize + ushort.MaxValue);
        long from = stream.Length - reach;
        byte[] tail = Bytes(from, reach);
        int at = reach - EndSize;
        while (at >= 0 && (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndMark || at + EndSize + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)) != reach)) at--;
        if (at < 0) throw Wrong(stream.Length, "a zip archive ends with the list of its files; this one has none", "It is cut short: download or copy it again.");
        ReadOnlySpan<byte> end = tail.AsSpan(at);
        long endAt = from + at;
        long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (endAt >= Locator64Size && (count == ushort.MaxValue || length == uint.MaxValue || start == uint.MaxValue))
        {
            byte[] locator = Bytes(endAt - Locator64Size, Locator64Size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(locator) == Locator64Mark)
            {
                long end64 = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
                if (end64 < 0 || end64 > endAt - Locator64Size - End64Size) throw Wrong(endAt - Locator64Size, $"the 64-bit end record is said to stand at byte {end64}, which is not before this place");
                byte[] record = Bytes(end64, End64Size);
                if (BinaryPrimitives.ReadUInt32LittleEndian(record) != End64Mark) throw Wrong(end64, "the 64-bit end record is not there");
                count = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32));
                length = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40));
                start = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
                endAt = end64;
            }
        }

        if (start < 0 || length < 0 || length > endAt || start > endAt - length || length > Array.MaxLength) throw Wrong(endAt, $"the list of files is said to take {length} bytes from byte {start} on, but it must end before this place");
        if (count < 0 || count > length / CentralSize) throw Wrong(endAt, $"the list is said to name {count} files in {length} bytes");
        return (start, length, count);
    }

    ZipEntry? ReadRecord(ReadOnlySpan<byte> record, ReadOnlySpan<byte> nameBytes, ReadOnlySpan<byte> extra, long directoryStart, long position)
    {
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]), method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]), length = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]), local = BinaryPrimitives.ReadUInt32LittleEndian(record[42..]);
        string name = (flags & 0x800) != 0 ? Encoding.UTF8.GetString(nameBytes) : Encoding.Latin1.GetString(nameBytes);
        CheckName(name, position);
        const int UnixSystem = 3, KindMask = 0xF000, SymbolicLink = 0xA000;
        if (record[5] == UnixSystem && (BinaryPrimitives.ReadUInt16LittleEndian(record[40..]) & KindMask) == SymbolicLink) throw Wrong(position, $"'{Shown(name)}' is a symbolic link, which is not followed");
        if (length == uint.MaxValue || stored == uint.MaxValue || local == uint.MaxValue) Widen(extra, ref length, ref stored, ref local);
        if (name.EndsWith('/')) return null;
        string? problem = (flags & 1) != 0 ? "is encrypted" : method is 0 or 8 ? null : $"is compressed by {MethodName(method)}; stored files and deflate are read";
        if (problem is null && method == 0 && stored != length) throw Wrong(position, $"'{Shown(name)}' is stored as it is, but takes {stored} bytes for a length of {length}");
        if (length is < 0 or > long.MaxValue / 2) throw Wrong(position, $"'{Shown(name)}' has the impossible length {length}");
        if (local < 0 || local > directoryStart - LocalSize) throw Wrong(position, $"'{Shown(name)}' is said to begin at byte {local}, which is not before the list of files");
        byte[] header = Bytes(local, LocalSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalMark) throw Wrong(local, $"'{Shown(name)}' should begin here, but does not");
        int localNameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26));
        long data = local + LocalSize + localNameLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        if (data > directoryStart || stored < 0 || stored > directoryStart - data) throw Wrong(local, $"'{Shown(name)}' is said to take {stored} bytes, but only {Math.Max(0, directoryStart - data)} are there");
        if (localNameLength != nameBytes.Length || !Bytes(local + LocalSize, localNameLength).AsSpan().SequenceEqual(nameBytes)) throw Wrong(local, $"the list calls the file here '{Shown(name)}', but it has another name itself");
        if (problem is null && method == 8 && length - DeflateSlack > UnpackedSize.Max(stored))
            throw Wrong(position, $"'{Shown(name)}' is said to unpack from {stored} bytes to {length}; deflate cannot reach beyond 1032 to 1", "The archive is damaged, or made to exhaust memory.");
        return new ZipEntry(name, method == 8, data, stored, length, crc, problem);
    }

    static string MethodName(int method) => method switch
    {
        9 => "deflate64",
        12 => "bzip2",
        14 => "lzma",
        93 => "zstd",
        95 => "xz",
        _ => $"method {method}",
    };

    // The 64-bit numbers stand one after the other, each only where its 32-bit place is full.
    static void Widen(ReadOnlySpan<byte> extra, ref long length, ref long stored, ref long local)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (size > extra.Length - 4) return;
            ReadOnlySpan<byte> field = extra.Slice(4, size);
            extra = extra[(4 + size)..];
            if (id != 1) continue;
            Next(ref field, ref length);
            Next(ref field, ref stored);
            Next(ref field, ref local);
            return;
        }

        static void Next(ref ReadOnlySpan<byte> field, ref long number)
        {
            if (number != uint.MaxValue || field.Length < 8) return;
            number = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    void CheckName(string name, long position)
    {
        bool isAbsolute = name.Length == 0 || name[0] is '/' or '\\' || (name.Length > 1 && name[1] == ':');
        if (isAbsolute || name.Contains('\0', StringComparison.Ordinal)) throw Wrong(position, $"the archive has a file called '{Shown(name)}'; names must be relative");
        foreach (Range part in name.AsSpan().SplitAny('/', '\\'))
        {
            if (name.AsSpan(part) is "..") throw Wrong(position, $"the name '{Shown(name)}' climbs out of the archive");
        }
    }

    void CheckOverlap(long end)
    {
        long reached = 0;
        foreach (ZipEntry entry in entries.OrderBy(entry => entry.Start))
        {
            if (entry.Start < reached) throw Wrong(entry.Start, $"'{Shown(entry.Name)}' overlaps the file before it");
            reached = entry.Start + entry.StoredLength;
        }

        if (reached > end) throw Wrong(end, "the last file overlaps the list of files");
    }

    byte[] Bytes(long at, long length)
    {
        var bytes = new byte[length];
        stream.Position = at;
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == length ? bytes : throw Wrong(at + read, "the file ends too early");
    }

    static string Shown(string name) => name.Length > 80 ? $"{name[..80]}…" : name;

    FormatErrorException Wrong(long offset, string problem, string? help = null) => new(source, offset, problem, help ?? "The zip archive is damaged: download or copy it again.");
}
