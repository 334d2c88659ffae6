using System.Runtime.InteropServices;
using Hebb.Formats;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Hebb.Images;

/// <summary>
/// Decodes the pixels of WebP, TIFF and TGA files with SixLabors.ImageSharp. Only this and <see cref="ImageBudget"/> name its types, so that the package is loaded for such a file and not before. The
/// codecs have read the header and allowed the memory.
/// </summary>
/// <param name="Source">The file's name, for errors.</param>
/// <param name="Width">Pixels in a row, as the header says.</param>
/// <param name="Height">Rows, as the header says.</param>
/// <param name="Channels">Channels of the result.</param>
/// <param name="PixelsAt">Where the compressed pixels begin, for errors.</param>
/// <param name="Memory">The bytes that decoding takes besides the result.</param>
readonly record struct ImageSharpDecoder(string Source, int Width, int Height, int Channels, long PixelsAt, long Memory)
{
    // A native program has the array types that its code names. ImageSharp asks for this one by reflection, for the values of an enumeration, in every TIFF file.
    static readonly Array NamedForNativePrograms = new ExifDataType[1];

    /// <summary>The image of a WebP file.</summary>
    public Image Webp(ReadOnlyMemory<byte> file) => Decode(new WebpDecoder { IgnoreMetadata = true }, file, "WebP");

    /// <summary>The first image of a TIFF file.</summary>
    public Image Tiff(ReadOnlyMemory<byte> file)
    {
        GC.KeepAlive(NamedForNativePrograms);
        return Decode(new TiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First }, file, "TIFF");
    }

    /// <summary>The image of a TGA file.</summary>
    public Image Tga(ReadOnlyMemory<byte> file) => Decode(new TgaDecoder(), file, "TGA");

    Image Decode(IImageDecoder decoder, ReadOnlyMemory<byte> file, string format)
    {
        const long Tables = 8 << 20;
        try
        {
            var configuration = new Configuration { MemoryAllocator = new ImageBudget(Memory + Tables), MaxDegreeOfParallelism = 1 };
            using MemoryStream stream = MemoryMarshal.TryGetArray(file, out ArraySegment<byte> array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(file.ToArray(), writable: false);
            using Image<Rgba32> decoded = decoder.Decode<Rgba32>(configuration, stream, CancellationToken.None);
            if (decoded.Width != Width || decoded.Height != Height) throw new InvalidImageContentException($"{decoded.Width} × {decoded.Height} pixels came instead of {Width} × {Height}");
            return Copy(decoded);
        }
        catch (Exception problem)
        {
            // Damage makes errors of any type in there, a lack of memory among them.
            string reason = problem is ImageFormatException or InvalidMemoryOperationException or NotSupportedException ? $" ({problem.Message.TrimEnd('.')})" : string.Empty;
            throw new FormatErrorException(Source, PixelsAt, $"the pixels of this {format} image cannot be decoded{reason}", "The file is damaged, or of a rare kind: download or copy it again, or save it as PNG with another program.", problem);
        }
    }

    Image Copy(Image<Rgba32> decoded)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(Width * Height * Channels);
        for (int y = 0, to = 0; y < Height; y++)
        {
            ReadOnlySpan<Rgba32> row = decoded.DangerousGetPixelRowMemory(y).Span;
            switch (Channels)
            {
                case 1:
                    foreach (Rgba32 pixel in row) pixels[to++] = pixel.R;
                    break;
                case 2:
                    foreach (Rgba32 pixel in row) (pixels[to++], pixels[to++]) = (pixel.R, pixel.A);
                    break;
                case 3:
                    foreach (Rgba32 pixel in row) (pixels[to++], pixels[to++], pixels[to++]) = (pixel.R, pixel.G, pixel.B);
                    break;
                default:
                    MemoryMarshal.AsBytes(row).CopyTo(pixels.AsSpan(to));
                    to += 4 * row.Length;
                    break;
            }
        }

        return new Image(Width, Height, Channels, pixels);
    }
}
