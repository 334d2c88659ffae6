using Hebb.Plots.Svg;

namespace Hebb.Plots.Charts;

/// <summary>Draws markers of equal weight to the eye.</summary>
static class Marks
{
    const int Shapes = 4;

    /// <summary>The shapes that classes get in turn, so that colour is not all that tells them apart; when the colours begin again, the shapes are others.</summary>
    public static Marker ForClass(int index) => (Marker)(1 + ((index + (index / Paint.SeriesCount)) % Shapes));

    public static void Draw(SvgCanvas canvas, Marker marker, double x, double y, double radius, Paint paint, double opacity = 1)
    {
        switch (marker)
        {
            case Marker.Circle:
                canvas.Circle(x, y, radius, paint, Paint.Paper, 0.75, opacity);
                break;
            case Marker.Square:
                double half = radius * 0.88;
                canvas.Rect(new Box(x - half, y - half, 2 * half, 2 * half), paint, Paint.Paper, 0, opacity, 0.75);
                break;
            case Marker.Triangle:
                canvas.Path(Corners((x, y - (1.25 * radius)), (x + (1.1 * radius), y + (0.75 * radius)), (x - (1.1 * radius), y + (0.75 * radius))), paint, Paint.Paper, 0.75, opacity: opacity);
                break;
            case Marker.Diamond:
                double tip = radius * 1.25;
                canvas.Path(Corners((x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)), paint, Paint.Paper, 0.75, opacity: opacity);
                break;
            case Marker.Cross:
                double arm = radius * 0.85;
                canvas.Line(x - arm, y - arm, x + arm, y + arm, paint, 1.6);
                canvas.Line(x - arm, y + arm, x + arm, y - arm, paint, 1.6);
                break;
        }
    }

    static string Corners(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var d = new System.Text.StringBuilder();
        foreach ((double x, double y) in corners) d.Append(d.Length == 0 ? 'M' : 'L').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y));
        return d.Append('Z').ToString();
    }
}
