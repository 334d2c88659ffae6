using System.Buffers.Binary;

namespace Hebb.Formats;

/// <summary>The bytes of a pickle, read forward. Every length is checked against what is left before memory is taken.</summary>
/// <param name="stream">A stream that can seek.</param>
/// <param name="start">Where reading begins in it.</param>
/// <param name="end">Where the bytes end in it.</param>
/// <param name="source">What error messages call it.</param>
sealed class PickleInput(Stream stream, long start, long end, string source)
{
    readonly byte[] buffer = new byte[4096];
    readonly long begin = start;
    long filled = start;
    int at, length;

    /// <summary>The place of the next byte.</summary>
    public long Offset => filled - length + at;

    /// <summary>How many bytes are left.</summary>
    public long Left => end - Offset;

    /// <summary>How many bytes there are in all.</summary>
    public long Length => end - begin;

    /// <summary>Reads a byte.</summary>
    public byte Byte()
    {
        if (at == length) Fill();
        return buffer[at++];
    }

    /// <summary>Reads a signed 32-bit number.</summary>
    public int Int32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Exactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>Reads an unsigned 16-bit number.</summary>
    public int UInt16() => Byte() | (Byte() << 8);

    /// <summary>Reads a 32-bit length, signed or not, and checks that so many bytes are left.</summary>
    public int Length32() => Checked((uint)Int32());

    /// <summary>Reads a 64-bit length, and checks that so many bytes are left.</summary>
    public int Length64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Exactly(bytes);
        return Checked(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>Reads a big-endian double.</summary>
    public double Double()
    {
        Span<byte> bytes = stackalloc byte[8];
        Exactly(bytes);
        return BinaryPrimitives.ReadDoubleBigEndian(bytes);
    }

    /// <summary>Reads bytes whose number was checked.</summary>
    /// <param name="count">How many.</param>
    public byte[] Bytes(int count)
    {
        if (count > Left) throw Wrong($"{count} bytes were expected; the pickle ends after {Left}");
        var bytes = new byte[count];
        Exactly(bytes);
        return bytes;
    }

    /// <summary>Reads up to the end of the line, which is left out.</summary>
    /// <param name="max">How long the line may be.</param>
    public byte[] Line(int max)
    {
        var line = new List<byte>();
        while (true)
        {
            byte b = Byte();
            if (b == '\n') return [.. line];
            if (line.Count == max) throw Wrong($"a line is longer than {max} bytes");
            line.Add(b);
        }
    }

    /// <summary>Makes an error at the present place.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="help">The advice for it.</param>
    public FormatErrorException Wrong(string problem, string? help = null) => new(source, Offset, problem, help);

    int Checked(ulong count) => count <= (ulong)Math.Max(0, Left) && count <= (ulong)Array.MaxLength
        ? (int)count
        : throw Wrong($"{count} bytes are said to follow; {Left} are left", "The pickle is cut short or damaged.");

    void Exactly(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (at == length) Fill();
            int part = Math.Min(bytes.Length, length - at);
            buffer.AsSpan(at, part).CopyTo(bytes);
            at += part;
            bytes = bytes[part..];
        }
    }

    void Fill()
    {
        int max = (int)Math.Min(buffer.Length, end - filled);
        if (max <= 0) throw Wrong("the pickle ends without its last instruction", "It is cut short: download or copy it again.");
        stream.Position = filled;
        at = 0;
        length = stream.Read(buffer, 0, max);
        filled += length;
        if (length == 0) throw Wrong("the pickle ends without its last instruction", "It is cut short: download or copy it again.");
    }
}
