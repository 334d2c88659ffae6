namespace Hebb.Images;

/// <summary>The header of a GIF file and of its first frame.</summary>
/// <param name="ScreenWidth">Pixels in a row of the image.</param>
/// <param name="ScreenHeight">Rows of the image.</param>
/// <param name="Left">Where the frame begins in it.</param>
/// <param name="Top">Where the frame begins in it.</param>
/// <param name="Width">Pixels in a row of the frame.</param>
/// <param name="Height">Rows of the frame.</param>
/// <param name="IsInterlaced">Whether its rows come in four passes.</param>
/// <param name="Palette">Red, green, blue for each number.</param>
/// <param name="Transparent">The number that is transparent, or −1.</param>
/// <param name="DataAt">Where the compressed numbers begin.</param>
sealed record GifFrame(int ScreenWidth, int ScreenHeight, int Left, int Top, int Width, int Height, bool IsInterlaced, byte[] Palette, int Transparent, int DataAt)
{
    const int ScreenAt = 6;

    /// <summary>Channels of the decoded image.</summary>
    public int Channels => Transparent >= 0 || Width != ScreenWidth || Height != ScreenHeight ? 4 : 3;

    /// <summary>Reads everything up to the first frame's numbers.</summary>
    public static GifFrame Read(ReadOnlySpan<byte> bytes, string source)
    {
        var file = new FileBytes(bytes, source) { Position = ScreenAt };
        int screenWidth = file.U16Little("the header"), screenHeight = file.U16Little("the header"), flags = file.Byte("the header");
        _ = file.Take(2, "the header");
        ReadOnlySpan<byte> palette = (flags & 0x80) != 0 ? file.Take(3 << ((flags & 7) + 1), "the palette") : [];
        int transparent = -1;
        while (true)
        {
            int kind = file.Byte("a block");
            if (kind == 0x2C) break;
            if (kind == 0x3B) throw file.Wrong(file.Position - 1, "the file ends without a frame, so it holds no image");
            if (kind != 0x21) throw file.Wrong(file.Position - 1, $"a block begins with 21, 2C or 3B; {kind:X2} came");
            Extension(ref file, ref transparent);
        }

        int start = file.Position, left = file.U16Little("the frame"), top = file.U16Little("the frame"), width = file.U16Little("the frame"), height = file.U16Little("the frame");
        int frameFlags = file.Byte("the frame");
        if ((frameFlags & 0x80) != 0) palette = file.Take(3 << ((frameFlags & 7) + 1), "the frame's palette");
        if (width == 0 || height == 0) throw file.Wrong(start + 4, $"the frame must have at least one pixel each way; {width} × {height} came");
        // Without any palette the numbers are levels of grey, as Pillow takes them.
        if (palette.IsEmpty) palette = Levels();

        // Some old files have a screen that is smaller than the frame, or none; it grows then.
        (screenWidth, screenHeight) = (Math.Max(screenWidth, left + width), Math.Max(screenHeight, top + height));
        return new GifFrame(screenWidth, screenHeight, left, top, width, height, (frameFlags & 0x40) != 0, palette.ToArray(), transparent, file.Position);
    }

    static byte[] Levels()
    {
        var levels = new byte[3 * 256];
        for (int i = 0; i < levels.Length; i++) levels[i] = (byte)(i / 3);
        return levels;
    }

    static void Extension(ref FileBytes file, ref int transparent)
    {
        const byte GraphicControl = 0xF9;
        byte kind = file.Byte("an extension");
        for (int length = file.Byte("an extension"); length > 0; length = file.Byte("an extension"))
        {
            ReadOnlySpan<byte> part = file.Take(length, "an extension");
            if (kind == GraphicControl && length >= 4) transparent = (part[0] & 1) != 0 ? part[3] : -1;
        }
    }
}
