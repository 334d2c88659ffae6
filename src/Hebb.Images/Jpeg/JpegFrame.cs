namespace Hebb.Images;

/// <summary>What a JPEG file's frame header says.</summary>
/// <remarks>Source: ITU-T T.81, B.2.2.</remarks>
sealed record JpegFrame(int Width, int Height, bool IsProgressive, JpegComponent[] Components, long Offset)
{
    const int MaxFactor = 4;
    const string OtherProgram = "Save it as an ordinary JPEG or PNG with another program.";

    /// <summary>The largest horizontal sampling factor, Hmax.</summary>
    public int MaxHorizontalSampling { get; } = Components.Max(c => c.HorizontalSampling);

    /// <summary>The largest vertical sampling factor, Vmax.</summary>
    public int MaxVerticalSampling { get; } = Components.Max(c => c.VerticalSampling);

    /// <summary>Channels of the decoded image.</summary>
    public int Channels => Components.Length == 1 ? 1 : 3;

    /// <summary>Reads the header of a frame.</summary>
    /// <param name="file">Stands at the segment's content.</param>
    /// <param name="marker">The marker's second byte, C0 to CF.</param>
    public static JpegFrame Read(ref FileBytes file, byte marker)
    {
        int offset = file.Position;
        string? refused = marker switch
        {
            0xC0 or 0xC1 or 0xC2 => null,
            0xC3 => "lossless JPEG",
            0xC9 or 0xCA => "JPEG with arithmetic coding",
            0xCB => "lossless JPEG with arithmetic coding",
            0xCD or 0xCE or 0xCF => "hierarchical JPEG with arithmetic coding",
            _ => "hierarchical JPEG",
        };
        if (refused is not null) throw file.Wrong(offset, $"this is {refused} (marker FF {marker:X2}), which is not read", OtherProgram);
        int bits = file.Byte("the frame header");
        if (bits != 8) throw file.Wrong(offset, $"this is JPEG of {bits} bits a sample; only 8 are read", "Save it as an ordinary JPEG or a 16-bit PNG with another program.");
        int height = file.U16Big("the frame header"), width = file.U16Big("the frame header"), count = file.Byte("the frame header");
        if (width > 0 && height == 0) throw file.Wrong(offset + 1, "this is a JPEG image with a height that comes after the scan (marker DNL), which is not read", OtherProgram);
        if (width == 0) throw file.Wrong(offset + 1, $"the image is {width} × {height} pixels");
        if (count is 0 or > 4 or 2) throw file.Wrong(offset + 5, $"JPEG images of 1, 3 or 4 components are read; {count} came", OtherProgram);
        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> part = file.Take(3, "a component of the frame");
            int horizontal = part[1] >> 4, vertical = part[1] & 15;
            if (horizontal is 0 or > MaxFactor || vertical is 0 or > MaxFactor) throw file.Wrong(file.Position - 2, $"sampling factors are 1 to 4; {horizontal} × {vertical} came");
            if (part[2] > 3) throw file.Wrong(file.Position - 1, $"quantisation tables are numbered 0 to 3; {part[2]} came");
            for (int j = 0; j < i; j++)
            {
                if (components[j].Id == part[0]) throw file.Wrong(file.Position - 3, $"two components have the number {part[0]}");
            }

            // A single component is never interleaved, so its factors mean nothing.
            components[i] = count == 1 ? new JpegComponent(part[0], 1, 1, part[2]) : new JpegComponent(part[0], horizontal, vertical, part[2]);
        }

        var frame = new JpegFrame(width, height, marker == 0xC2, components, offset);
        foreach (JpegComponent component in components) component.Fit(width, height, frame.MaxHorizontalSampling, frame.MaxVerticalSampling);
        return frame;
    }
}
