using System.Collections.Immutable;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>The image formats that Hebb knows, and those that were registered. Safe from several threads at once.</summary>
public static class ImageCodecs
{
    static ImmutableArray<IImageCodec> all = [new PngCodec(), new JpegCodec(), new BmpCodec(), new GifCodec(), new PnmCodec(), new WebpCodec(), new TiffCodec(), new TgaCodec()];

    /// <summary>All codecs, in the order in which they are asked.</summary>
    public static IReadOnlyList<IImageCodec> All => all;

    /// <summary>Adds a codec; it is asked before those that are there.</summary>
    /// <param name="codec">The codec.</param>
    public static void Register(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ImmutableInterlocked.Update(ref all, static (codecs, codec) => codecs.Insert(0, codec), codec);
    }

    /// <summary>Takes a codec away again.</summary>
    /// <param name="codec">A codec of <see cref="All"/>.</param>
    /// <returns>Whether it was there.</returns>
    public static bool Remove(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return ImmutableInterlocked.Update(ref all, static (codecs, codec) => codecs.Remove(codec), codec);
    }

    /// <summary>The codec of a file's content.</summary>
    /// <exception cref="FormatErrorException">No codec knows it.</exception>
    internal static IImageCodec Recognise(ReadOnlySpan<byte> bytes, string source)
    {
        const int HeadLength = 64;
        ReadOnlySpan<byte> head = bytes[..Math.Min(HeadLength, bytes.Length)];
        foreach (IImageCodec codec in all)
        {
            if (codec.Matches(head)) return codec;
        }

        const int LongHeadLength = 256;
        string reads = $"Hebb reads {string.Join(", ", all.Select(codec => codec.Name))}; ImageCodecs.Register adds another format.";
        if (ForeignFormat.NameOf(bytes[..Math.Min(LongHeadLength, bytes.Length)]) is { } foreign)
            throw new FormatErrorException(source, 0, $"this is {foreign}, which is not read as an image", $"Save it as PNG or JPEG with another program. {reads}");
        string problem = head.IsEmpty ? "the file is empty" : $"no known image format begins with {Convert.ToHexString(head[..Math.Min(8, head.Length)])}";
        throw new FormatErrorException(source, 0, problem, reads);
    }

    /// <summary>The codec that writes a format.</summary>
    /// <param name="format">A file name, an extension with or without its dot, or a format's name.</param>
    /// <exception cref="ArgumentException">No codec writes it.</exception>
    internal static IImageCodec Writing(string format)
    {
        string extension = Path.GetExtension(format) is { Length: > 0 } dotted ? dotted : $".{format}";
        foreach (IImageCodec codec in all)
        {
            if (codec.CanEncode && (codec.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase) || string.Equals(codec.Name, format, StringComparison.OrdinalIgnoreCase))) return codec;
        }

        string known = string.Join(", ", all.Where(codec => codec.CanEncode).SelectMany(codec => codec.Extensions).Distinct(StringComparer.Ordinal));
        throw new ArgumentException($"No image format is written for '{format}'. The extension chooses it: {known}.", nameof(format));
    }
}
