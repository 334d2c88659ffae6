using System.Buffers;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Vision.Images;

/// <summary>Inflates rows in batches, each with its filter's byte in front.</summary>
sealed class PngRows : IDisposable
{
    const int BatchBytes = 64 * 1024;

    readonly string source;
    readonly PngData data;
    readonly ZLibStream zlib;
    byte[] batch = ArrayPool<byte>.Shared.Rent(BatchBytes);
    int at, end;

    public PngRows(ReadOnlyMemory<byte> bytes, PngFile file, string source)
    {
        this.source = source;
        data = new PngData(bytes, file.Data);
        zlib = new ZLibStream(data, CompressionMode.Decompress);
    }

    /// <summary>The next bytes; good until the next call.</summary>
    /// <param name="length">How many.</param>
    /// <param name="still">How many bytes the picture needs from here on, these included; no more are inflated.</param>
    /// <exception cref="FormatErrorException">The compressed data is damaged or ends before.</exception>
    public ReadOnlySpan<byte> Take(int length, long still)
    {
        if (end - at < length) Refill(length, still);
        ReadOnlySpan<byte> row = batch.AsSpan(at, length);
        at += length;
        return row;
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
        try
        {
            end += zlib.ReadAtLeast(batch.AsSpan(kept, wanted), length - kept, throwOnEndOfStream: false);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            // The inflater has errors of both kinds; the bytes are in memory, so no disk can be to blame.
            throw new FormatErrorException(source, data.FilePosition, $"the compressed pixels are damaged: {problem.Message}", "Download or copy the file again.", problem);
        }

        if (end < length) throw new FormatErrorException(source, data.FilePosition, $"the compressed pixels end {still - end} bytes too early", "The file is damaged, or cut short: download or copy it again.");
    }
}
