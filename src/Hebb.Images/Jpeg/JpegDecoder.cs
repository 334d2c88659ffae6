using System.Buffers;

namespace Hebb.Images;

/// <summary>Walks over a JPEG file's segments.</summary>
/// <remarks>Source: ITU-T T.81, annex B. Baseline, extended and progressive Huffman coding with 8 bits a sample.</remarks>
sealed class JpegDecoder
{
    // Encoders write about ten; each one walks over all blocks, so a hostile file must not have thousands.
    const int MaxScans = 200;
    const byte EndMarker = 0xD9;

    readonly JpegHuffmanTable?[] dcTables = new JpegHuffmanTable?[4];
    readonly JpegHuffmanTable?[] acTables = new JpegHuffmanTable?[4];
    readonly short[]?[] quantisationTables = new short[]?[4];
    JpegFrame? frame;
    int restartInterval, scans, orientation = 1;
    int? adobeTransform;
    bool isJfif;

    /// <summary>The size, without decoding.</summary>
    public static ImageInfo ReadInfo(ReadOnlySpan<byte> bytes, string source)
    {
        var decoder = new JpegDecoder();
        var file = new FileBytes(bytes, source);
        decoder.Walk(ref file, isInfo: true);
        JpegFrame found = decoder.frame!;
        return ImageInfo.Upright("JPEG", found.Width, found.Height, found.Channels, decoder.orientation);
    }

    /// <summary>The image.</summary>
    public static Image Decode(ReadOnlySpan<byte> bytes, string source)
    {
        var decoder = new JpegDecoder();
        var file = new FileBytes(bytes, source);
        try
        {
            decoder.Walk(ref file, isInfo: false);
            return decoder.Finish(ref file);
        }
        finally
        {
            decoder.Return();
        }
    }

    void Walk(ref FileBytes file, bool isInfo)
    {
        file.Position = 2;
        while (true)
        {
            byte marker = IsComplete(ref file) ? EndMarker : NextMarker(ref file);
            if (marker == EndMarker) break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) continue;
            int start = file.Position, length = file.U16Big("a segment's length");
            if (length < 2) throw file.Wrong(start, $"a segment is at least 2 bytes long; {length} came");
            _ = file.Take(length - 2, $"the segment FF {marker:X2}");
            int end = file.Position;
            var segment = new FileBytes(file.All[..end], file.Source) { Position = start + 2 };
            if (marker == 0xDA)
            {
                Scan(ref segment, ref file);
                continue;
            }

            Segment(ref segment, marker);
            if (isInfo && frame is not null) return;
        }

