using System.Buffers.Binary;
using System.IO.Compression;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Writes PNG images of 8 bits a channel.</summary>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C.</remarks>
static class PngWriter
{
    /// <summary>Writes an image.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue opacity.</param>
    /// <param name="pixels">width × height × channels bytes, row by row from the top, channels side by side.</param>
    /// <exception cref="ArgumentException">The sizes are not positive, there are not 1 to 4 channels, or the pixels are not as many.</exception>
    public static void Write(Stream stream, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        if (pixels.Length / channels / height != width || pixels.Length != (long)width * channels * height)
            throw new ArgumentException($"An image of {width} × {height} pixels with {channels} channels takes {(decimal)width * channels * height} bytes; {pixels.Length} came.", nameof(pixels));
        int stride = width * channels;

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = channels switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 };
        header[10..].Clear();
        Chunk(stream, "IHDR"u8, header);
        Chunk(stream, "IDAT"u8, Compressed(pixels, stride, channels));
        Chunk(stream, "IEND"u8, []);
    }

    static byte[] Compressed(ReadOnlySpan<byte> pixels, int stride, int channels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            Span<byte> above = new byte[stride];
            Span<byte> filtered = new byte[stride + 1];
            Span<byte> best = new byte[stride + 1];
            for (int start = 0; start < pixels.Length; start += stride)
            {
                ReadOnlySpan<byte> row = pixels.Slice(start, stride);
                long least = long.MaxValue;
                for (byte filter = 0; filter <= 4; filter++)
                {
                    long sum = Filter(filter, row, above, channels, filtered);
                    if (sum >= least) continue;
                    least = sum;
                    filtered.CopyTo(best);
                }

                zlib.Write(best);
                row.CopyTo(above);
            }
        }

        return packed.ToArray();
    }

    // The usual rule of thumb: the filter whose bytes, taken as signed numbers, have the smallest sum of sizes packs best.
    static long Filter(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> filtered)
    {
        filtered[0] = filter;
        long sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            int predicted = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) >> 1, _ => Paeth(left, up, corner) };
            byte value = (byte)(row[i] - predicted);
            filtered[i + 1] = value;
            sum += Math.Abs((int)(sbyte)value);
        }

        return sum;
    }

    static int Paeth(int left, int up, int corner)
    {
        int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - (2 * corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        stream.Write(number);
    }
}
