using System.Globalization;
using Hebb.Images;
using Hebb.Plots;

namespace Hebb.Vision.Reading.Output;

/// <summary>Draws the boxes of letters over the photograph, before anything is read.</summary>
static class LetterOverlay
{
    const double LineWidth = 900, NumberPart = 0.4, MinNumber = 10, MaxNumber = 46;

    static readonly Rgb[] colors = [new(0, 114, 178), new(213, 60, 0)];

    public static Image Draw(FoundLetters letters, Image image)
    {
        var painter = new OverlayPainter(image);
        int thickness = Math.Max(1, (int)Math.Round(Math.Max(image.Width, image.Height) / LineWidth));
        for (int i = 0; i < letters.Lines.Count; i++)
        {
            IReadOnlyList<LetterBox> line = letters.Lines[i];
            Rgb color = colors[i % colors.Length];
            foreach (LetterBox box in line) painter.Frame(box, thickness, color);
            if (line.Count == 0) continue;
            double number = Math.Clamp(NumberPart * line.Max(box => box.Height), MinNumber, MaxNumber);
            painter.Text((i + 1).ToString(CultureInfo.InvariantCulture), Math.Max(0, line[0].Left - (int)(2 * number)), (line[0].Top + line[0].Bottom + (int)number) / 2, number, color);
        }

        return painter.Finish();
    }
}
