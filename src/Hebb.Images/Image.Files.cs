using Hebb.Formats;

namespace Hebb.Images;

public sealed partial class Image
{
    /// <summary>The first value of <see cref="DecodedBytesLimit"/>: 512 MB.</summary>
    public const long DefaultDecodedBytesLimit = 512L << 20;

    /// <summary>What Pillow and most programs write when they are not asked: good to look at, a tenth of the size.</summary>
    const int UsualQuality = 90;

    // Enough for the headers of nearly every file; only images with large colour profiles or previews before their size need more.
    const int HeaderLength = 64 * 1024;

    // Far beyond any image, and far below what takes a machine down.
    const long FileBytesLimit = 1L << 30;

    static long decodedBytesLimit = DefaultDecodedBytesLimit;

    /// <summary>
    /// How many bytes (width × height × channels) an image may decode to, besides 8 for each byte of its file: small hostile files cannot take all memory. 512 MB
    /// unless it is raised; an eighth of it where the file has too few bytes for so many pixels, whatever its compression. It holds for the whole process.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static long DecodedBytesLimit
    {
        get => Interlocked.Read(ref decodedBytesLimit);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Interlocked.Exchange(ref decodedBytesLimit, value);
        }
    }

    /// <summary>Reads an image of any format that <see cref="ImageCodecs.All"/> knows. The content tells the format, not the name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatErrorException">The format is not known, the file breaks it, or the image is larger than <see cref="DecodedBytesLimit"/> allows.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Decode(InputFile.ReadAllBytes(path, FileBytesLimit), path);
    }

    /// <summary>Reads an image from a stream, which is read to its end.</summary>
    /// <param name="stream">The image's file.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static Image Load(Stream stream, string source = "image")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Decode(copy.GetBuffer().AsMemory(0, (int)copy.Length), source);
    }

    /// <summary>Decodes an image of any format that <see cref="ImageCodecs.All"/> knows.</summary>
    /// <param name="bytes">The image's file.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <inheritdoc cref="Load(string)" path="/exception"/>
    public static Image Decode(ReadOnlyMemory<byte> bytes, string source = "image")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ImageCodecs.Recognise(bytes.Span, source).Decode(bytes, source);
    }

    /// <summary>Reads an image's format and size without decoding it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatErrorException">The format is not known, or the header breaks it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageInfo ReadInfo(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.Open(path);
        var head = new byte[(int)Math.Min(stream.Length, HeaderLength)];
        stream.ReadExactly(head);
        if (stream.Length > head.Length && ImageCodecs.Recognise(head, path) is PngCodec) return ReadInfo(PngFile.WithoutPixels(stream), path);
        try
        {
            return ReadInfo(head, path);
        }
        catch (FormatErrorException) when (stream.Length > head.Length)
        {
            return ReadInfo(InputFile.ReadAllBytes(path, FileBytesLimit), path);
        }
    }

    /// <summary>Reads an image's format and size without decoding it.</summary>
    /// <param name="bytes">The image's file.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <exception cref="FormatErrorException">The format is not known, or the header breaks it.</exception>
    public static ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source = "image")
    {
        ArgumentNullException.ThrowIfNull(source);
        return ImageCodecs.Recognise(bytes.Span, source).ReadInfo(bytes, source);
    }

    /// <summary>Writes the image to a file; the extension chooses the format. An old file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file: .png, .jpg, .bmp, .ppm, .pgm or another that <see cref="ImageCodecs.All"/> writes.</param>
    /// <param name="quality">1 (small) to 100 (good), for JPEG.</param>
    /// <exception cref="ArgumentException">No format is written for this extension, or the quality is not 1 to 100.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, int quality = UsualQuality)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Encode(path, quality);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The image as a file of a format.</summary>
    /// <param name="format">"png", "jpg", "bmp", "ppm" or another that <see cref="ImageCodecs.All"/> writes.</param>
    /// <param name="quality">1 (small) to 100 (good), for JPEG.</param>
    /// <exception cref="ArgumentException">The format is not written, or the quality is not 1 to 100.</exception>
    public byte[] Encode(string format, int quality = UsualQuality)
    {
        ArgumentException.ThrowIfNullOrEmpty(format);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using var stream = new MemoryStream();
        ImageCodecs.Writing(format).Encode(this, stream, quality);
        return stream.ToArray();
    }
}
