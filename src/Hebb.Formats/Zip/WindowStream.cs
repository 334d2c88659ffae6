namespace Hebb.Formats;

/// <summary>A part of another stream that can seek, for reading. It keeps its own place, and does not close the other.</summary>
/// <param name="whole">The other stream.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">How long it is; the other stream reaches so far.</param>
sealed class WindowStream(Stream whole, long start, long length) : Stream
{
    long at;

    /// <summary>Whether more was asked for than there is: of what unpacks this part, that it did not come to its end.</summary>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position { get => at; set => at = Math.Clamp(value, 0, length); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        IsExhausted |= at >= length && !buffer.IsEmpty;
        if (buffer.Length > length - at) buffer = buffer[..(int)(length - at)];
        if (buffer.IsEmpty) return 0;
        whole.Position = start + at;
        int read = whole.Read(buffer);
        at += read;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => at, _ => length };

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("This part of a file is open for reading.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This part of a file is open for reading.");
}