        if (frame is null) throw file.Wrong(file.Position, "the file ends without a frame header, so it holds no image");
    }

    // Some cameras leave the end marker out. Where all blocks came, and every bit of them, nothing is missing then; behind a sequential image nothing more is looked for.
    bool IsComplete(ref FileBytes file)
    {
        if (frame is null || !Array.TrueForAll(frame.Components, c => c.QuantisationTable is not null)) return false;
        if (!frame.IsProgressive) return true;
        return Array.TrueForAll(frame.Components, c => !c.MissingBits.AsSpan().ContainsAnyExcept((byte)0)) && file.All[file.Position..].IndexOf((byte)0xFF) is var mark && (mark < 0 || mark == file.Left - 1);
    }

    // Whatever stands before the next marker is passed over, as other readers do; so are fill bytes.
    static byte NextMarker(ref FileBytes file)
    {
        ReadOnlySpan<byte> all = file.All;
        int at = file.Position;
        while (true)
        {
            int step = at < all.Length ? all[at..].IndexOf((byte)0xFF) : -1;
            if (step < 0) throw file.Wrong(all.Length, "the file ends without its end marker FF D9", "It is cut short: download or copy it again.");
            at += step;
            while (at < all.Length && all[at] == 0xFF) at++;
            if (at >= all.Length || all[at] == 0) continue;
            file.Position = at + 1;
            return all[at];
        }
    }

    void Segment(ref FileBytes segment, byte marker)
    {
        switch (marker)
        {
            case 0xC4: HuffmanTables(ref segment); break;
            case 0xDB: Quantisation(ref segment); break;
            case 0xDD: restartInterval = segment.U16Big("the restart interval"); break;
            case 0xE0: isJfif |= segment.All[segment.Position..].StartsWith("JFIF\0"u8); break;
            case 0xE1: orientation = ExifOrientation.Find(segment.All[segment.Position..]) ?? orientation; break;
            case 0xEE: Adobe(segment.All[segment.Position..]); break;
            case (>= 0xC0 and <= 0xCF) and not (0xC8 or 0xCC): Frame(ref segment, marker); break;
            case 0xF7: throw segment.Wrong(segment.Position, "this is JPEG-LS, which is not read", "Save it as an ordinary JPEG or PNG with another program.");
            case 0xCC: throw segment.Wrong(segment.Position, "this is JPEG with arithmetic coding, which is not read", "Save it as an ordinary JPEG or PNG with another program.");
        }
    }

    void Adobe(ReadOnlySpan<byte> content)
    {
        const int TransformPlace = 11;
        if (content.Length > TransformPlace && content.StartsWith("Adobe"u8)) adobeTransform = content[TransformPlace];
    }

    void Frame(ref FileBytes segment, byte marker)
    {
        if (frame is not null) throw segment.Wrong(segment.Position, "a second frame header comes");
        frame = JpegFrame.Read(ref segment, marker);
    }

    void HuffmanTables(ref FileBytes segment)
    {
        while (segment.Left > 0)
        {
            int offset = segment.Position, kind = segment.Byte("a Huffman table");
            if (kind >> 4 > 1 || (kind & 15) > 3) throw segment.Wrong(offset, $"a Huffman table is DC or AC, 0 to 3; {kind:X2} came");
            ReadOnlySpan<byte> counts = segment.Take(16, "a Huffman table");
            int sum = 0;
            foreach (byte count in counts) sum += count;
            ReadOnlySpan<byte> symbols = segment.Take(sum, "a Huffman table's symbols");
            bool isDc = kind >> 4 == 0;
            if (sum > 256 || (isDc && symbols.ContainsAnyExceptInRange<byte>(0, 15))) throw segment.Wrong(offset, "a Huffman table has symbols that cannot be");
            (isDc ? dcTables : acTables)[kind & 15] = JpegHuffmanTable.Make(counts, symbols) ?? throw segment.Wrong(offset + 1, "a Huffman table has more codes than their lengths allow");
        }
    }

    void Quantisation(ref FileBytes segment)
    {
        while (segment.Left > 0)
        {
            int offset = segment.Position, kind = segment.Byte("a quantisation table");
            if (kind >> 4 > 1 || (kind & 15) > 3) throw segment.Wrong(offset, $"a quantisation table is of 8 or 16 bits, 0 to 3; {kind:X2} came");
            var table = new short[64];
            for (int k = 0; k < 64; k++) table[JpegZigzag.Natural[k]] = (short)(kind >> 4 == 0 ? segment.Byte("a quantisation table") : segment.U16Big("a quantisation table"));
            quantisationTables[kind & 15] = table;
        }
    }

    void Scan(ref FileBytes header, ref FileBytes file)
    {
        int offset = header.Position;
        if (frame is null) throw header.Wrong(offset, "a scan comes before the frame header");
        if (++scans > MaxScans) throw header.Wrong(offset, $"the file has more than {MaxScans} scans");
        if (scans == 1) Allocate(ref file);
        var scan = new JpegScan(ref header, frame, dcTables, acTables);
        foreach (JpegComponent component in scan.Components)
            component.QuantisationTable ??= quantisationTables[component.QuantisationIndex] ?? throw header.Wrong(offset, $"the scan needs the quantisation table {component.QuantisationIndex}, which did not come before");
        scan.Decode(ref file, restartInterval);
    }

    void Allocate(ref FileBytes file)
    {
        DecodedSize.Check(frame!.Width, frame.Height, frame.Channels, file.All.Length, file.Source, frame.Offset, isHeld: true);

        // Factors of a hostile file can make the blocks that fill the last MCU many times the image: the memory for the samples is checked as well.
        long samples = 0;
        foreach (JpegComponent c in frame.Components) samples += (long)c.BlocksAcross * c.BlocksDown * 64;
        if (samples > 2 * DecodedSize.Limit(file.All.Length) || samples > Array.MaxLength) throw file.Wrong(frame.Offset, $"the sampling factors ask for {samples} samples, many times the image", "If you trust the file, raise Image.DecodedBytesLimit.");

        // A block takes at least a bit: a file that is shorter than that is cut, and gets no memory for blocks that it cannot have.
        if (samples / 64 > 8L * file.All.Length) throw file.Wrong(file.All.Length, $"{frame.Width} × {frame.Height} pixels take at least {samples / 512} bytes; the file ends after {file.All.Length}", "It is cut short: download or copy it again.");
        foreach (JpegComponent c in frame.Components)
        {
            int count = c.BlocksAcross * c.BlocksDown * 64;
            c.Samples = ArrayPool<byte>.Shared.Rent(count);
            if (!frame.IsProgressive) continue;
            c.Coefficients = ArrayPool<short>.Shared.Rent(count);
            c.Coefficients.AsSpan(0, count).Clear();
        }
    }

    Image Finish(ref FileBytes file)
    {
        foreach (JpegComponent c in frame!.Components)
        {
            if (c.QuantisationTable is null) throw file.Wrong(file.Position, $"no scan held the component {c.Id}", "The file is damaged, or cut short.");
            if (!frame.IsProgressive) continue;
            for (int y = 0; y < c.BlocksDown; y++)
            {
                for (int x = 0; x < c.BlocksAcross; x++)
                {
                    ReadOnlySpan<short> block = c.Coefficients.AsSpan(((y * c.BlocksAcross) + x) * 64, 64);
                    InverseDct.Block(block, c.QuantisationTable, block[1..].ContainsAnyExcept((short)0) ? 63 : 0, c.Samples.AsSpan((y * 8 * c.Stride) + (x * 8)), c.Stride);
                }
            }
        }

        return ExifOrientation.Apply(JpegReconstruction.Make(frame, IsYCbCr(frame.Components)), orientation);
    }

    // JFIF says that there are differences, Adobe's marker says what there is; without either, components that are named R, G, B are those.
    bool IsYCbCr(JpegComponent[] components) => components.Length switch
    {
        1 => false,
        4 => adobeTransform == 2,
        _ when isJfif => true,
        _ when adobeTransform is { } transform => transform != 0,
        _ => !(components[0].Id == 'R' && components[1].Id == 'G' && components[2].Id == 'B'),
    };

    void Return()
    {
        foreach (JpegComponent c in frame?.Components ?? [])
        {
            if (c.Samples.Length > 0) ArrayPool<byte>.Shared.Return(c.Samples);
            if (c.Coefficients.Length > 0) ArrayPool<short>.Shared.Return(c.Coefficients);
        }
    }
}
