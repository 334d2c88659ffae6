namespace Hebb.Images;

/// <summary>Brings the decoded components together into pixels.</summary>
static class JpegReconstruction
{
    /// <summary>The image of components whose samples are complete.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isYCbCr">Whether the first three components are luminance and chrominance.</param>
    public static Image Make(JpegFrame frame, bool isYCbCr)
    {
        int width = frame.Width, channels = frame.Channels;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(width * frame.Height * channels);
        JpegUpsampling[] rows = [.. frame.Components.Select(component => new JpegUpsampling(component, frame))];
        for (int y = 0; y < frame.Height; y++)
        {
            Span<byte> to = pixels.AsSpan(y * width * channels, width * channels);
            ReadOnlySpan<byte> first = rows[0].Row(y)[..width];
            if (rows.Length == 1)
            {
                first.CopyTo(to);
                continue;
            }

            ReadOnlySpan<byte> second = rows[1].Row(y)[..width], third = rows[2].Row(y)[..width];
            if (isYCbCr) JpegColours.ToRgb(first, second, third, to);
            else Interleave(first, second, third, to);
            if (rows.Length == 4) TakeBlack(to, rows[3].Row(y)[..width], isYCbCr);
        }

        return new Image(width, frame.Height, channels, pixels);
    }

    static void Interleave(ReadOnlySpan<byte> red, ReadOnlySpan<byte> green, ReadOnlySpan<byte> blue, Span<byte> rgb)
    {
        for (int x = 0, i = 0; x < red.Length; x++, i += 3) (rgb[i], rgb[i + 1], rgb[i + 2]) = (red[x], green[x], blue[x]);
    }

    // Four components are CMYK, stored as Adobe's programs do: 255 is no ink. With YCCK the first three come out of the conversion the other way round.
    static void TakeBlack(Span<byte> colours, ReadOnlySpan<byte> black, bool isYcck)
    {
        for (int x = 0, i = 0; x < black.Length; x++, i += 3)
        {
            for (int c = 0; c < 3; c++)
            {
                int ink = isYcck ? colours[i + c] : 255 - colours[i + c], product = (ink * black[x]) + 128;
                colours[i + c] = (byte)Math.Max(0, black[x] - (((product >> 8) + product) >> 8));
            }
        }
    }
}
