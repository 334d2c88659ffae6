using Hebb.Vision.Reading;

namespace Hebb.Tests;

/// <summary>Draws ink with a round pen, for the tests of reading.</summary>
internal sealed class InkDrawing(int width, int height, double pen)
{
    readonly byte[] ink = new byte[width * height];

    public InkMask Mask => new(width, height, ink);

    public InkDrawing Line(double x0, double y0, double x1, double y1)
    {
        double dx = x1 - x0, dy = y1 - y0, length = (dx * dx) + (dy * dy);
        return Draw((x, y) =>
        {
            double t = length == 0 ? 0 : Math.Clamp((((x - x0) * dx) + ((y - y0) * dy)) / length, 0, 1);
            return Math.Sqrt(Math.Pow(x - x0 - (t * dx), 2) + Math.Pow(y - y0 - (t * dy), 2));
        });
    }

    public InkDrawing Ellipse(double x0, double y0, double radiusX, double radiusY) =>
        Draw((x, y) => Math.Abs(Math.Sqrt(Math.Pow((x - x0) / radiusX, 2) + Math.Pow((y - y0) / radiusY, 2)) - 1) * Math.Min(radiusX, radiusY));

    InkDrawing Draw(Func<double, double, double> distance)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double cover = Math.Clamp((pen / 2) + 0.5 - distance(x + 0.5, y + 0.5), 0, 1);
                ink[(y * width) + x] = Math.Max(ink[(y * width) + x], (byte)Math.Round(255 * cover));
            }
        }

        return this;
    }
}
