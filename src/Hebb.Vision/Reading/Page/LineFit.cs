namespace Hebb.Vision.Reading.Page;

/// <summary>The curve on which the letters of a line stand.</summary>
static class LineFit
{
    /// <summary>Least squares through the lower edges, in which letters that reach below, or hang above, lose their weight step by step.</summary>
    /// <param name="pieces">The letters.</param>
    /// <param name="slope">That of the page, for lines too short to have their own.</param>
    /// <param name="degree">1 for a straight line, 2 for a bent one where it is long enough.</param>
    public static LineCurve Fit(IReadOnlyList<InkPiece> pieces, double slope, int degree)
    {
        double height = ComponentStatistics.WeightedMedian(pieces.Select(p => ((double)p.Box.Height, (double)p.Box.Height)));
        double left = pieces.Min(p => p.Box.Left), right = pieces.Max(p => p.Box.Right), middle = (left + right) / 2, half = Math.Max(1, (right - left) / 2);
        double[] x = [.. pieces.Select(p => (LineGrouping.MiddleX(p) - middle) / half)];
        double[] y = [.. pieces.Select(p => p.Box.Bottom - (slope * (LineGrouping.MiddleX(p) - middle)))];
        double[] weights = [.. pieces.Select(p => Math.Min(1, p.Box.Height / height))];
        int terms = pieces.Count < 3 || right - left < 2.5 * height ? 1 : pieces.Count < 7 || right - left < 8 * height || degree < 2 ? 2 : 3;
        double[] c = new double[3];
        for (int round = 0; round < 8; round++)
        {
            double[] w = [.. weights.Select((weight, i) =>
            {
                if (round == 0) return weight;
                double off = (y[i] - (c[0] + (x[i] * (c[1] + (x[i] * c[2]))))) / (0.15 * height);
                return weight / (1 + (off * off));
            })];
            c = Solve(x, y, w, terms, pieces.Count);
        }

        // Back from −1 … 1 to columns.
        double b = (c[1] / half) + slope, quadratic = c[2] / (half * half);
        return new LineCurve(c[0] - (b * middle) + (quadratic * middle * middle), b - (2 * quadratic * middle), quadratic);
    }

    // Normal equations; a little weight holds the higher terms at 0.
    static double[] Solve(double[] x, double[] y, double[] w, int terms, int count)
    {
        double[][] m = [new double[3], new double[3], new double[3]];
        double[] right = new double[3];
        for (int i = 0; i < x.Length; i++)
        {
            double[] powers = [1, x[i], x[i] * x[i]];
            for (int r = 0; r < 3; r++)
            {
                for (int k = 0; k < 3; k++) m[r][k] += w[i] * powers[r] * powers[k];
                right[r] += w[i] * powers[r] * y[i];
            }
        }

        for (int r = 1; r < 3; r++) m[r][r] += 0.01 * count * r;
        return NormalEquations.Solve(m, right, terms);
    }
}
