using Hebb.Formats;

namespace Hebb.Images;

/// <summary>PNG files in full depth.</summary>
public static class Png
{
    /// <summary>Reads an image without reducing 16-bit samples to 8.</summary>
    /// <param name="stream">The image's file; it is read to its end.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <returns>Float32 [channels, height, width]: sample / (2^bits − 1), from 0 to 1; upright as the file's EXIF data asks.</returns>
    /// <exception cref="FormatErrorException">It is no PNG file, breaks the format, or is larger than <see cref="Image.DecodedBytesLimit"/> allows.</exception>
    public static Tensor DecodeDeep(Stream stream, string source = "image")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return DecodeDeep(copy.GetBuffer().AsMemory(0, (int)copy.Length), source);
    }

    /// <inheritdoc cref="DecodeDeep(Stream, string)" path="/*[not(self::param)]"/>
    /// <param name="bytes">The image's file.</param>
    /// <param name="source">Its name, for errors.</param>
    public static Tensor DecodeDeep(ReadOnlyMemory<byte> bytes, string source = "image")
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!bytes.Span.StartsWith(PngFile.Mark)) throw new FormatErrorException(source, 0, "a PNG file begins with 89504E470D0A1A0A", "Image.Load reads other formats.");
        PngFile file = PngFile.Read(bytes.Span, source, isInfo: false);
        var samples = new PngSamples(file);
        int channels = samples.Channels, width = file.Header.Width, height = file.Header.Height, area = PngCodec.CheckedSize(file, bytes.Length, source, sizeof(float)) / channels / sizeof(float);
        var values = new float[area * channels];
        float most = samples.Max;
        PngDecoder.Decode(bytes, file, source, (packed, count, y, x, step) =>
        {
            ReadOnlySpan<ushort> row = samples.Row(packed, count);
            for (int i = 0, at = (y * width) + x; i < row.Length; i += channels, at += step)
            {
                for (int c = 0; c < channels; c++) values[(c * area) + at] = row[i + c] / most;
            }
        });
        if (file.Orientation == 1) return Tensor.Wrap(values, [channels, height, width]);
        var upright = new float[values.Length];
        for (int c = 0; c < channels; c++) ExifOrientation.Turn<float>(values.AsSpan(c * area, area), upright.AsSpan(c * area, area), width, height, 1, file.Orientation);
        return Tensor.Wrap(upright, ExifOrientation.ExchangesSides(file.Orientation) ? [channels, width, height] : [channels, height, width]);
    }
}
