namespace Hebb.Vision.Reading.Drawing;

/// <summary>How much of each pixel a pen covers, 0 to 1.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
sealed class InkCanvas(int width, int height)
{
    readonly float[] ink = new float[width * height];

    public ReadOnlySpan<float> Ink => ink;

    /// <summary>Draws a straight piece of a line. Where it crosses others, the stronger counts.</summary>
    public void Line(PenPoint from, PenPoint to) => Cover(width, height, from, to, (at, covered) => ink[at] = Math.Max(ink[at], (float)covered));

    /// <summary>Tells which pixels a straight piece of a line covers, and how much of each; its ends are round, the width and the pressure change evenly along it.</summary>
    public static void Cover(int width, int height, PenPoint from, PenPoint to, Action<int, double> covers)
    {
        double reach = Math.Max(from.Radius, to.Radius) + 1;
        int left = Math.Max(0, (int)Math.Floor(Math.Min(from.X, to.X) - reach)), right = Math.Min(width - 1, (int)Math.Ceiling(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)Math.Floor(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(height - 1, (int)Math.Ceiling(Math.Max(from.Y, to.Y) + reach));
        double dx = to.X - from.X, dy = to.Y - from.Y, length = (dx * dx) + (dy * dy);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double along = length > 0 ? Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / length, 0, 1) : 0;
                double px = x - from.X - (along * dx), py = y - from.Y - (along * dy), radius = from.Radius + (along * (to.Radius - from.Radius));
                double covered = Math.Clamp((radius + 0.5 - Math.Sqrt((px * px) + (py * py))) / Math.Min(1.6, radius + 0.5), 0, 1) * (from.Pressure + (along * (to.Pressure - from.Pressure)));
                if (covered > 0) covers((y * width) + x, covered);
            }
        }
    }
}
