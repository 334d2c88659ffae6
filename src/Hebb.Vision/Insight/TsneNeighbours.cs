namespace Hebb.Vision.Insight;

/// <summary>The neighbourhoods pᵢⱼ of t-SNE: symmetric, with the sum 1.</summary>
static class TsneNeighbours
{
    const int MaxHalvings = 100;

    /// <summary>[n · n] of points [n, values].</summary>
    public static double[] Of(Tensor points, double perplexity)
    {
        int n = points.Shape[0];
        double[] p = SquaredDistances(points);
        double aim = Math.Log(perplexity);
        for (int i = 0; i < n; i++) Calibrate(p.AsSpan(i * n, n), i, aim);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) p[(i * n) + j] = p[(j * n) + i] = (p[(i * n) + j] + p[(j * n) + i]) / (2.0 * n);
        }

        return p;
    }

    static double[] SquaredDistances(Tensor points)
    {
        int n = points.Shape[0];
        Tensor squares = points.Square().Sum(1);
        double[] d = (squares.Unsqueeze(1) + squares.Unsqueeze(0) - (points.MatMul(points.Permute(1, 0)) * 2)).ToArray<double>();
        for (int i = 0; i < d.Length; i++) d[i] = i / n == i % n ? 0 : Math.Max(0, d[i]);
        return d;
    }

    // pⱼ = exp(−β·dⱼ)/Σ with the β at which the entropy is log(perplexity), found by halving: the entropy falls as β grows.
    static void Calibrate(Span<double> row, int self, double aim)
    {
        // Distances are taken from the nearest one: exp cannot become 0 for all.
        double nearest = double.PositiveInfinity, mean = 0;
        for (int j = 0; j < row.Length; j++)
        {
            if (j != self) (nearest, mean) = (Math.Min(nearest, row[j]), mean + (row[j] / (row.Length - 1)));
        }

        double beta = mean > nearest ? 1 / (mean - nearest) : 1, low = 0, high = double.PositiveInfinity;
        for (int i = 0; i < MaxHalvings; i++)
        {
            double sum = 0, weighted = 0;
            for (int j = 0; j < row.Length; j++)
            {
                if (j == self) continue;
                double e = Math.Exp(-beta * (row[j] - nearest));
                sum += e;
                weighted += e * (row[j] - nearest);
            }

            double entropy = Math.Log(sum) + (beta * weighted / sum);
            if (Math.Abs(entropy - aim) < 1e-7) break;
            if (entropy > aim) low = beta;
            else high = beta;
            beta = double.IsPositiveInfinity(high) ? beta * 2 : (low + high) / 2;
            // Points that all lie at the same distance have the same entropy at every β.
            if (beta is > 1e200 or < 1e-200) break;
        }

        double total = 0;
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j == self ? 0 : Math.Exp(-beta * (row[j] - nearest));
            total += row[j];
        }

        foreach (ref double p in row) p /= total;
    }
}
