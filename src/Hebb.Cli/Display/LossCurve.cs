namespace Hebb.Cli.Display;

/// <summary>A curve of bounded length: when it is full, neighbours are joined to their mean, so that it always spans everything.</summary>
/// <param name="most">The most points that are kept.</param>
sealed class LossCurve(int most)
{
    readonly List<(double X, double Y)> points = [];
    int each = 1, pending;
    double sumX, sumY;

    public int Count => points.Count;

    public void Add(double x, double y)
    {
        if (!double.IsFinite(y)) return;
        (sumX, sumY, pending) = (sumX + x, sumY + y, pending + 1);
        if (pending < each) return;
        points.Add((sumX / pending, sumY / pending));
        (sumX, sumY, pending) = (0, 0, 0);
        if (points.Count < most) return;
        for (int i = 0; i < points.Count / 2; i++)
            points[i] = ((points[2 * i].X + points[(2 * i) + 1].X) / 2, (points[2 * i].Y + points[(2 * i) + 1].Y) / 2);
        points.RemoveRange(points.Count / 2, points.Count - (points.Count / 2));
        each *= 2;
    }

    public (double[] X, double[] Y) Points() => ([.. points.Select(p => p.X)], [.. points.Select(p => p.Y)]);
}
