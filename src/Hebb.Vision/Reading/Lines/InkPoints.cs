using Hebb.Vision.Reading.Page;

namespace Hebb.Vision.Reading.Lines;

/// <summary>The inked pixels of a mask as a cloud of weighted points, and what can be measured on it.</summary>
sealed class InkPoints
{
    const int MaxPoints = 8_000;
    readonly float[] x, y, weight;
    readonly double total;

    InkPoints(float[] x, float[] y, float[] weight)
    {
        (this.x, this.y, this.weight) = (x, y, weight);
        foreach (float w in weight) total += w;
    }

    /// <summary>The points of a mask, in coordinates where the centre of the first pixel is 0.5; of a large mask a regular part of them. Null when it has no ink.</summary>
    public static InkPoints? Of(InkMask mask, byte faint)
    {
        byte[] ink = mask.Ink;
        int count = 0;
        foreach (byte value in ink) count += value > faint ? 1 : 0;
        if (count == 0) return null;
        int step = ((count - 1) / MaxPoints) + 1, kept = (count + step - 1) / step, at = 0, seen = 0;
        float[] columns = new float[kept], rows = new float[kept], weights = new float[kept];
        for (int row = 0; row < mask.Height; row++)
        {
            for (int column = 0, i = row * mask.Width; column < mask.Width; column++, i++)
            {
                if (ink[i] <= faint || seen++ % step != 0) continue;
                (columns[at], rows[at], weights[at]) = (column + 0.5f, row + 0.5f, ink[i]);
                at++;
            }
        }

        return new InkPoints(columns, rows, weights);
    }

    /// <summary>The slope of the writing: the regression of row on column, which a prior of little slope holds back where the writing is short; a curve for long lines.</summary>
    /// <param name="slant">What is taken out of the columns first, because leaning strokes look like a slope: columns to the right for each row upwards.</param>
    public LineCurve Slope(double slant)
    {
        const double PriorVariance = 0.01, CurveFrom = 30;
        double mx = Mean(x), my = Mean(y), sxx = 0, sxy = 0, syy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dy = y[i] - my, dx = x[i] - mx + (slant * dy);
            sxx += weight[i] * dx * dx;
            sxy += weight[i] * dx * dy;
            syy += weight[i] * dy * dy;
        }

        if (sxx <= 0) return default;
        double slope = sxy / sxx, rest = Math.Max(0.25, (syy / total) - (slope * sxy / total)), ratio = Math.Sqrt(sxx / total / rest);
        double letters = Math.Max(1, ratio * 1.4), noise = 1 / (ratio * ratio * letters);
        slope *= PriorVariance / (PriorVariance + noise);
        if (ratio * 1.4 < CurveFrom) return new LineCurve(-slope * mx, slope, 0);

        // The bend is what is left over against (column − mean)² − its own regression.
        double cxx = 0, third = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - mx;
            third += weight[i] * dx * dx * dx;
        }

        double mean = sxx / total, tilt = third / sxx, sqy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - mx, q = (dx * dx) - mean - (tilt * dx);
            cxx += weight[i] * q * q;
            sqy += weight[i] * q * (y[i] - my);
        }

        double bend = cxx > 0 ? sqy / cxx : 0, linear = slope - (bend * tilt);
        return new LineCurve((bend * mx * mx) - (linear * mx), linear - (2 * bend * mx), bend);
    }

    /// <summary>Takes a curve out of the rows.</summary>
    public void Straighten(LineCurve curve)
    {
        for (int i = 0; i < x.Length; i++) y[i] -= (float)curve.At(x[i]);
    }

    /// <summary>The median row of the ink, and the mean distance of the ink from it, in which points further than three times that count as three times that.</summary>
    public (double Middle, double Spread) Rows()
    {
        const int Bins = 512;
        const double Bound = 3;
        float low = float.MaxValue, high = float.MinValue;
        foreach (float row in y) (low, high) = (Math.Min(low, row), Math.Max(high, row));
        double size = Math.Max(1e-3, (high - low) / (double)Bins);
        var bins = new double[Bins + 1];
        for (int i = 0; i < y.Length; i++) bins[(int)((y[i] - low) / size)] += weight[i];
        int at = 0;
        double below = 0;
        while (below + bins[at] < total / 2) below += bins[at++];
        double middle = low + (size * (at + ((total / 2 - below) / bins[at]))), spread = Distance(middle, double.MaxValue);
        spread = Math.Max(Distance(middle, Bound * spread), 0.3);
        return (middle, spread);
    }

    /// <summary>The slant that, taken out, gathers the ink in the fewest columns: columns to the right for each row upwards.</summary>
    /// <param name="middle">The row that stays in place.</param>
    /// <param name="bin">How many columns are counted together.</param>
    /// <param name="max">The steepest slant that is tried to the right; half of it to the left.</param>
    /// <param name="step">The step between slants.</param>
    public double Slant(double middle, double bin, double max, double step)
    {
        double best = double.MinValue, found = 0;
        float low = float.MaxValue, high = float.MinValue, reach = 0;
        for (int i = 0; i < x.Length; i++)
        {
            (low, high) = (Math.Min(low, x[i]), Math.Max(high, x[i]));
            reach = Math.Max(reach, Math.Abs(y[i] - (float)middle));
        }

        low -= (float)max * reach;
        high += (float)max * reach;
        float per = (float)(1 / bin);
        var bins = new float[(int)((high - low) * per) + 3];
        for (double slant = -max / 2; slant <= max + (step / 2); slant += step)
        {
            Array.Clear(bins);
            float t = (float)slant, row = (float)middle;
            for (int i = 0; i < x.Length; i++)
            {
                float place = (x[i] + (t * (y[i] - row)) - low) * per;
                int left = (int)place;
                float right = place - left;
                bins[left] += weight[i] * (1 - right);
                bins[left + 1] += weight[i] * right;
            }

            double score = 0;
            foreach (float one in bins) score += one * one;
            score *= 1 - (0.05 * slant * slant);
            if (score > best) (best, found) = (score, slant);
        }

        return found;
    }

    /// <summary>The first and the last column of the ink when a slant is taken out.</summary>
    public (double Left, double Right) Extent(double middle, double slant)
    {
        double left = double.MaxValue, right = double.MinValue;
        for (int i = 0; i < x.Length; i++)
        {
            double place = x[i] + (slant * (y[i] - middle));
            (left, right) = (Math.Min(left, place), Math.Max(right, place));
        }

        return (left - 0.5, right + 0.5);
    }

    double Distance(double middle, double bound)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++) sum += weight[i] * Math.Min(bound, Math.Abs(y[i] - middle));
        return sum / total;
    }

    double Mean(float[] values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++) sum += weight[i] * (double)values[i];
        return sum / total;
    }
}
