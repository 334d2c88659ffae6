using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>A variable of a version 5 file as a run of bytes: in the file, packed in the file, or unpacked in memory.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where the bytes begin in the file.</param>
/// <param name="IsPacked">Whether they are compressed there.</param>
/// <param name="Plain">The unpacked bytes of a structure or cell, whose members are read one by one.</param>
sealed record Mat5Block(FileStream File, long Start, bool IsPacked, byte[]? Plain = null)
{
    /// <summary>Opens a stream at a place; close it with <see cref="Close"/>.</summary>
    public Stream Open(long place)
    {
        if (Plain is not null) return new MemoryStream(Plain, writable: false) { Position = place };
        File.Position = Start + (IsPacked ? 0 : place);
        if (!IsPacked) return File;
        var unpacking = new ZLibStream(File, CompressionMode.Decompress, leaveOpen: true);
        Span<byte> skipped = stackalloc byte[512];
        while (place > 0)
        {
            int read = unpacking.Read(skipped[..(int)Math.Min(skipped.Length, place)]);
            if (read == 0) break;
            place -= read;
        }

        return unpacking;
    }

    /// <summary>Closes a stream, but not the file.</summary>
    public void Close(Stream stream)
    {
        if (!ReferenceEquals(stream, File)) stream.Dispose();
    }
}
