using System.Buffers.Binary;

namespace Hebb.Images;

/// <summary>Takes packed samples of 1 to 16 bits apart, and puts palette colours and transparency in.</summary>
sealed class PngSamples
{
    readonly PngFile file;
    readonly PngHeader header;
    readonly int[] transparent;
    readonly ushort[] row;

    public PngSamples(PngFile file)
    {
        this.file = file;
        header = file.Header;
        Channels = header.Channels(file.Transparency is not null);
        row = new ushort[header.Width * Math.Max(Channels, header.Samples)];
        bool hasColour = file.Transparency is not null && header.Colour is PngColour.Grey or PngColour.Rgb && file.Transparency is not null;
        transparent = hasColour ? [.. Enumerable.Range(0, header.Samples).Select(file.TransparentSample)] : [];
    }

    /// <summary>Channels of the result.</summary>
    public int Channels { get; }

    /// <summary>The largest sample: palettes have 8 bits.</summary>
    public int Max => header.Colour == PngColour.Palette ? 255 : (1 << header.Bits) - 1;

    /// <summary>The samples of a row, <see cref="Channels"/> for each pixel; good until the next call.</summary>
    public ReadOnlySpan<ushort> Row(ReadOnlySpan<byte> packed, int count)
    {
        int samples = header.Samples;
        Span<ushort> values = row.AsSpan(0, count * samples);
        Unpack(packed, values);
        if (header.Colour == PngColour.Palette) TakeColours(count);
        else if (transparent.Length > 0) TakeOpacity(count, samples);
        return row.AsSpan(0, count * Channels);
    }

    void Unpack(ReadOnlySpan<byte> packed, Span<ushort> values)
    {
        int bits = header.Bits;
        switch (bits)
        {
            case 16:
                for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadUInt16BigEndian(packed[(2 * i)..]);
                break;
            case 8:
                for (int i = 0; i < values.Length; i++) values[i] = packed[i];
                break;
            default:
                int mask = (1 << bits) - 1;
                for (int i = 0; i < values.Length; i++) values[i] = (ushort)((packed[(i * bits) >> 3] >> (8 - bits - ((i * bits) & 7))) & mask);
                break;
        }
    }

    // From the end, because every pixel grows. A number beyond the palette is black, as in other readers.
    void TakeColours(int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            int number = row[i], at = i * Channels;
            bool isKnown = 3 * number < file.Palette.Length;
            for (int c = 0; c < 3; c++) row[at + c] = isKnown ? file.Palette[(3 * number) + c] : (ushort)0;
            if (Channels == 4) row[at + 3] = number < file.Transparency!.Length ? file.Transparency[number] : (ushort)255;
        }
    }

    void TakeOpacity(int count, int samples)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            bool isTransparent = true;
            for (int c = 0; c < samples; c++) isTransparent &= row[(i * samples) + c] == transparent[c];
            row[(i * Channels) + samples] = isTransparent ? (ushort)0 : (ushort)Max;
            for (int c = samples - 1; c >= 0; c--) row[(i * Channels) + c] = row[(i * samples) + c];
        }
    }
}
