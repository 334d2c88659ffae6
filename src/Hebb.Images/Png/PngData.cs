namespace Hebb.Images;

/// <summary>The compressed pixels of a PNG file, which lie in several chunks, as one stream.</summary>
sealed class PngData(ReadOnlyMemory<byte> file, IReadOnlyList<Range> parts) : Stream
{
    int part;
    int at;

    /// <summary>The byte of the file that comes next.</summary>
    public long FilePosition => part < parts.Count ? parts[part].Start.Value + at : parts[^1].End.Value;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = 0;
        while (read < buffer.Length && part < parts.Count)
        {
            ReadOnlySpan<byte> left = file.Span[parts[part]][at..];
            int count = Math.Min(left.Length, buffer.Length - read);
            left[..count].CopyTo(buffer[read..]);
            read += count;
            at += count;
            if (count < left.Length) break;
            part++;
            at = 0;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
