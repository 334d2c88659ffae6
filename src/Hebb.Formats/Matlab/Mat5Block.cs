using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>A variable of a version 5 file as a run of bytes: in the file, packed in the file, or unpacked in memory.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where the bytes begin in the file.</param>
/// <param name="PackedLength">How many compressed bytes there are, or -1 if they are not compressed.</param>
/// <param name="Plain">The unpacked bytes of a structure or cell, whose members are read one by one.</param>
sealed record Mat5Block(Stream File, long Start, long PackedLength = -1, byte[]? Plain = null)
{
    WindowStream? packed;

    /// <summary>Whether the bytes are compressed in the file.</summary>
    public bool IsPacked => PackedLength >= 0;

    /// <summary>Opens a stream at a place; close it with <see cref="Close"/>.</summary>
    public Stream Open(long offset)
    {
        if (Plain is not null) return new MemoryStream(Plain, writable: false) { Position = offset };
        File.Position = Start + (IsPacked ? 0 : offset);
        if (!IsPacked) return File;
        var unpacking = new ZLibStream(packed = new WindowStream(File, Start, PackedLength), CompressionMode.Decompress);
        Span<byte> skipped = stackalloc byte[512];
        while (offset > 0)
        {
            int read = unpacking.Read(skipped[..(int)Math.Min(skipped.Length, offset)]);
            if (read == 0) break;
            offset -= read;
        }

        return unpacking;
    }

    /// <summary>Reads a compressed variable to its end, where the checksum of its bytes stands, and so has the inflater compare it.</summary>
    /// <param name="stream">A stream that <see cref="Open"/> gave.</param>
    /// <param name="left">How many bytes are still to come at most; a few more may follow.</param>
    /// <exception cref="InvalidDataException">The checksum is another, or far more bytes come.</exception>
    public void Finish(Stream stream, long left)
    {
        const int MaxBehind = 4096;
        if (stream is not ZLibStream) return;
        Span<byte> rest = stackalloc byte[4096];
        long read = 0;
        for (int got; (got = stream.Read(rest)) > 0;)
        {
            read += got;
            if (read > Math.Max(0, left) + MaxBehind) throw new InvalidDataException("it goes on far behind its matrix");
        }

        // The inflater ends quietly where its bytes end; only one that wants no more has seen the checksum.
        if (packed!.IsExhausted) throw new InvalidDataException("it ends before its checksum");
    }

    /// <summary>Closes a stream, but not the file.</summary>
    public void Close(Stream stream)
    {
        if (!ReferenceEquals(stream, File)) stream.Dispose();
    }
}
