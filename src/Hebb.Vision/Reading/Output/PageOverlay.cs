using System.Globalization;
using Hebb.Images;
using Hebb.Plots;

namespace Hebb.Vision.Reading.Output;

/// <summary>Draws what was read over the photograph.</summary>
static class PageOverlay
{
    const double LabelHeight = 0.34, LineWidth = 900;
    const int MinLabel = 9, MaxLabel = 46;

    static readonly Rgb lineColor = new(110, 116, 124);

    public static Image Draw(PageText page, Image image)
    {
        var painter = new OverlayPainter(image);
        int thickness = Math.Max(1, (int)Math.Round(Math.Max(image.Width, image.Height) / LineWidth));
        for (int i = 0; i < page.Lines.Count; i++)
        {
            TextLine line = page.Lines[i];
            double label = Label(line.Words.SelectMany(word => word.Characters));
            LetterBox around = Grown(line.Box, 3 * thickness);
            painter.Frame(around, Math.Max(1, thickness / 2), lineColor);
            foreach (TextWord word in line.Words) Draw(painter, word, thickness, Label(word.Characters));
            painter.Text((i + 1).ToString(CultureInfo.InvariantCulture), Math.Max(0, around.Left - (int)(1.8 * label)), (around.Top + around.Bottom + (int)label) / 2, 0.8 * label, lineColor);
        }

        return painter.Finish();
    }

    static void Draw(OverlayPainter painter, TextWord word, int thickness, double label)
    {
        if (word.WholeWord)
        {
            Rgb color = CertaintySteps.Color(CertaintySteps.Of(word.Confidence));
            painter.Frame(word.Box, thickness, color);
            painter.Text(word.Text, word.Box.Left, word.Box.Top - (2 * thickness) - (int)(0.2 * label), label, color);
            return;
        }

        foreach (TextCharacter one in word.Characters)
        {
            Rgb color = CertaintySteps.Color(CertaintySteps.Of(one.Confidence));
            painter.Frame(one.Box, thickness, color);
            painter.Text(one.Character.ToString(), one.Box.Left, one.Box.Top - (2 * thickness) - (int)(0.2 * label), label, color);
        }
    }

    // A third of the letters' height: of most lines that fits between them and the line above.
    static double Label(IEnumerable<TextCharacter> characters)
    {
        int[] heights = [.. characters.Select(one => one.Box.Height).Order()];
        return heights.Length == 0 ? MinLabel : Math.Clamp(LabelHeight * heights[heights.Length / 2], MinLabel, MaxLabel);
    }

    static LetterBox Grown(LetterBox box, int by) => new(box.Top - by, box.Left - by, box.Bottom + by, box.Right + by);
}
