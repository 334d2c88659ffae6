namespace Hebb.Vision.Reading.Page;

/// <summary>A change of place between a straightened page and its source: a turn that makes sloping lines level, by a little more or less the further down they stand, as a page needs that was photographed at an angle.</summary>
/// <param name="Left">The column of the source, after the turn, at which the page begins.</param>
/// <param name="Top">The row of the source, after the turn, at which the page begins.</param>
/// <param name="CentreX">The column around which the source turns.</param>
/// <param name="CentreY">The row around which it turns.</param>
/// <param name="Slope">Of the lines there: rows down for one column to the right.</param>
/// <param name="Fan">How much the slope grows with every row.</param>
sealed record Straightening(double Left, double Top, double CentreX, double CentreY, double Slope, double Fan)
{
    public static Straightening None { get; } = new(0, 0, 0, 0, 0, 0);

    public bool IsNone => this == None;

    /// <summary>The point of the source that stands at a point of the page.</summary>
    public (double X, double Y) ToSource(double x, double y)
    {
        if (IsNone) return (x, y);
        double dx = x + Left - CentreX, dy = y + Top - CentreY, slope = Slope + (Fan * dy), length = Math.Sqrt(1 + (slope * slope));
        return (CentreX + ((dx - (slope * dy)) / length), CentreY + (((slope * dx) + dy) / length));
    }

    /// <summary>The point of the page at which a point of the source stands.</summary>
    public (double X, double Y) ToPage(double x, double y)
    {
        if (IsNone) return (x, y);
        double u = x - CentreX, v = y - CentreY, dx = u, dy = v;
        for (int round = 0; round < 6; round++)
        {
            double slope = Slope + (Fan * dy), length = Math.Sqrt(1 + (slope * slope));
            (dx, dy) = ((u + (slope * v)) / length, (v - (slope * u)) / length);
        }

        return (dx + CentreX - Left, dy + CentreY - Top);
    }

    /// <summary>The page of a source; what lies outside of the source is 0.</summary>
    public InkMask Apply(ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight, int width, int height)
    {
        var page = new byte[width * height];
        for (int y = 0, i = 0; y < height; y++)
        {
            // A row of the page is a straight line of the source.
            (double x0, double y0) = ToSource(0.5, y + 0.5);
            (double x1, double y1) = ToSource(width + 0.5, y + 0.5);
            double stepX = (x1 - x0) / width, stepY = (y1 - y0) / width;
            PlaneSampling.Row(source, sourceWidth, sourceHeight, x0 - 0.5, y0 - 0.5, stepX, stepY, page.AsSpan(i, width));
            i += width;
        }

        return new InkMask(width, height, page);
    }
}
