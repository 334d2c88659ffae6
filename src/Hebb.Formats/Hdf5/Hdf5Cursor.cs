using System.Buffers.Binary;
using System.Text;

namespace Hebb.Formats;

/// <summary>Reads fields of an HDF5 structure one after the other; what would go past its end is refused.</summary>
sealed class Hdf5Cursor
{
    readonly Hdf5File file;
    readonly byte[] bytes;
    readonly long address;
    readonly int start, end;
    int at;

    /// <summary>Reads a part of some bytes, the first of which stands at an address.</summary>
    public Hdf5Cursor(Hdf5File file, byte[] bytes, long address, int start, int end)
    {
        (this.file, this.bytes, this.address, this.start, this.end) = (file, bytes, address, start, end);
        at = start;
    }

    public Hdf5Cursor(Hdf5File file, byte[] bytes, long address)
        : this(file, bytes, address, 0, bytes.Length)
    {
    }

    /// <summary>The file.</summary>
    public Hdf5File File => file;

    /// <summary>The bytes that are left.</summary>
    public int Left => end - at;

    /// <summary>The bytes read so far.</summary>
    public int Position => at - start;

    /// <summary>The address of the next byte.</summary>
    public long Address => address + at;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A number of 0 to 8 bytes; one beyond the signed 64-bit range comes as the largest.</summary>
    public long Number(int size)
    {
        ReadOnlySpan<byte> part = Take(size);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--) value = (value << 8) | part[i];
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    /// <summary>A length.</summary>
    public long Length() => Number(file.LengthSize);

    /// <summary>An address, or -1 for the undefined one.</summary>
    public long Pointer()
    {
        ReadOnlySpan<byte> part = Take(file.AddressSize);
        if (part.IndexOfAnyExcept((byte)0xFF) < 0) return -1;
        ulong value = 0;
        for (int i = part.Length - 1; i >= 0; i--) value = (value << 8) | part[i];
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left) throw Wrong($"{count} more bytes were expected; the structure ends after {Left} of them");
        at += count;
        return bytes.AsSpan(at - count, count);
    }

    public void Skip(int count) => Take(count);

    /// <summary>A cursor over the next bytes.</summary>
    public Hdf5Cursor Part(int count)
    {
        Take(count);
        return new Hdf5Cursor(file, bytes, address, at - count, at);
    }

    /// <summary>The same structure from its beginning.</summary>
    public Hdf5Cursor FromStart() => new(file, bytes, address, start, end);

    /// <summary>Text that a zero byte ends.</summary>
    public string ZeroEnded()
    {
        int length = bytes.AsSpan(at, Left).IndexOf((byte)0);
        if (length < 0) throw Wrong("a text should end with a zero byte");
        string text = Encoding.UTF8.GetString(Take(length));
        at++;
        return text;
    }

    /// <summary>Skips to the next multiple of 8 from the structure's beginning.</summary>
    public void Align() => at = Math.Min(end, start + ((Position + 7) & ~7));

    /// <summary>The four letters that mark a structure.</summary>
    public void Mark(string letters)
    {
        ReadOnlySpan<byte> mark = Take(4);
        if (mark[0] != letters[0] || mark[1] != letters[1] || mark[2] != letters[2] || mark[3] != letters[3])
            throw file.Wrong(Address - 4, $"the letters {letters} were expected; {Convert.ToHexString(mark)} came");
    }

    public FormatErrorException Wrong(string problem) => file.Wrong(Address, problem);
}
