using System.Buffers.Binary;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>A file's bytes, read forwards; every read checks that they are there.</summary>
ref struct FileBytes(ReadOnlySpan<byte> all, string source)
{
    /// <summary>The whole file.</summary>
    public ReadOnlySpan<byte> All { get; } = all;

    /// <summary>The file's name, for errors.</summary>
    public string Source { get; } = source;

    /// <summary>Where the next read begins.</summary>
    public int Position { get; set; }

    /// <summary>How many bytes follow.</summary>
    public readonly int Left => All.Length - Position;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="FormatErrorException">The file ends before.</exception>
    public ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count < 0 || count > Left) throw Wrong(All.Length, $"{what} takes {count} bytes from byte {Position} on, but the file ends after {Left} of them", "It is cut short: download or copy it again.");
        ReadOnlySpan<byte> bytes = All.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public byte Byte(string what) => Take(1, what)[0];

    public int U16Little(string what) => BinaryPrimitives.ReadUInt16LittleEndian(Take(2, what));

    public uint U32Little(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    public int I32Little(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, what));

    public int U16Big(string what) => BinaryPrimitives.ReadUInt16BigEndian(Take(2, what));

    public uint U32Big(string what) => BinaryPrimitives.ReadUInt32BigEndian(Take(4, what));

    /// <summary>An error at a place.</summary>
    public readonly FormatErrorException Wrong(long offset, string problem, string? help = null) => new(Source, offset, problem, help ?? "The file is damaged.");
}
