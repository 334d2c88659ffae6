using Hebb.Images;
using Hebb.Plots;
using Hebb.Vision.Reading.Drawing;

namespace Hebb.Vision.Reading.Output;

/// <summary>Draws frames and characters over a copy of an image. What lies outside of it is not drawn.</summary>
sealed class OverlayPainter
{
    const double PlateCover = 0.8;

    readonly byte[] pixels;
    readonly int width, height;

    public OverlayPainter(Image image)
    {
        Image rgb = image.WithoutOpacity().ToRgb();
        (width, height) = (rgb.Width, rgb.Height);
        pixels = rgb.Pixels.ToArray();
    }

    public Image Finish() => new(width, height, 3, pixels);

    /// <summary>A frame around a box, just outside of it.</summary>
    public void Frame(LetterBox box, int thickness, Rgb color)
    {
        var outer = new LetterBox(box.Top - thickness, box.Left - thickness, box.Bottom + thickness, box.Right + thickness);
        Fill(outer with { Bottom = box.Top }, color, 1);
        Fill(outer with { Top = box.Bottom }, color, 1);
        Fill(new LetterBox(box.Top, outer.Left, box.Bottom, box.Left), color, 1);
        Fill(new LetterBox(box.Top, box.Right, box.Bottom, outer.Right), color, 1);
    }

    /// <summary>A text on a light plate, in the pen alphabet.</summary>
    /// <param name="text">The text; what the alphabet does not write is left out.</param>
    /// <param name="left">The first column.</param>
    /// <param name="bottom">The row of the baseline.</param>
    /// <param name="capital">The height of capitals in pixels.</param>
    /// <param name="color">The ink.</param>
    public void Text(string text, int left, int bottom, double capital, Rgb color)
    {
        char[] drawn = [.. text.Where(PenAlphabet.Characters.Contains)];
        double gap = capital * 0.3, radius = Math.Max(0.6, capital * 0.07), across = drawn.Sum(one => (PenAlphabet.Of(one).Width * capital) + gap) - gap, x = left + (2 * radius);
        if (drawn.Length == 0) return;
        double top = drawn.Max(one => PenAlphabet.Of(one).Strokes.Max(stroke => stroke.Max(point => point.Y)));
        Fill(new LetterBox((int)(bottom - (top * capital) - (3 * radius)), left, (int)Math.Ceiling(bottom + (3 * radius)), (int)Math.Ceiling(left + across + (4 * radius))), new Rgb(255, 255, 255), PlateCover);
        foreach (char one in drawn)
        {
            PenGlyph glyph = PenAlphabet.Of(one);
            foreach (PenPoint[] stroke in PenHand.Neat(glyph, x, bottom, capital, radius))
            {
                for (int i = 1; i < stroke.Length; i++) InkCanvas.Cover(width, height, stroke[i - 1], stroke[i], (at, cover) => Blend(at, color, cover));
            }

            x += (glyph.Width * capital) + gap;
        }
    }

    void Fill(LetterBox box, Rgb color, double cover)
    {
        for (int y = Math.Max(0, box.Top); y < Math.Min(height, box.Bottom); y++)
        {
            for (int x = Math.Max(0, box.Left); x < Math.Min(width, box.Right); x++) Blend((y * width) + x, color, cover);
        }
    }

    void Blend(int at, Rgb color, double cover)
    {
        Span<byte> pixel = pixels.AsSpan(3 * at, 3);
        pixel[0] = Mixed(pixel[0], color.R, cover);
        pixel[1] = Mixed(pixel[1], color.G, cover);
        pixel[2] = Mixed(pixel[2], color.B, cover);
    }

    static byte Mixed(byte below, byte above, double cover) => (byte)Math.Round(below + ((above - below) * cover));
}
