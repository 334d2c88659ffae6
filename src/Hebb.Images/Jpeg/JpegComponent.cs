namespace Hebb.Images;

/// <summary>One channel of a JPEG image: how it is sampled, and its samples.</summary>
sealed class JpegComponent(int id, int across, int down, int quantisation)
{
    /// <summary>Its number in the file.</summary>
    public int Id { get; } = id;

    /// <summary>Blocks across in a unit of the scan.</summary>
    public int Across { get; } = across;

    /// <summary>Blocks down in a unit of the scan.</summary>
    public int Down { get; } = down;

    /// <summary>Which quantisation table it takes.</summary>
    public int Quantisation { get; } = quantisation;

    /// <summary>Samples in a row that belong to the image.</summary>
    public int Width { get; private set; }

    /// <summary>Rows that belong to the image.</summary>
    public int Height { get; private set; }

    /// <summary>Blocks in a row with those that fill the last unit.</summary>
    public int BlocksAcross { get; private set; }

    /// <summary>Rows of blocks with those that fill the last unit.</summary>
    public int BlocksDown { get; private set; }

    /// <summary>Steps of the coefficients in natural order, as they stood at the component's first scan; null before.</summary>
    public short[]? Steps { get; set; }

    /// <summary>The samples, <see cref="Stride"/> in a row.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>The coefficients of a progressive image, 64 a block in natural order.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>How many lower bits of each coefficient of a progressive image, in zigzag order, no scan has brought yet.</summary>
    public byte[] MissingBits { get; } = NothingCame();

    /// <summary>
    /// Up to which unit each coefficient of a progressive image came completely, in zigzag order. What later scans refine is coded by what came before, so behind it their bits
    /// cannot be read.
    /// </summary>
    public long[] Reached { get; } = new long[64];

    /// <summary>Samples in a row of <see cref="Samples"/>.</summary>
    public int Stride => BlocksAcross * 8;

    /// <summary>Fits the component into an image.</summary>
    public void Fit(int width, int height, int mostAcross, int mostDown)
    {
        Width = Share(width, Across, mostAcross);
        Height = Share(height, Down, mostDown);
        BlocksAcross = Share(width, 1, 8 * mostAcross) * Across;
        BlocksDown = Share(height, 1, 8 * mostDown) * Down;
    }

    static byte[] NothingCame()
    {
        var bits = new byte[64];
        bits.AsSpan().Fill(byte.MaxValue);
        return bits;
    }

    static int Share(int length, int part, int whole) => (int)((((long)length * part) + whole - 1) / whole);
}
