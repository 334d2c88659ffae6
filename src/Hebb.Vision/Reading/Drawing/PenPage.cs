using Hebb.Images;

namespace Hebb.Vision.Reading.Drawing;

/// <summary>A page in the pen alphabet, as a telephone would photograph it: pencil on grey paper, uneven light, a little askew. The same settings draw the same page.</summary>
sealed record PenPage
{
    /// <summary>The text: lines with a line feed between them, in characters of the pen alphabet and spaces.</summary>
    public required string Text { get; init; }

    /// <summary>Columns.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 1200;

    /// <summary>The height of capitals in pixels.</summary>
    public double LetterHeight { get; init; } = 84;

    /// <summary>From baseline to baseline in heights of a capital.</summary>
    public double LineHeight { get; init; } = 2;

    /// <summary>The room between two letters, as a part of their height; below 0 they run into each other.</summary>
    public double LetterGap { get; init; } = 0.2;

    /// <summary>The room between two words, as a part of the letters' height.</summary>
    public double WordGap { get; init; } = 0.72;

    /// <summary>How large each word is against the others, in their order; null: all alike.</summary>
    public IReadOnlyList<double>? WordSizes { get; init; }

    /// <summary>Where the first line begins.</summary>
    public (double X, double Y) Start { get; init; } = (150, 230);

    /// <summary>By how many degrees the page is turned to the left.</summary>
    public double Tilt { get; init; }

    /// <summary>How dark the shadow across the page is, 0 to 1.</summary>
    public double Shadow { get; init; } = 0.45;

    /// <summary>The distance of ruled lines in pixels; 0: a blank sheet.</summary>
    public double Rules { get; init; }

    /// <summary>The hand and the paper.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws it.</summary>
    /// <exception cref="ArgumentException">The text has a character that the pen alphabet does not write.</exception>
    public DrawnPage Draw()
    {
        var canvas = new InkCanvas(Width, Height);
        var hand = new PenHand(new Generator(Seed));
        (double sin, double cos) = Math.SinCos(-Tilt * Math.PI / 180);
        var boxes = new List<LetterBox>();
        int word = 0;
        double baseline = Start.Y;
        foreach (string line in Text.Split('\n'))
        {
            double x = Start.X + hand.Spread(0.1 * LetterHeight), y = baseline, drift = hand.Spread(0.004);
            foreach (string letters in line.Split(' '))
            {
                double height = LetterHeight * (WordSizes?[word++] ?? 1);
                foreach (char letter in letters)
                {
                    (IReadOnlyList<PenPoint[]> strokes, double end) = hand.Write(letter, x, y + (drift * x), height);
                    PenPoint[][] turned = [.. strokes.Select(stroke => stroke.Select(Turned).ToArray())];
                    foreach (PenPoint[] stroke in turned)
                    {
                        for (int i = 1; i < stroke.Length; i++) canvas.Line(stroke[i - 1], stroke[i]);
                    }

                    boxes.Add(BoxOf(turned));
                    x = end + (height * (LetterGap + hand.Spread(0.025)));
                }

                x += LetterHeight * (WordGap - LetterGap + hand.Spread(0.04));
            }

            baseline += LetterHeight * (LineHeight + hand.Spread(0.03));
        }

        return new DrawnPage(new SheetOfPaper(this, sin, cos).Under(canvas), Text, boxes);

        PenPoint Turned(PenPoint point)
        {
            double dx = point.X - (Width / 2.0), dy = point.Y - (Height / 2.0);
            return point with { X = (Width / 2.0) + (cos * dx) - (sin * dy), Y = (Height / 2.0) + (sin * dx) + (cos * dy) };
        }
    }

    static LetterBox BoxOf(PenPoint[][] strokes)
    {
        PenPoint[] all = [.. strokes.SelectMany(stroke => stroke)];
        return new LetterBox(
            (int)Math.Floor(all.Min(point => point.Y - point.Radius)),
            (int)Math.Floor(all.Min(point => point.X - point.Radius)),
            (int)Math.Ceiling(all.Max(point => point.Y + point.Radius)) + 1,
            (int)Math.Ceiling(all.Max(point => point.X + point.Radius)) + 1);
    }
}
