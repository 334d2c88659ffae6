using System.IO.Compression;

namespace Hebb.Formats;

/// <summary>
/// The content of one file in a zip archive, unpacked while it is read. It never gives more bytes than the archive claims, whatever the compressed data say.
/// Shares the archive's stream: read one at a time.
/// </summary>
sealed class ZipContent : Stream
{
    readonly ZipEntry entry;
    readonly string source;
    readonly Stream inner;
    long done;
    uint crc;

    /// <summary>Opens a file.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="entry">Which file.</param>
    /// <param name="source">What error messages call the archive.</param>
    public ZipContent(Stream archive, ZipEntry entry, string source)
    {
        this.entry = entry;
        this.source = source;
        var window = new WindowStream(archive, entry.Start, entry.StoredLength);
        inner = entry.IsDeflated ? new DeflateStream(window, CompressionMode.Decompress) : window;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => entry.Length;

    /// <inheritdoc/>
    public override long Position { get => done; set => throw new NotSupportedException("A file in an archive is read from its start to its end."); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length > entry.Length - done) buffer = buffer[..(int)(entry.Length - done)];
        if (buffer.IsEmpty) return 0;
        int read = ReadInner(buffer);
        if (read == 0) throw Wrong($"it unpacks to {entry.Length} bytes by the archive's list, but ends after {done}");
        crc = Crc32.Append(crc, buffer[..read]);
        done += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Checks, after the last byte was read, that nothing follows and that the checksum is right.</summary>
    /// <exception cref="FormatErrorException">More follows, or the content is not what was packed.</exception>
    public void Finish()
    {
        Span<byte> more = stackalloc byte[1];
        if (ReadInner(more) != 0) throw Wrong($"it unpacks to {entry.Length} bytes by the archive's list, but goes on after them");
        if (crc != entry.Checksum) throw Wrong($"its checksum must be {entry.Checksum:X8}; {crc:X8} came");
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A file in an archive is read from its start to its end.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("The archive is open for reading.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The archive is open for reading.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    int ReadInner(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (InvalidDataException problem)
        {
            throw Wrong($"its compressed data are damaged: {problem.Message}", problem);
        }
    }

    FormatErrorException Wrong(string problem, Exception? inner = null) => new(source, entry.Start, $"in '{entry.Name}': {problem}", "The zip archive is damaged: download or copy it again.", inner);
}
