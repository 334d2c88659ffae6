namespace Hebb.Vision.Reading.Drawing;

/// <summary>One person's hand: writes a character never twice the same.</summary>
/// <param name="generator">Its random numbers.</param>
sealed class PenHand(Generator generator)
{
    const int StepsBetweenPoints = 8;

    /// <summary>How much the points of a character move, as a part of its height.</summary>
    public double Irregularity { get; init; } = 0.016;

    /// <summary>How much letters lean to the right: columns for each row.</summary>
    public double Slant { get; init; } = 0.06;

    /// <summary>Half the width of the line, as a part of the letters' height.</summary>
    public double Radius { get; init; } = 0.036;

    /// <summary>Writes a character.</summary>
    /// <param name="character">Which.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="y">The row of the baseline.</param>
    /// <param name="height">The height of capitals in pixels.</param>
    /// <returns>Its strokes, and the column where it ends.</returns>
    public (IReadOnlyList<PenPoint[]> Strokes, double End) Write(char character, double x, double y, double height)
    {
        PenGlyph glyph = PenAlphabet.Of(character);
        double wide = height * (1 + Spread(0.05)), high = height * (1 + Spread(0.04)), lean = Slant + Spread(0.025), rise = height * Spread(0.022), radius = Radius * height * (1 + Spread(0.06));
        var strokes = new List<PenPoint[]>();
        foreach (IReadOnlyList<(double X, double Y, bool IsCorner)> stroke in glyph.Strokes)
        {
            (double X, double Y, bool IsCorner)[] moved = [.. stroke.Select(point => (point.X + Spread(Irregularity), point.Y + Spread(Irregularity), point.IsCorner))];
            List<(double X, double Y)> way = Smooth(moved);
            double phase = generator.NextDouble() * 2 * Math.PI, firm = 0.9 + Spread(0.05);
            strokes.Add([.. way.Select((point, i) =>
            {
                // A pen is set down and lifted: the ends of a stroke are a little thinner, and the pressure changes on the way.
                double end = Math.Min(1, (Math.Min(i, way.Count - 1 - i) / 5.0) + 0.72), press = firm + (0.07 * Math.Sin(phase + (0.21 * i)));
                return new PenPoint(x + (wide * point.X) + (lean * high * point.Y), y - rise - (high * point.Y), radius * end * (0.94 + (0.08 * Math.Sin((1.7 * phase) + (0.17 * i)))), Math.Clamp(press * Math.Sqrt(end), 0, 1));
            })]);
        }

        return (strokes, x + (wide * glyph.Width));
    }

    /// <summary>A character as the alphabet has it, without a hand's irregularity: for labels.</summary>
    public static IEnumerable<PenPoint[]> Neat(PenGlyph glyph, double x, double y, double height, double radius) =>
        glyph.Strokes.Select(stroke => Smooth([.. stroke]).Select(point => new PenPoint(x + (height * point.X), y - (height * point.Y), radius, 1)).ToArray());

    /// <summary>A normal number around 0.</summary>
    public double Spread(double deviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - generator.NextDouble()));
        return deviation * radius * Math.Cos(2 * Math.PI * generator.NextDouble());
    }

    // A Catmull-Rom spline through the points; at a corner it ends and begins anew.
    static List<(double X, double Y)> Smooth((double X, double Y, bool IsCorner)[] points)
    {
        var way = new List<(double X, double Y)> { (points[0].X, points[0].Y) };
        for (int i = 0; i + 1 < points.Length; i++)
        {
            (double X, double Y, bool IsCorner) from = points[i], to = points[i + 1];
            (double X, double Y, bool IsCorner) before = i == 0 || from.IsCorner ? from : points[i - 1], after = i + 2 == points.Length || to.IsCorner ? to : points[i + 2];
            for (int step = 1; step <= StepsBetweenPoints; step++)
            {
                double t = step / (double)StepsBetweenPoints;
                way.Add((Between(before.X, from.X, to.X, after.X, t), Between(before.Y, from.Y, to.Y, after.Y, t)));
            }
        }

        return way;
    }

    static double Between(double before, double from, double to, double after, double t) =>
        0.5 * ((2 * from) + ((to - before) * t) + (((2 * before) - (5 * from) + (4 * to) - after) * t * t) + (((3 * from) - before - (3 * to) + after) * t * t * t));
}
