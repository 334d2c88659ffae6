using Hebb.Images;

namespace Hebb.Conformance.Reading;

/// <summary>Writes a page again with ink of another colour: what is darker than the paper around it takes the colour.</summary>
static class Ink
{
    const int Coarse = 24;

    public static Image Of(Image image, byte red, byte green, byte blue)
    {
        Image from = image.WithoutOpacity().ToRgb(), grey = from.ToGrey(), paper = from.Resize(Coarse, Coarse).Resize(from.Width, from.Height), paperGrey = paper.ToGrey();
        byte[] pixels = from.Pixels.ToArray(), ink = [red, green, blue];
        for (int i = 0; i < grey.Pixels.Length; i++)
        {
            double cover = Math.Clamp(1 - (grey.Pixels[i] / (double)Math.Max((byte)1, paperGrey.Pixels[i])), 0, 1);
            for (int c = 0; c < 3; c++)
            {
                // Where there is no ink the pixel stays; where there is, it is paper seen through ink.
                double inked = paper.Pixels[(3 * i) + c] * (1 - (cover * (1 - (ink[c] / 255.0))));
                pixels[(3 * i) + c] = (byte)Math.Clamp(Math.Round(((1 - Math.Min(1, 4 * cover)) * pixels[(3 * i) + c]) + (Math.Min(1, 4 * cover) * inked)), 0, 255);
            }
        }

        return new Image(from.Width, from.Height, 3, pixels);
    }
}
