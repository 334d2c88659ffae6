using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>The light on a page: what the paper would look like without writing, and the writing without the light.</summary>
public static class Illumination
{
    // Keeps noise in the dark from growing when it is divided by little light; a board is dark throughout.
    const int Floor = 16, BoardFloor = 96;

    /// <summary>The paper without writing: every stroke that is narrower than 2·radius + 1 pixels takes the brightness of the paper beside it, while the edges of shadows stay.</summary>
    /// <param name="grey">One channel.</param>
    /// <param name="radius">A little more than the width of the pen.</param>
    /// <param name="polarity">Whether ink is darker than paper or lighter.</param>
    /// <remarks>A morphological closing (dark ink) or opening (light ink) with a square.</remarks>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static Image Background(Image grey, int radius, InkPolarity polarity = InkPolarity.BlackInkOnWhite) => polarity == InkPolarity.BlackInkOnWhite
        ? Morphology.Close(grey, radius, radius)
        : Morphology.Open(grey, radius, radius);

    /// <summary>The page under even light: paper is 255, ink darker, whatever the polarity of the image. 255 · (grey + 16) / (background + 16), for light ink 255 · (background + 96) / (grey + 96).</summary>
    /// <param name="grey">One channel.</param>
    /// <param name="radius">A little more than the width of the pen.</param>
    /// <param name="polarity">Whether ink is darker than paper or lighter.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static Image Flatten(Image grey, int radius, InkPolarity polarity = InkPolarity.BlackInkOnWhite)
    {
        return Flatten(grey, Background(grey, radius, polarity), polarity);
    }

    internal static Image Flatten(Image grey, Image background, InkPolarity polarity)
    {
        ReadOnlySpan<byte> ink = grey.Pixels, paper = background.Pixels;
        int floor = Floor;
        if (polarity == InkPolarity.WhiteInkOnBlack)
        {
            floor = BoardFloor;
            ReadOnlySpan<byte> swap = ink;
            ink = paper;
            paper = swap;
        }

        Span<int> reciprocal = stackalloc int[256];
        for (int level = 0; level < 256; level++) reciprocal[level] = ((255 << 16) + level + floor - 1) / (level + floor);
        var flat = new byte[ink.Length];
        for (int i = 0; i < flat.Length; i++) flat[i] = (byte)(((ink[i] + floor) * reciprocal[paper[i]]) >> 16);
        return new Image(grey.Width, grey.Height, 1, flat);
    }
}
