namespace Hebb.Images;

public sealed partial class Image
{
    /// <summary>The image in red, green and blue: grey is repeated, opacity is dropped (see <see cref="WithoutOpacity"/> to lay it on a background instead).</summary>
    /// <returns>An image of 3 channels; itself where it has 3.</returns>
    public Image ToRgb()
    {
        if (Channels == 3) return this;
        var rgb = new byte[Shape.Checked((long)Width * Height * 3, "The number of bytes of the image in red, green and blue")];
        int green = Channels == 4 ? 1 : 0, blue = Channels == 4 ? 2 : 0;
        for (int from = 0, to = 0; to < rgb.Length; from += Channels, to += 3)
        {
            rgb[to] = pixels[from];
            rgb[to + 1] = pixels[from + green];
            rgb[to + 2] = pixels[from + blue];
        }

        return new Image(Width, Height, 3, rgb);
    }

    /// <summary>
    /// The image in grey: (19595 R + 38470 G + 7471 B + 32768) / 65536, rounded down, the weights of ITU-R BT.601 as Pillow takes them; opacity is dropped.
    /// </summary>
    /// <returns>An image of 1 channel; itself where it has 1.</returns>
    public Image ToGrey()
    {
        if (Channels == 1) return this;
        var grey = new byte[Width * Height];
        for (int from = 0, to = 0; to < grey.Length; from += Channels, to++)
            grey[to] = Channels == 2 ? pixels[from] : (byte)(((19595 * pixels[from]) + (38470 * pixels[from + 1]) + (7471 * pixels[from + 2]) + 32768) >> 16);
        return new Image(Width, Height, 1, grey);
    }

    /// <summary>The image laid on a background: pixel × opacity + background × (1 − opacity), rounded to the nearest.</summary>
    /// <param name="background">The background's level in every channel: 255 is white, 0 is black.</param>
    /// <returns>An image of 1 or 3 channels; itself where it has no opacity.</returns>
    public Image WithoutOpacity(byte background = 255)
    {
        if (Channels is 1 or 3) return this;
        int colours = Channels - 1;
        var plain = new byte[Width * Height * colours];
        for (int from = 0, to = 0; to < plain.Length; from += Channels, to += colours)
        {
            int opacity = pixels[from + colours];
            for (int c = 0; c < colours; c++) plain[to + c] = (byte)(((pixels[from + c] * opacity) + (background * (255 - opacity)) + 127) / 255);
        }

        return new Image(Width, Height, colours, plain);
    }
}
