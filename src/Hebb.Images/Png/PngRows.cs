using System.Buffers;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Inflates rows in batches, each with its filter's byte in front.</summary>
sealed class PngRows : IDisposable
{
    const int BatchBytes = 64 * 1024;

    // How much behind the pixels is still inflated in order to reach the checksum; what goes on further is none of the image's.
    const int MaxBehind = 64 * 1024;

    readonly string source;
    readonly bool isCut;
    readonly PngData data;
    readonly ZLibStream zlib;
    byte[] batch = ArrayPool<byte>.Shared.Rent(BatchBytes);
    int at, end;

    public PngRows(ReadOnlyMemory<byte> bytes, PngFile file, string source)
    {
        this.source = source;
        isCut = file.IsCut;
        data = new PngData(bytes, file.Data);
        zlib = new ZLibStream(data, CompressionMode.Decompress);
    }

    /// <summary>The next bytes; good until the next call.</summary>
    /// <param name="length">How many.</param>
    /// <param name="still">How many bytes the image needs from here on, these included; no more are inflated.</param>
    /// <exception cref="FormatErrorException">The compressed data is damaged or ends before.</exception>
    public ReadOnlySpan<byte> Take(int length, long still)
    {
        if (end - at < length) Refill(length, still);
        ReadOnlySpan<byte> row = batch.AsSpan(at, length);
        at += length;
        return row;
    }

    /// <summary>Inflates to the end of the compressed data, where its checksum (Adler-32) stands, and so has the inflater compare it.</summary>
    /// <exception cref="FormatErrorException">The checksum is another than that of the pixels.</exception>
    public void Finish()
    {
        for (int behind = 0; behind < MaxBehind;)
        {
            int read = Inflate(batch.AsSpan(0, Math.Min(batch.Length, MaxBehind - behind)), 1);
            if (read == 0) return;
            behind += read;
        }
    }

    public void Dispose()
    {
        zlib.Dispose();
        data.Dispose();
        ArrayPool<byte>.Shared.Return(batch);
    }

    void Refill(int length, long still)
    {
        int kept = end - at;
        if (length > batch.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(length);
            batch.AsSpan(at, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(batch);
            batch = larger;
        }
        else
        {
            batch.AsSpan(at, kept).CopyTo(batch);
        }

        (at, end) = (0, kept);
        int wanted = (int)Math.Min(batch.Length, still) - kept;
        end += Inflate(batch.AsSpan(kept, wanted), length - kept);
        if (end >= length) return;
        throw new FormatErrorException(
            source, data.FilePosition, $"the compressed pixels end {still - end} bytes too early",
            isCut ? "It is cut short: download or copy it again." : "The file is damaged, or cut short: download or copy it again.");
    }

    int Inflate(Span<byte> to, int least)
    {
        try
        {
            return zlib.ReadAtLeast(to, least, throwOnEndOfStream: false);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            // The inflater has errors of both kinds; the bytes are in memory, so no disk can be to blame.
            throw new FormatErrorException(source, data.FilePosition, "the compressed pixels are damaged: they cannot be inflated, or their checksum is another", "Download or copy the file again.", problem);
        }
    }
}
