using System.Buffers;
using System.Globalization;
using System.IO.Compression;

namespace Hebb.Images;

/// <summary>Finds the orientation in a PNG file: in the chunk eXIf, or in the text chunks where older programs (ImageMagick, ExifTool) put the same data in hexadecimal digits.</summary>
/// <remarks>Source: PNG Specification, third edition, section 11.3.4.5 (eXIf); ExifTool's description of "Raw profile type".</remarks>
static class PngExif
{
    // Exif data fill at most one JPEG segment of 64 KB; two digits a byte, and line breaks.
    const int MaxText = 160 * 1024;

    /// <summary>The orientation in a chunk, or null where it says nothing of it. What is damaged says nothing.</summary>
    /// <param name="name">The chunk's name.</param>
    /// <param name="content">What it holds.</param>
    public static int? Find(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (name.SequenceEqual("eXIf"u8)) return ExifOrientation.FindPlain(content);
        bool isPacked = name.SequenceEqual("zTXt"u8);
        if (!isPacked && !name.SequenceEqual("tEXt"u8) && !name.SequenceEqual("iTXt"u8)) return null;
        int end = content.IndexOf((byte)0);
        if (end < 0 || !(content[..end].SequenceEqual("Raw profile type exif"u8) || content[..end].SequenceEqual("Raw profile type APP1"u8))) return null;
        ReadOnlySpan<byte> text = content[(end + 1)..];
        if (name.SequenceEqual("iTXt"u8))
        {
            // Two bytes on compression, then the language and the translated key word, each ended by a zero byte.
            if (text.Length < 2) return null;
            isPacked = text[0] == 1;
            text = text[2..];
            for (int i = 0; i < 2; i++)
            {
                int zero = text.IndexOf((byte)0);
                if (zero < 0) return null;
                text = text[(zero + 1)..];
            }
        }
        else if (isPacked)
        {
            if (text.Length < 1) return null;
            text = text[1..];
        }

        return isPacked ? Unpacked(text) : FromText(text);
    }

    static int? Unpacked(ReadOnlySpan<byte> packed)
    {
        byte[] text = ArrayPool<byte>.Shared.Rent(MaxText);
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            return FromText(text.AsSpan(0, zlib.ReadAtLeast(text, MaxText, throwOnEndOfStream: false)));
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    // A line break, the profile's name, its length as a number, and its bytes as hexadecimal digits with line breaks between.
    static int? FromText(ReadOnlySpan<byte> text)
    {
        for (int line = 0; line < 3; line++)
        {
            int end = text.IndexOf((byte)'\n');
            if (end < 0) return null;
            text = text[(end + 1)..];
        }

        var bytes = new byte[text.Length / 2];
        int count = 0;
        Span<char> pair = stackalloc char[2];
        int digits = 0;
        foreach (byte letter in text)
        {
            if (letter is (byte)'\n' or (byte)'\r' or (byte)' ') continue;
            pair[digits++] = (char)letter;
            if (digits < 2) continue;
            if (!byte.TryParse(pair, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count])) return null;
            count++;
            digits = 0;
        }

        return ExifOrientation.FindPlain(bytes.AsSpan(0, count));
    }
}
