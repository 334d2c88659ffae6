using System.Buffers.Binary;
using System.Numerics;

namespace Hebb.Images;

/// <summary>
/// BMP: reads 1, 2, 4, 8, 16, 24 and 32 bits, plain, in runs and with masks, from the bottom and from the top; writes 24 bits, and 32 with opacity. Grey palettes
/// become grey images.
/// </summary>
/// <remarks>Source: Microsoft, Bitmap Storage.</remarks>
internal sealed class BmpCodec : IImageCodec
{
    const int FileHeader = 14, InfoHeader = 40, V4Header = 108;

    /// <inheritdoc/>
    public string Name => "BMP";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".bmp", ".dib"];

    /// <inheritdoc/>
    public bool CanEncode => true;

    /// <inheritdoc/>
    public bool Matches(ReadOnlySpan<byte> head) => head.Length > FileHeader + 4 && head.StartsWith("BM"u8) && head[15] < 4 && head[16] == 0 && head[17] == 0;

    /// <inheritdoc/>
    public ImageInfo ReadInfo(ReadOnlyMemory<byte> bytes, string source)
    {
        var header = BmpHeader.Read(bytes.Span, source);
        return new ImageInfo(Name, header.Width, header.Height, header.Channels);
    }

    /// <inheritdoc/>
    public Image Decode(ReadOnlyMemory<byte> bytes, string source)
    {
        const int SizePlace = 18, MaxRun = 255;
        ReadOnlySpan<byte> all = bytes.Span;
        var header = BmpHeader.Read(all, source);
        bool hasRuns = header.Compression is BmpHeader.Runs4 or BmpHeader.Runs8;
        if (hasRuns)
        {
            // Two bytes make a run of up to 255 pixels; jumps leave pixels out that cost nothing.
            long area = (long)header.Width * header.Height;
            bool isHeld = area / MaxRun <= (all.Length - header.PixelsAt) / 2;
            int unpacked = DecodedSize.Check(header.Width, header.Height, header.Channels, all.Length, source, SizePlace, besides: area, isHeld);
            byte[] numbers = BmpRuns.Unpack(header, all, source);
            return Make(header, unpacked, numbers, header.Width, 8);
        }

        bool isThere = header.RowBytes * header.Height <= all.Length - header.PixelsAt;
        int size = DecodedSize.Check(header.Width, header.Height, header.Channels, all.Length, source, SizePlace, isHeld: isThere);
        if (!isThere)
        {
            throw new FileBytes(all, source).Wrong(
                all.Length, $"{header.Width} × {header.Height} pixels of {header.Bits} bits take {header.RowBytes * header.Height} bytes from byte {header.PixelsAt} on, but the file ends after {all.Length - header.PixelsAt} of them",
                "It is cut short: download or copy it again.");
        }

        return Make(header, size, all[header.PixelsAt..], (int)header.RowBytes, header.Bits);
    }

    /// <inheritdoc/>
    public void Encode(Image image, Stream stream, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(stream);
        bool hasOpacity = image.Channels is 2 or 4;
        int bytes = hasOpacity ? 4 : 3, headers = FileHeader + (hasOpacity ? V4Header : InfoHeader);
        long rowBytes = (((long)image.Width * bytes) + 3) / 4 * 4, length = headers + (rowBytes * image.Height);
        if (length > int.MaxValue) throw new ArgumentException($"A BMP file of {image.Width} × {image.Height} pixels would have {length} bytes, more than 2 GB.", nameof(image));
        int stride = (int)rowBytes;
        var head = new byte[headers];
        "BM"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(2), (uint)length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(10), headers);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(14), headers - FileHeader);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(18), image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(22), image.Height);
        head[26] = 1;
        head[28] = (byte)(8 * bytes);
        if (hasOpacity)
        {
            head[30] = 3;
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(54), 0x00FF0000);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(58), 0x0000FF00);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(62), 0x000000FF);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(66), 0xFF000000);
            "BGRs"u8.CopyTo(head.AsSpan(70));
        }

        stream.Write(head);
        ReadOnlySpan<byte> pixels = image.Pixels;
        var row = new byte[stride];
        int green = image.Channels >= 3 ? 1 : 0, blue = image.Channels >= 3 ? 2 : 0;
        for (int y = image.Height - 1; y >= 0; y--)
        {
            for (int x = 0, from = y * image.Width * image.Channels, to = 0; x < image.Width; x++, from += image.Channels, to += bytes)
            {
                (row[to], row[to + 1], row[to + 2]) = (pixels[from + blue], pixels[from + green], pixels[from]);
                if (hasOpacity) row[to + 3] = pixels[from + image.Channels - 1];
            }

            stream.Write(row);
        }
    }

    static Image Make(BmpHeader header, int size, ReadOnlySpan<byte> rows, int stride, int bits)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(size);
        for (int y = 0; y < header.Height; y++)
        {
            Span<byte> to = pixels.AsSpan(y * header.Width * header.Channels, header.Width * header.Channels);
            ReadOnlySpan<byte> row = rows.Slice((header.IsTopDown ? y : header.Height - 1 - y) * stride, stride);
            if (bits <= 8) Numbers(header, row, bits, to);
            else Colours(header, row, bits / 8, to);
        }

        return new Image(header.Width, header.Height, header.Channels, pixels);
    }

    static void Numbers(BmpHeader header, ReadOnlySpan<byte> row, int bits, Span<byte> to)
    {
        int mask = (1 << bits) - 1, channels = header.Channels;
        for (int x = 0; x < header.Width; x++)
        {
            int number = (row[(int)(((long)x * bits) >> 3)] >> (8 - bits - ((x * bits) & 7))) & mask;
            for (int c = 0; c < channels; c++) to[(x * channels) + c] = (3 * number) + c < header.Palette.Length ? header.Palette[(3 * number) + c] : (byte)0;
        }
    }

    static void Colours(BmpHeader header, ReadOnlySpan<byte> row, int bytes, Span<byte> to)
    {
        int channels = header.Channels;
        if (bytes == 3)
        {
            for (int i = 0; i + 2 < to.Length; i += 3) (to[i], to[i + 1], to[i + 2]) = (row[i + 2], row[i + 1], row[i]);
            return;
        }

        Span<int> shifts = stackalloc int[4];
        Span<uint> most = stackalloc uint[4];
        for (int c = 0; c < channels; c++)
        {
            shifts[c] = BitOperations.TrailingZeroCount(header.Masks[c]);
            most[c] = header.Masks[c] >> shifts[c];
        }

        for (int x = 0; x < header.Width; x++)
        {
            uint value = bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
            for (int c = 0; c < channels; c++) to[(x * channels) + c] = (byte)(((ulong)((value & header.Masks[c]) >> shifts[c]) * 255) / most[c]);
        }
    }
}
