namespace Hebb.Vision.Reading.Page;

/// <summary>A change of place between a straightened page and its source: a turn, and lines that become parallel.</summary>
/// <remarks>Source column = x, source row = y + (slope + fan · (y − middle)) · (x − centre) / length, so that a line with that slope becomes level. Slopes up to 15° or so keep the shape of letters when x is shortened by length = √(1 + slope²), which a turn does.</remarks>
sealed record Straightening(double CentreX, double CentreY, double Slope, double Fan)
{
    public bool IsNone => Slope == 0 && Fan == 0;

    /// <summary>The point of the source that stands at a point of the page.</summary>
    public (double X, double Y) ToSource(double x, double y)
    {
        if (IsNone) return (x, y);
        double slope = Slope + (Fan * (y - CentreY)), length = Math.Sqrt(1 + (slope * slope));
        double dx = x - CentreX, dy = y - CentreY;
        return (CentreX + ((dx - (slope * dy)) / length), CentreY + (((slope * dx) + dy) / length));
    }
}
