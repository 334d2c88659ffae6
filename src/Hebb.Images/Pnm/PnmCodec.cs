using System.Globalization;
using System.Text;

namespace Hebb.Images;

/// <summary>
/// The portable anymap: reads PBM, PGM and PPM as text and binary (P1 to P6) and PAM (P7), with values up to 65,535, which are brought to 0 to 255; writes P5 and P6.
/// </summary>
/// <remarks>Source: the manual pages pbm(5), pgm(5), ppm(5) and pam(5) of Netpbm. Opacity is laid on white when writing.</remarks>
internal sealed class PnmCodec : IImageCodec
{
    /// <inheritdoc/>
    public string Name => "PNM";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".ppm", ".pgm", ".pbm", ".pnm", ".pam"];

    /// <inheritdoc/>
    public bool CanEncode => true;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.Length > 2 && head[0] == 'P' && head[1] is >= (byte)'1' and <= (byte)'7' && head[2] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'#';

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        var header = PnmHeader.Read(bytes.Span, source);
        return new ImageInfo(Name, header.Width, header.Height, header.Channels);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        var file = new FileBytes(bytes.Span, source);
        var header = PnmHeader.Read(file.All, source);
        file.Position = header.PixelsAt;
        long values = (long)header.Width * header.Height * header.Channels, least = Min(header, values);
        if (least > file.Left) throw file.Wrong(file.All.Length, $"{header.Width} × {header.Height} pixels take {(header.IsText ? "at least " : string.Empty)}{least} bytes from byte {header.PixelsAt} on, but the file ends after {file.Left} of them", "It is cut short: download or copy it again.");
        var pixels = new byte[DecodedSize.Check(header.Width, header.Height, header.Channels, file.All.Length, source, 2, isHeld: true)];
        if (header.Kind == '1') TextBits(ref file, pixels);
        else if (header.IsText) TextNumbers(ref file, header.Max, pixels);
        else if (header.IsBits) Bits(file.All[header.PixelsAt..], header.Width, pixels);
        else Numbers(file.All[header.PixelsAt..], header.Max, pixels);
        return new Image(header.Width, header.Height, header.Channels, pixels);
    }

    /// <inheritdoc/>
    public void Encode(Image image, Stream stream, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(stream);
        Image plain = image.WithoutOpacity();
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P{(plain.Channels == 1 ? 5 : 6)}\n{plain.Width} {plain.Height}\n255\n")));
        stream.Write(plain.Pixels);
    }

    // Text takes a digit for each value; only numbers need white space between.
    static long Min(PnmHeader header, long values) => header.Kind switch
    {
        '1' => values,
        '2' or '3' => (2 * values) - 1,
        '4' => (header.Width + 7L) / 8 * header.Height,
        _ => header.Max > 255 ? 2 * values : values,
    };

    static void TextBits(ref FileBytes file, byte[] pixels)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            PnmHeader.Skip(ref file, "a pixel");
            byte bit = file.Byte("a pixel");
            if (bit is not ((byte)'0' or (byte)'1')) throw file.Wrong(file.Position - 1, $"a pixel is 0 or 1; {bit:X2} came");
            pixels[i] = bit == '0' ? (byte)255 : (byte)0;
        }
    }

    static void TextNumbers(ref FileBytes file, int most, byte[] pixels)
    {
        for (int i = 0; i < pixels.Length; i++) pixels[i] = Scaled(PnmHeader.Number(ref file, "a value"), most);
    }

    static void Bits(ReadOnlySpan<byte> packed, int width, byte[] pixels)
    {
        int stride = (width + 7) / 8;
        for (int i = 0, y = 0; i < pixels.Length; y++)
        {
            for (int x = 0; x < width; x++, i++) pixels[i] = (packed[(y * stride) + (x >> 3)] & (0x80 >> (x & 7))) == 0 ? (byte)255 : (byte)0;
        }
    }

    static void Numbers(ReadOnlySpan<byte> values, int most, byte[] pixels)
    {
        if (most == 255)
        {
            values[..pixels.Length].CopyTo(pixels);
            return;
        }

        bool isWide = most > 255;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = Scaled(isWide ? (values[2 * i] << 8) | values[(2 * i) + 1] : values[i], most);
    }

    // To the nearest; values beyond the largest are cut to it.
    static byte Scaled(int value, int most) => (byte)(((Math.Min(value, most) * 255) + (most / 2)) / most);
}
