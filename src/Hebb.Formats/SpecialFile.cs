using System.Formats.Tar;

namespace Hebb.Formats;

/// <summary>Tells pipes, devices and sockets from files without opening them, which could wait for ever.</summary>
static class SpecialFile
{
    /// <summary>"a pipe", "a device", "a socket"; null for a regular file.</summary>
    /// <remarks>
    /// The framework names the kind of a file in one place only: the header of a tar archive. It is made for a stream that goes no further, so nothing is read.
    /// </remarks>
    public static string? Kind(string path)
    {
        if (OperatingSystem.IsWindows()) return null;
        using var header = new HeaderOnly();
        try
        {
            using var writer = new TarWriter(header, TarEntryFormat.Gnu, leaveOpen: true);
            writer.WriteEntry(path, "file");
        }
        catch (HeaderOnly.EndException)
        {
        }
        catch (UnauthorizedAccessException)
        {
            // What opens it next says so.
            return null;
        }
        catch (IOException) when (header.Type is null)
        {
            // Tar has no type for sockets.
            return File.Exists(path) ? "a socket or another special file" : null;
        }

        return header.Type switch
        {
            TarEntryType.Fifo => "a pipe",
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
            _ => null,
        };
    }

    // Takes the first block of an archive, and refuses the next.
    sealed class HeaderOnly : Stream
    {
        const int TypeOffset = 156;

        public TarEntryType? Type { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Type is not null || buffer.Length <= TypeOffset) throw new EndException();
            Type = (TarEntryType)buffer[TypeOffset];
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public sealed class EndException : Exception;
    }
}
