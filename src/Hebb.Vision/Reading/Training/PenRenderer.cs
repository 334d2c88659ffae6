namespace Hebb.Vision.Reading.Training;

/// <summary>Draws pen strokes with a round pen: ink = clip(pen/2 + 1/2 − distance of the pixel's centre to the path, 0, 1).</summary>
static class PenRenderer
{
    /// <summary>Draws an item into a mask that just holds it.</summary>
    /// <param name="strokes">The strokes: x0, y0, x1, y1, …</param>
    /// <param name="scale">Pixels for one unit of the strokes.</param>
    /// <param name="pen">The pen's width in pixels.</param>
    /// <param name="margin">Paper around the ink in pixels.</param>
    public static InkMask Draw(IReadOnlyList<float[]> strokes, double scale = 1, double pen = 2.5, double margin = 4)
    {
        (double left, double top, double right, double bottom) = Bounds(strokes);
        int width = (int)Math.Ceiling(((right - left) * scale) + (2 * margin) + pen), height = (int)Math.Ceiling(((bottom - top) * scale) + (2 * margin) + pen);
        var mask = new InkMask(width, height, new byte[width * height]);
        Draw(mask, strokes, scale, pen, margin + (pen / 2) - (left * scale), margin + (pen / 2) - (top * scale));
        return mask;
    }

    /// <summary>Draws strokes over what a mask holds; the darker ink stays.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="strokes">The strokes.</param>
    /// <param name="scale">Pixels for one unit of the strokes.</param>
    /// <param name="pen">The pen's width in pixels.</param>
    /// <param name="x">Where x = 0 lies, in pixels.</param>
    /// <param name="y">Where y = 0 lies, in pixels.</param>
    public static void Draw(InkMask mask, IReadOnlyList<float[]> strokes, double scale, double pen, double x, double y)
    {
        double[] squares = System.Buffers.ArrayPool<double>.Shared.Rent(mask.Ink.Length);
        Span<double> nearest = squares.AsSpan(0, mask.Ink.Length);
        nearest.Fill(double.MaxValue);
        foreach (float[] stroke in strokes)
        {
            for (int i = 0; i + 1 < stroke.Length; i += 2)
            {
                int next = i + 3 < stroke.Length ? i + 2 : i;
                if (next == i && i > 0) break;
                Segment(nearest, mask.Width, mask.Height, (stroke[i] * scale) + x, (stroke[i + 1] * scale) + y, (stroke[next] * scale) + x, (stroke[next + 1] * scale) + y, (pen / 2) + 1);
            }
        }

        double full = (pen / 2) + 0.5, edge = full * full;
        byte[] ink = mask.Ink;
        for (int i = 0; i < ink.Length; i++)
        {
            if (nearest[i] >= edge) continue;
            byte value = (byte)((255 * Math.Min(1, full - Math.Sqrt(nearest[i]))) + 0.5);
            if (value > ink[i]) ink[i] = value;
        }

        System.Buffers.ArrayPool<double>.Shared.Return(squares);
    }

    /// <summary>The smallest and largest coordinates of strokes.</summary>
    public static (double Left, double Top, double Right, double Bottom) Bounds(IReadOnlyList<float[]> strokes)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        foreach (float[] stroke in strokes)
        {
            for (int i = 0; i + 1 < stroke.Length; i += 2)
            {
                (left, right) = (Math.Min(left, stroke[i]), Math.Max(right, stroke[i]));
                (top, bottom) = (Math.Min(top, stroke[i + 1]), Math.Max(bottom, stroke[i + 1]));
            }
        }

        return left > right ? default : (left, top, right, bottom);
    }

    static void Segment(Span<double> nearest, int width, int height, double ax, double ay, double bx, double by, double reach)
    {
        int x0 = Math.Max(0, (int)Math.Floor(Math.Min(ax, bx) - reach)), x1 = Math.Min(width, (int)Math.Ceiling(Math.Max(ax, bx) + reach));
        int y0 = Math.Max(0, (int)Math.Floor(Math.Min(ay, by) - reach)), y1 = Math.Min(height, (int)Math.Ceiling(Math.Max(ay, by) + reach));
        double dx = bx - ax, dy = by - ay, length = Math.Max((dx * dx) + (dy * dy), 1e-12);
        for (int row = y0; row < y1; row++)
        {
            double py = row + 0.5 - ay;
            Span<double> line = nearest.Slice(row * width, width);
            for (int column = x0; column < x1; column++)
            {
                double px = column + 0.5 - ax, along = Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1), ex = px - (along * dx), ey = py - (along * dy), square = (ex * ex) + (ey * ey);
                if (square < line[column]) line[column] = square;
            }
        }
    }
}
