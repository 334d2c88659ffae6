using System.Buffers.Binary;
using Hebb.Formats;

namespace Hebb.Images;

/// <summary>The chunks of a PNG file that its pixels need.</summary>
/// <param name="Header">The header.</param>
/// <param name="Palette">Red, green, blue for each number; empty where there is none.</param>
/// <param name="Transparency">The opacities of palette colours, or the one colour (2 bytes a sample) that is transparent; null where there is none.</param>
/// <param name="Data">Where the compressed pixels lie.</param>
/// <param name="Orientation">How the image must be turned, 1 to 8 as Exif counts.</param>
/// <param name="IsCut">Whether the file ends before its last chunk.</param>
/// <remarks>Source: Portable Network Graphics (PNG) Specification, W3C, sections 5 and 11.</remarks>
sealed record PngFile(PngHeader Header, byte[] Palette, byte[]? Transparency, IReadOnlyList<Range> Data, int Orientation, bool IsCut)
{
    const int MarkLength = 8;

    /// <summary>The first bytes of every file.</summary>
    public static ReadOnlySpan<byte> Mark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the chunks; checksums are checked where a damage would change pixels.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    /// <param name="isInfo">Whether to stop before the pixels.</param>
    public static PngFile Read(ReadOnlySpan<byte> bytes, string source, bool isInfo)
    {
        var file = new FileBytes(bytes, source) { Position = MarkLength };
        PngHeader? header = null;
        byte[] palette = [];
        byte[]? transparency = null;
        var data = new List<Range>();
        int orientation = 1;
        bool isCut = false;
        while (true)
        {
            int start = file.Position;
            if (IsCutHere(file, header, data, isInfo))
            {
                isCut = true;
                break;
            }

            uint length = file.U32Big("a chunk's length");
            ReadOnlySpan<byte> name = file.Take(4, "a chunk's name");
            int content = file.Position;
            if (length > int.MaxValue) throw file.Wrong(start, $"a chunk is at most 2147483647 bytes long; {length} came");
            if (header is null && name.SequenceEqual("CgBI"u8)) throw file.Wrong(start + 4, "this is Apple's CgBI variant of PNG, as iPhone programs hold it; it is not read", "Turn it into an ordinary PNG: xcrun pngcrush -revert-iphone-optimizations, or open it with another program and save it.");
            if (isInfo && header is not null && name.SequenceEqual("IDAT"u8))
            {
                // Only the chunks behind the pixels may tell more: of a turn.
                data.Add(content..content);
                if (length + 4L > file.Left) break;
                file.Position += (int)length + 4;
                continue;
            }

            ReadOnlySpan<byte> chunk = file.Take((int)length, "a chunk");
            uint sum = file.U32Big("a chunk's checksum");
            bool isCritical = (name[0] & 0x20) == 0;
            if (header is null && !name.SequenceEqual("IHDR"u8)) throw file.Wrong(start + 4, $"the first chunk must be IHDR; {Convert.ToHexString(name)} came");
            bool isNeeded = isCritical || name.SequenceEqual("tRNS"u8);
            if (isNeeded && Crc32.Append(0, bytes[(content - 4)..(content + (int)length)]) != sum) throw file.Wrong(content + length, $"the checksum of the chunk {System.Text.Encoding.ASCII.GetString(name)} is wrong", "The file is damaged: download or copy it again.");
            if (name.SequenceEqual("IHDR"u8))
            {
                if (header is not null || length != 13) throw file.Wrong(start, "there must be one chunk IHDR of 13 bytes");
                var part = new FileBytes(bytes[..(content + 13)], source) { Position = content };
                header = PngHeader.Read(ref part);
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                if (length == 0 || length % 3 != 0 || length > 3 * 256) throw file.Wrong(start, $"a palette has 1 to 256 colours of 3 bytes; {length} bytes came");
                palette = chunk.ToArray();
            }
            else if (name.SequenceEqual("tRNS"u8))
            {
                transparency = CheckedTransparency(file, header!, chunk, start);
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                if (length > 0) data.Add(content..(content + (int)length));
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                break;
            }
            else if (!isCritical && PngExif.Find(name, chunk) is { } found && Crc32.Append(0, bytes[(content - 4)..(content + (int)length)]) == sum)
            {
                orientation = found;
            }
            else if (isCritical)
            {
                throw file.Wrong(start + 4, $"the chunk {Convert.ToHexString(name)} is marked as needed, but not known");
            }
        }

        if (!isInfo && data.Count == 0) throw file.Wrong(file.Position, "there is no chunk IDAT, so the file holds no pixels");
        if (!isInfo && header!.Colour == PngColour.Palette && palette.Length == 0) throw file.Wrong(file.Position, "the image needs a palette (chunk PLTE), but there is none");
        return new PngFile(header!, palette, transparency, data, orientation, isCut);
    }

    // Behind the first pixels nothing is needed but more pixels: where the file ends inside a chunk, what is there of it counts, and the inflater finds out whether it is enough.
    static bool IsCutHere(FileBytes file, PngHeader? header, List<Range> data, bool isInfo)
    {
        const int Frame = 12;
        if (header is null) return false;
        ReadOnlySpan<byte> left = file.All[file.Position..];
        bool isPixels = left.Length >= 8 && left[4..8].SequenceEqual("IDAT"u8);
        if (data.Count == 0 && (!isPixels || isInfo)) return false;
        long length = left.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(left);
        if (length > int.MaxValue || left.Length >= length + Frame) return false;
        if (isPixels && !isInfo) data.Add((file.Position + 8)..(int)Math.Min(file.All.Length, file.Position + 8 + length));
        return true;
    }

    /// <summary>The chunks of a large file without its pixels: what stands behind them may say how the image is turned.</summary>
    /// <param name="stream">The file.</param>
    public static byte[] WithoutPixels(Stream stream)
    {
        const int MaxKept = 16 << 20;
        using var kept = new MemoryStream();
        Span<byte> head = stackalloc byte[8];
        stream.Position = 0;
        stream.ReadExactly(head);
        kept.Write(head);
        while (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head) + 4L;
            if (head[4..].SequenceEqual("IDAT"u8))
            {
                // An empty chunk stands for all pixels; nobody looks at its checksum.
                kept.Write([0, 0, 0, 0, .. head[4..], 0, 0, 0, 0]);
                stream.Position = Math.Min(stream.Length, stream.Position + length);
                continue;
            }

            kept.Write(head);
            if (length > stream.Length - stream.Position || kept.Length + length > MaxKept) break;
            var content = new byte[(int)length];
            stream.ReadExactly(content);
            kept.Write(content);
        }

        return kept.ToArray();
    }

    static byte[]? CheckedTransparency(FileBytes file, PngHeader header, ReadOnlySpan<byte> chunk, int start)
    {
        int least = header.Colour switch { PngColour.Grey => 2, PngColour.Rgb => 6, PngColour.Palette => 0, _ => -1 };
        if (least < 0) return null;
        bool isPalette = header.Colour == PngColour.Palette;
        if (isPalette ? chunk.Length > 256 : chunk.Length != least) throw file.Wrong(start, $"the chunk tRNS of this colour type has {(isPalette ? "at most 256" : least)} bytes; {chunk.Length} came");
        return chunk.ToArray();
    }

    /// <summary>The transparent colour's sample, in the file's depth.</summary>
    public int TransparentSample(int index) => BinaryPrimitives.ReadUInt16BigEndian(Transparency.AsSpan(2 * index)) & ((1 << Header.Bits) - 1);
}
