namespace Hebb.Images;

/// <summary>Writes a baseline JPEG file of an image in grey or in red, green and blue.</summary>
sealed class JpegEncoder
{
    readonly Image image;
    readonly byte[][] quantisationTables;
    readonly int sampling;
    readonly float[] block = new float[64];
    readonly int[] quantised = new int[64];
    readonly int[] predictors = new int[3];

    public JpegEncoder(Image image, int quality, bool subsamplesChroma)
    {
        this.image = image;
        sampling = image.Channels == 3 && subsamplesChroma ? 2 : 1;
        quantisationTables = [Scaled(JpegStandardTables.Luminance, quality), Scaled(JpegStandardTables.Chrominance, quality)];
    }

    bool IsGrey => image.Channels == 1;

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        stream.Write([0xFF, 0xD8]);
        Segment(stream, 0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Quantisation(stream, 0);
        if (!IsGrey) Quantisation(stream, 1);
        Frame(stream);
        Segment(stream, 0xC4, [0x00, .. JpegStandardTables.LuminanceDc]);
        Segment(stream, 0xC4, [0x10, .. JpegStandardTables.LuminanceAc]);
        if (!IsGrey)
        {
            Segment(stream, 0xC4, [0x01, .. JpegStandardTables.ChrominanceDc]);
            Segment(stream, 0xC4, [0x11, .. JpegStandardTables.ChrominanceAc]);
        }

        Segment(stream, 0xDA, IsGrey ? [1, 1, 0x00, 0, 63, 0] : [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
        Scan(stream);
        stream.Write([0xFF, 0xD9]);
    }

    // 50 takes the standard's tables, 25 doubles them, 75 halves them, 100 makes them 1: the scale that the first free encoder chose and all since.
    static byte[] Scaled(ReadOnlySpan<byte> standard, int quality)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var scaled = new byte[64];
        for (int i = 0; i < 64; i++) scaled[i] = (byte)Math.Clamp(((standard[i] * percent) + 50) / 100, 1, 255);
        return scaled;
    }

    static void Segment(Stream stream, byte marker, ReadOnlySpan<byte> content)
    {
        int length = content.Length + 2;
        stream.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        stream.Write(content);
    }

    void Quantisation(Stream stream, byte table)
    {
        Span<byte> content = stackalloc byte[65];
        content[0] = table;
        for (int k = 0; k < 64; k++) content[k + 1] = quantisationTables[table][JpegZigzag.Natural[k]];
        Segment(stream, 0xDB, content);
    }

    void Frame(Stream stream)
    {
        byte[] size = [8, (byte)(image.Height >> 8), (byte)image.Height, (byte)(image.Width >> 8), (byte)image.Width];
        byte factors = (byte)((sampling << 4) | sampling);
        Segment(stream, 0xC0, IsGrey ? [.. size, 1, 1, 0x11, 0] : [.. size, 3, 1, factors, 0, 2, 0x11, 1, 3, 0x11, 1]);
    }

    void Scan(Stream stream)
    {
        var bits = new JpegBitWriter(stream);
        var dc = new[] { new JpegHuffmanCode(JpegStandardTables.LuminanceDc), new JpegHuffmanCode(JpegStandardTables.ChrominanceDc) };
        var ac = new[] { new JpegHuffmanCode(JpegStandardTables.LuminanceAc), new JpegHuffmanCode(JpegStandardTables.ChrominanceAc) };
        int mcu = 8 * sampling;
        var planes = new float[image.Channels][];
        for (int c = 0; c < planes.Length; c++) planes[c] = new float[mcu * mcu];
        for (int y = 0; y < image.Height; y += mcu)
        {
            for (int x = 0; x < image.Width; x += mcu)
            {
                LoadMcu(planes, x, y, mcu);
                for (int v = 0; v < mcu; v += 8)
                {
                    for (int h = 0; h < mcu; h += 8) Block(bits, 0, planes[0].AsSpan((v * mcu) + h), mcu, dc[0], ac[0]);
                }

                for (int c = 1; c < planes.Length; c++)
                {
                    if (sampling == 2) Halve(planes[c]);
                    Block(bits, c, planes[c], 8, dc[1], ac[1]);
                }
            }
        }

        bits.Finish();
    }

    // An MCU's pixels around 0 as luminance and chrominance (T.871); those beyond the image repeat its edge.
    void LoadMcu(float[][] planes, int left, int top, int mcu)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        for (int y = 0, i = 0; y < mcu; y++)
        {
            int row = Math.Min(top + y, image.Height - 1) * image.Width;
            for (int x = 0; x < mcu; x++, i++)
            {
                int at = (row + Math.Min(left + x, image.Width - 1)) * image.Channels;
                if (IsGrey)
                {
                    planes[0][i] = pixels[at] - 128f;
                    continue;
                }

                float r = pixels[at], g = pixels[at + 1], b = pixels[at + 2];
                planes[0][i] = MathF.Round((0.299f * r) + (0.587f * g) + (0.114f * b)) - 128;
                planes[1][i] = MathF.Round((-0.168736f * r) - (0.331264f * g) + (0.5f * b));
                planes[2][i] = MathF.Round((0.5f * r) - (0.418688f * g) - (0.081312f * b));
            }
        }
    }

    // The mean of two by two, in place: 16 × 16 values become the first 8 × 8.
    static void Halve(float[] plane)
    {
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                int from = (32 * y) + (2 * x);
                plane[(8 * y) + x] = (plane[from] + plane[from + 1] + plane[from + 16] + plane[from + 17]) / 4;
            }
        }
    }

    void Block(JpegBitWriter bits, int component, ReadOnlySpan<float> samples, int stride, JpegHuffmanCode dc, JpegHuffmanCode ac)
    {
        for (int y = 0; y < 8; y++) samples.Slice(y * stride, 8).CopyTo(block.AsSpan(8 * y));
        ForwardDct.Block(block);
        byte[] table = quantisationTables[component == 0 ? 0 : 1];
        for (int k = 0; k < 64; k++)
        {
            int place = JpegZigzag.Natural[k];

            // 1,023 is the largest that baseline files hold.
            quantised[k] = Math.Clamp((int)MathF.Round(block[place] / table[place]), -1023, 1023);
        }

        bits.Block(quantised, predictors[component], dc, ac);
        predictors[component] = quantised[0];
    }
}
