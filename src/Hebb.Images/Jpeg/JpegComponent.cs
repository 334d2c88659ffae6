namespace Hebb.Images;

/// <summary>One channel of a JPEG image: how it is sampled, and its samples.</summary>
sealed class JpegComponent(int id, int horizontalSampling, int verticalSampling, int quantisationIndex)
{
    /// <summary>Its number in the file.</summary>
    public int Id { get; } = id;

    /// <summary>The horizontal sampling factor: blocks side by side in an MCU.</summary>
    public int HorizontalSampling { get; } = horizontalSampling;

    /// <summary>The vertical sampling factor: blocks one below another in an MCU.</summary>
    public int VerticalSampling { get; } = verticalSampling;

    /// <summary>Which quantisation table it takes.</summary>
    public int QuantisationIndex { get; } = quantisationIndex;

    /// <summary>Samples in a row that belong to the image.</summary>
    public int Width { get; private set; }

    /// <summary>Rows that belong to the image.</summary>
    public int Height { get; private set; }

    /// <summary>Blocks in a row with those that fill the last MCU.</summary>
    public int BlocksAcross { get; private set; }

    /// <summary>Rows of blocks with those that fill the last MCU.</summary>
    public int BlocksDown { get; private set; }

    /// <summary>The quantisation table in natural order, as it stood at the component's first scan; null before.</summary>
    public short[]? QuantisationTable { get; set; }

    /// <summary>The samples, <see cref="Stride"/> in a row.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>The coefficients of a progressive image, 64 a block in natural order.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>How many lower bits of each coefficient of a progressive image, in zigzag order, no scan has brought yet.</summary>
    public byte[] MissingBits { get; } = NothingCame();

    /// <summary>
    /// Up to which MCU each coefficient of a progressive image came completely, in zigzag order. What later scans refine is coded by what came before, so behind it their bits
    /// cannot be read.
    /// </summary>
    public long[] Reached { get; } = new long[64];

    /// <summary>Samples in a row of <see cref="Samples"/>.</summary>
    public int Stride => BlocksAcross * 8;

    /// <summary>Fits the component into an image.</summary>
    public void Fit(int width, int height, int maxHorizontal, int maxVertical)
    {
        Width = Share(width, HorizontalSampling, maxHorizontal);
        Height = Share(height, VerticalSampling, maxVertical);
        BlocksAcross = Share(width, 1, 8 * maxHorizontal) * HorizontalSampling;
        BlocksDown = Share(height, 1, 8 * maxVertical) * VerticalSampling;
    }

    static byte[] NothingCame()
    {
        var bits = new byte[64];
        bits.AsSpan().Fill(byte.MaxValue);
        return bits;
    }

    static int Share(int length, int part, int whole) => (int)((((long)length * part) + whole - 1) / whole);
}
