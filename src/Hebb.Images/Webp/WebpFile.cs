using Hebb.Formats;

namespace Hebb.Images;

/// <summary>What the chunks of a WebP file say; of an animation, its first frame.</summary>
/// <remarks>Source: RFC 9649, WebP Image Format.</remarks>
sealed class WebpFile
{
    const int RiffHeader = 12, ChunkHeader = 8, FrameHeader = 16;

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Whether pixels may be transparent.</summary>
    public bool HasAlpha { get; private set; }

    /// <summary>How the image must be turned, 1 to 8 as Exif counts.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>Where the first frame lies in the image, and its size.</summary>
    public (int Left, int Top, int Width, int Height) Frame { get; private set; }

    /// <summary>The compressed pixels, without their chunk's header.</summary>
    public Range Pixels { get; private set; }

    /// <summary>The compressed alpha of a lossy image.</summary>
    public Range? Alpha { get; private set; }

    /// <summary>Whether the frame leaves a part of the image empty.</summary>
    public bool IsPartial => Frame != (0, 0, Width, Height);

    bool isLossless, isExtended, isInFrame, hasExif;

    bool HasPixels => Frame.Width > 0;

    /// <summary>Reads the chunks.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name.</param>
    /// <param name="isInfo">Whether to stop as soon as the size and the orientation are known.</param>
    public static WebpFile Read(ReadOnlySpan<byte> bytes, string source, bool isInfo)
    {
        var file = new FileBytes(bytes, source) { Position = 4 };
        long end = ChunkHeader + (long)file.U32Little("the header");
        if (!isInfo && end > bytes.Length) throw file.Wrong(bytes.Length, $"the file should have {end} bytes, but it ends after {bytes.Length}", "It is cut short: download or copy it again.");
        file.Position = RiffHeader;
        var webp = new WebpFile();
        webp.Walk(ref file, end, isInfo);
        if (!webp.HasPixels) throw file.Wrong(file.Position, "the file ends without a chunk VP8 or VP8L, so it holds no image");
        if (!webp.isExtended) (webp.Width, webp.Height) = (webp.Frame.Width, webp.Frame.Height);
        webp.HasAlpha |= webp.IsPartial;
        return webp;
    }

    /// <summary>Refuses a lossless stream whose prefix codes take more memory than a file of its length may ask for. ImageSharp makes tables for all of them before it reads one.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="source">Its name, for errors.</param>
    /// <exception cref="FormatErrorException">They do, or the stream breaks the format.</exception>
    public void CheckPrefixCodes(ReadOnlySpan<byte> bytes, string source)
    {
        const int SizeLength = 5, Compression = 3, Lossless = 1;
        Range stream;
        if (isLossless) stream = (Pixels.Start.Value + SizeLength)..Pixels.End;
        else if (Alpha is { } alpha && bytes[alpha] is [byte head, ..] && (head & Compression) == Lossless) stream = (alpha.Start.Value + 1)..alpha.End;
        else return;
        long tables = new WebpPrefixCodes(bytes[stream], source, stream.Start.Value).TableBytes(Frame.Width, Frame.Height);
        if (tables <= DecodedSize.UnprovenLimit(bytes.Length)) return;
        throw new FormatErrorException(source, stream.Start.Value, $"the tables of the prefix codes take {tables} bytes, which a file of {bytes.Length} bytes may not ask for", "The file is damaged, or made to exhaust memory. If you trust it, raise Image.DecodedBytesLimit.");
    }

