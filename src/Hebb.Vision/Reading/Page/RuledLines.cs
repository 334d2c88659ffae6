using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Removes what is printed on paper to write on: ruled lines, grids, margins, frames, and the line under a word.</summary>
/// <remarks>
/// Thin runs of ink in neighbouring columns are followed from left to right, over gaps where letters cross. What is long, thin and straight is a rule;
/// its pixels vanish but where a stroke goes through from one side to the other or lies along it. Vertical rules are found in the transposed image.
/// </remarks>
public static class RuledLines
{
    // How far a rule may slope, how much of it must be there, and how far it may bend, in rows for one column.
    const double Steepest = 0.3, Coverage = 0.6, Bend = 0.006;

    /// <summary>The image without rules.</summary>
    /// <param name="image">One channel, ink below 128.</param>
    /// <param name="leastLength">A straight line at least so many pixels long is a rule, not writing.</param>
    /// <param name="mostThickness">Thicker lines are none.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Image Remove(Image image, int leastLength, int mostThickness)
    {
        OneChannel.Require(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostThickness);
        byte[] mask = image.Pixels.ToArray();
        for (int i = 0; i < mask.Length; i++) mask[i] = mask[i] < 128 ? (byte)255 : (byte)0;
        Remove(mask, image.Width, image.Height, leastLength, leastLength, mostThickness);
        byte[] pixels = image.Pixels.ToArray();
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0) pixels[i] = Math.Max(pixels[i], (byte)(pixels[i] < 128 ? 255 : 0));
        }

        return new Image(image.Width, image.Height, 1, pixels);
    }

    /// <summary>Removes rules from a mask of 255 and 0; the number of rules.</summary>
    internal static int Remove(byte[] mask, int width, int height, int leastAcross, int leastDown, int mostThickness)
    {
        List<Rule> across = leastAcross <= width ? Find(mask, width, height, leastAcross, mostThickness) : [], down = [];
        byte[]? turned = null;
        if (leastDown <= height)
        {
            turned = Transpose(mask, width, height);
            down = Find(turned, height, width, leastDown, mostThickness);
        }

        if (across.Count > 0) Clear(mask, width, height, across);
        if (down.Count > 0)
        {
            if (across.Count > 0) turned = Transpose(mask, width, height);
            Clear(turned!, height, width, down);
            Transpose(turned!, height, width).CopyTo(mask, 0);
        }

        return across.Count + down.Count;
    }

    static List<Rule> Find(byte[] mask, int width, int height, int leastLength, int mostThickness)
    {
        List<Trace> traces = [], open = [];
        byte[] turned = Transpose(mask, width, height);
        int gap = Math.Max(8, Math.Min(leastLength / 6, 10 * mostThickness));
        var runs = new List<(int Top, int Bottom)>();
        for (int x = 0; x < width; x++)
        {
            runs.Clear();
            ReadOnlySpan<byte> column = turned.AsSpan(x * height, height);
            for (int y = 0; y < height; y++)
            {
                int next = column[y..].IndexOf((byte)255);
                if (next < 0) break;
                int top = y + next;
                int length = column[top..].IndexOf((byte)0);
                y = length < 0 ? height : top + length;
                if (y - top <= mostThickness) runs.Add((top, y));
            }

            open.RemoveAll(trace => x - trace.LastColumn > gap);
            foreach ((int top, int bottom) in runs)
            {
                double middle = (top + bottom) / 2.0;
                Trace? best = null;
                double nearest = double.PositiveInfinity;
                foreach (Trace trace in open)
                {
                    if (trace.LastColumn == x) continue;
                    int step = x - trace.LastColumn;
                    double off = Math.Abs(trace.At(x) - middle), allowed = step == 1 ? 1.6 : Math.Min(3, 1.6 + (0.03 * step));
                    if (off > allowed || (trace.Count < 12 && step > 2)) continue;
                    double cost = off - (0.001 * trace.Count);
                    if (cost < nearest) (nearest, best) = (cost, trace);
                }

                if (best is null)
                {
                    best = new Trace();
                    traces.Add(best);
                    open.Add(best);
                }

                best.Add(x, middle, bottom - top);
            }
        }

        return [.. Joined(traces, gap).Where(trace => trace.IsRule(leastLength)).Select(trace => trace.ToRule())];
    }

    // Parts of one rule that a gap has cut.
    static List<Trace> Joined(List<Trace> traces, int gap)
    {
        List<Trace> long_ = [.. traces.Where(trace => trace.Count >= 2 * gap || trace.Count >= 30).OrderBy(trace => trace.FirstColumn)];
        for (int i = 0; i < long_.Count; i++)
        {
            for (int j = i + 1; j < long_.Count; j++)
            {
                Trace first = long_[i], second = long_[j];
                int step = second.FirstColumn - first.LastColumn;
                if (step < 0 || step > Math.Max(3 * gap, Math.Min(first.Span, second.Span))) continue;
                if (Math.Abs(first.Line.Slope - second.Line.Slope) > 0.02 || Math.Abs(first.AtEnd(second.FirstColumn) - second.FirstRow) > 2 + (0.01 * step)) continue;
                first.Append(second);
                long_.RemoveAt(j--);
            }
        }

        return long_;
    }

    static void Clear(byte[] mask, int width, int height, List<Rule> rules)
    {
        byte[] before = [.. mask];
        foreach (Rule rule in rules)
        {
            int half = (int)Math.Ceiling((rule.Thickness + 1) / 2);
            for (int x = rule.Left; x < rule.Right; x++)
            {
                double middle = rule.Rows[x - rule.Left];
                int top = (int)Math.Round(middle - half), bottom = (int)Math.Round(middle + half);
                if (Thickness(before, width, height, x, middle) > Math.Max(2 * rule.Thickness, rule.Thickness + 2) || (HasInk(before, width, height, x, top - 2) && HasInk(before, width, height, x, bottom + 1))) continue;
                for (int y = Math.Max(0, top); y < Math.Min(height, bottom); y++) mask[(y * width) + x] = 0;
            }
        }
    }

    // Of the run of ink in the column through the row.
    static int Thickness(byte[] mask, int width, int height, int x, double middle)
    {
        int row = Math.Clamp((int)middle, 0, height - 1), thickness = 0;
        for (int y = row; y >= 0 && mask[(y * width) + x] != 0; y--) thickness++;
        for (int y = row + 1; y < height && mask[(y * width) + x] != 0; y++) thickness++;
        return thickness;
    }

    static bool HasInk(byte[] mask, int width, int height, int x, int y)
    {
        if ((uint)y >= (uint)height) return false;
        for (int u = Math.Max(0, x - 2); u <= Math.Min(width - 1, x + 2); u++)
        {
            if (mask[(y * width) + u] != 0) return true;
        }

        return false;
    }

    static byte[] Transpose(byte[] from, int width, int height)
    {
        const int Tile = 32;
        var to = new byte[from.Length];
        for (int top = 0; top < height; top += Tile)
        {
            for (int left = 0; left < width; left += Tile)
            {
                int bottom = Math.Min(height, top + Tile), right = Math.Min(width, left + Tile);
                for (int x = left; x < right; x++)
                {
                    for (int y = top; y < bottom; y++) to[(x * height) + y] = from[(y * width) + x];
                }
            }
        }

        return to;
    }

    sealed record Rule(int Left, int Right, double[] Rows, double Thickness);

    sealed class Trace
    {
        readonly List<(int X, double Y, int Thickness)> points = [];

        public int Count => points.Count;

        public int FirstColumn => points[0].X;

        public double FirstRow => points.Take(10).Average(p => p.Y);

        public int LastColumn => points[^1].X;

        public int Span => LastColumn - FirstColumn + 1;

        public (double Offset, double Slope) Line => Fit(0, points.Count);

        public void Add(int x, double y, int thickness) => points.Add((x, y, thickness));

        public void Append(Trace other) => points.AddRange(other.points);

        /// <summary>Where it goes next: level at first, then along its last columns.</summary>
        public double At(int x)
        {
            if (points.Count < 12) return points[^1].Y;
            int first = Math.Max(0, points.Count - 40);
            (int x0, double y0, _) = points[first];
            double slope = (points[^1].Y - y0) / Math.Max(1, points[^1].X - x0);
            return points[^1].Y + (Math.Clamp(slope, -Steepest, Steepest) * (x - points[^1].X));
        }

        public double AtEnd(int x)
        {
            (double offset, double slope) = Fit(Math.Max(0, points.Count - 200), points.Count);
            return offset + (slope * x);
        }

        public bool IsRule(int leastLength)
        {
            if (Span < leastLength || points.Count < Coverage * Span || Span < 30 * Thickness) return false;
            (double offset, double slope) = Line;
            if (Math.Abs(slope) > Steepest) return false;
            double squares = points.Sum(p => (p.Y - offset - (slope * p.X)) * (p.Y - offset - (slope * p.X)));
            return Math.Sqrt(squares / points.Count) <= 0.7 + (Bend * Span / 4);
        }

        public Rule ToRule()
        {
            var rows = new double[Span];
            for (int k = 0; k < points.Count; k++)
            {
                (int x, double y, _) = points[k];
                rows[x - FirstColumn] = y;
                if (k == 0) continue;
                (int x0, double y0, _) = points[k - 1];
                for (int u = x0 + 1; u < x; u++) rows[u - FirstColumn] = y0 + ((y - y0) * (u - x0) / (x - x0));
            }

            return new Rule(FirstColumn, FirstColumn + Span, rows, Thickness);
        }

        double Thickness => points.Average(p => (double)p.Thickness);

        (double Offset, double Slope) Fit(int first, int end)
        {
            double n = end - first, mx = 0, my = 0, xx = 0, xy = 0;
            for (int k = first; k < end; k++) (mx, my) = (mx + (points[k].X / n), my + (points[k].Y / n));
            for (int k = first; k < end; k++)
            {
                double dx = points[k].X - mx;
                xx += dx * dx;
                xy += dx * (points[k].Y - my);
            }

            double slope = xx > 0 ? xy / xx : 0;
            return (my - (slope * mx), slope);
        }
    }
}
