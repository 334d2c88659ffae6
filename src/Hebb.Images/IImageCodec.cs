using Hebb.Formats;

namespace Hebb.Images;

/// <summary>Reads an image format, and writes it where it can. A codec keeps no state: it is safe from several threads at once.</summary>
public interface IImageCodec
{
    /// <summary>The format's name for people, such as "PNG".</summary>
    string Name { get; }

    /// <summary>The file name extensions, lower case with their dot; saving chooses the codec by them.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether <see cref="Encode"/> works.</summary>
    bool CanEncode { get; }

    /// <summary>Whether a file is of this format; its name does not count.</summary>
    /// <param name="head">The file's first bytes, 64 or all that there are.</param>
    bool Matches(ReadOnlySpan<byte> head);

    /// <summary>Reads the size without decoding.</summary>
    /// <param name="bytes">The file, or a beginning of it that holds the header.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="FormatErrorException">The header breaks the format, or is not all there.</exception>
    ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source);

    /// <summary>Decodes an image.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="FormatErrorException">The file breaks the format, or the image is larger than <see cref="Image.DecodedBytesLimit"/> allows.</exception>
    Image Decode(ReadOnlyMemory<byte> bytes, string source);

    /// <summary>Writes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="quality">1 (small) to 100 (good), for formats that lose detail; others pass over it.</param>
    /// <exception cref="NotSupportedException">The format is only read.</exception>
    void Encode(Image image, Stream stream, int quality);
}
