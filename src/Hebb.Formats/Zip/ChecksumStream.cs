
namespace Hebb.Formats;

/// <summary>Passes bytes on to another stream, and counts them and their CRC-32.</summary>
/// <param name="next">Where they go.</param>
sealed class ChecksumStream(Stream next) : Stream
{
    /// <summary>The checksum of what was written.</summary>
    public uint Checksum { get; private set; }

    /// <summary>How many bytes were written.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Count;

    /// <inheritdoc/>
    public override long Position { get => Count; set => throw new NotSupportedException("This stream only goes forward."); }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        next.Write(buffer);
        Checksum = Crc32.Append(Checksum, buffer);
        Count += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => next.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is for writing.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream only goes forward.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("This stream only goes forward.");
}