    /// <summary>The frame as a file of its own, without metadata and other frames.</summary>
    /// <param name="bytes">The file.</param>
    public byte[] Still(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> pixels = bytes[Pixels], alpha = Alpha is { } range ? bytes[range] : [];
        using var still = new MemoryStream();
        still.Write("RIFF\0\0\0\0WEBP"u8);
        if (!alpha.IsEmpty)
        {
            int right = Frame.Width - 1, bottom = Frame.Height - 1;
            Chunk(still, "VP8X"u8, [0x10, 0, 0, 0, (byte)right, (byte)(right >> 8), (byte)(right >> 16), (byte)bottom, (byte)(bottom >> 8), (byte)(bottom >> 16)]);
            Chunk(still, "ALPH"u8, alpha);
        }

        Chunk(still, isLossless ? "VP8L"u8 : "VP8 "u8, pixels);
        byte[] file = still.ToArray();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - ChunkHeader);
        return file;
    }

    static void Chunk(MemoryStream still, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        still.Write(name);
        still.Write(length);
        still.Write(content);
        if (content.Length % 2 == 1) still.WriteByte(0);
    }

    void Walk(ref FileBytes file, long end, bool isInfo)
    {
        while (file.Position + (long)ChunkHeader <= end)
        {
            int start = file.Position;
            ReadOnlySpan<byte> name = file.Take(4, "a chunk's name");
            long length = file.U32Little("a chunk's length");
            int content = file.Position;
            if (content + length > end) throw file.Wrong(start + 4, $"a chunk of {length} bytes reaches over the end at byte {end}");
            if (name.SequenceEqual("VP8X"u8) && !isInFrame) Canvas(ref file);
            else if (name.SequenceEqual("ANMF"u8) && !isInFrame) Animated(ref file, content + length, isInfo);
            else if (name.SequenceEqual("VP8 "u8)) Lossy(ref file, length);
            else if (name.SequenceEqual("VP8L"u8)) Lossless(ref file, length);
            else if (name.SequenceEqual("ALPH"u8) && !HasPixels) (Alpha, HasAlpha) = (content..(int)(content + length), true);
            else if (name.SequenceEqual("EXIF"u8) && hasExif) Orientation = ExifOrientation.FindPlain(file.Take((int)length, "the chunk EXIF")) ?? 1;
            if (isInfo && HasPixels && !hasExif) return;
            file.Position = (int)Math.Min(file.All.Length, content + length + (length & 1));
        }
    }

    void Canvas(ref FileBytes file)
    {
        const int AlphaFlag = 0x10, ExifFlag = 0x08;
        ReadOnlySpan<byte> head = file.Take(10, "the chunk VP8X");
        (isExtended, HasAlpha, hasExif) = (true, (head[0] & AlphaFlag) != 0, (head[0] & ExifFlag) != 0);
        (Width, Height) = (U24(head[4..]) + 1, U24(head[7..]) + 1);
    }

    void Animated(ref FileBytes file, long end, bool isInfo)
    {
        if (HasPixels) return;
        int start = file.Position;
        ReadOnlySpan<byte> head = file.Take(FrameHeader, "the chunk ANMF");
        int left = 2 * U24(head), top = 2 * U24(head[3..]), width = U24(head[6..]) + 1, height = U24(head[9..]) + 1;
        isInFrame = true;
        Walk(ref file, end, isInfo);
        isInFrame = false;
        if (!HasPixels) throw file.Wrong(start, "the first frame of the animation holds no image");
        if ((Frame.Width, Frame.Height) != (width, height) || left + (long)width > Width || top + (long)height > Height)
            throw file.Wrong(start, $"the first frame of {Frame.Width} × {Frame.Height} pixels does not fit its place of {width} × {height} pixels at ({left}, {top}) in {Width} × {Height}");
        Frame = (left, top, width, height);
    }

    void Lossy(ref FileBytes file, long length)
    {
        if (HasPixels) return;
        int start = file.Position;
        ReadOnlySpan<byte> head = file.Take(10, "the chunk VP8");
        if ((head[0] & 1) != 0 || !head[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) throw file.Wrong(start, "the chunk VP8 should begin with a key frame");
        Take(file, start, length, (head[6] | (head[7] << 8)) & 0x3FFF, (head[8] | (head[9] << 8)) & 0x3FFF);
    }

    void Lossless(ref FileBytes file, long length)
    {
        if (HasPixels) return;
        int start = file.Position;
        ReadOnlySpan<byte> head = file.Take(5, "the chunk VP8L");
        uint bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        if (head[0] != 0x2F || bits >> 29 != 0) throw file.Wrong(start, $"the chunk VP8L should begin with 2F and be of version 0; {head[0]:X2} and {bits >> 29} came");
        (isLossless, HasAlpha, Alpha) = (true, (bits >> 28 & 1) != 0, null);
        Take(file, start, length, (int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
    }

    void Take(FileBytes file, int start, long length, int width, int height)
    {
        if (width == 0 || height == 0) throw file.Wrong(start, $"the image must have at least one pixel each way; {width} × {height} came");
        if (isExtended && !isInFrame && (width, height) != (Width, Height)) throw file.Wrong(start, $"the image has {width} × {height} pixels, but the chunk VP8X says {Width} × {Height}");
        (Frame, Pixels) = ((0, 0, width, height), start..(int)Math.Min(file.All.Length, start + length));
    }

    static int U24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
