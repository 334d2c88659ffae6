namespace Hebb.Vision.Insight;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix by rotations that make one pair of elements zero at a time, row by row (Jacobi 1846; Golub and Van Loan,
/// Matrix Computations, 8.5). As exact as Float64 allows.
/// </summary>
static class JacobiEigen
{
    const int MaxSweeps = 60;

    /// <summary>The eigenvalues, largest first, and as rows the eigenvectors in that order. The matrix (n × n) is used up.</summary>
    public static (double[] Values, double[] Vectors) Of(double[] a, int n)
    {
        var v = new double[n * n];
        for (int i = 0; i < n; i++) v[(i * n) + i] = 1;
        double scale = 0;
        foreach (double value in a) scale = Math.Max(scale, Math.Abs(value));
        for (int sweep = 0; sweep < MaxSweeps && OffDiagonal(a, n) > 1e-17 * n * scale; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++) Rotate(a, v, n, p, q);
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[(i * n) + i])];
        var values = new double[n];
        var vectors = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            values[i] = a[(order[i] * n) + order[i]];
            v.AsSpan(order[i] * n, n).CopyTo(vectors.AsSpan(i * n, n));
        }

        return (values, vectors);
    }

    static double OffDiagonal(double[] a, int n)
    {
        double max = 0;
        for (int p = 0; p < n - 1; p++)
        {
            foreach (double value in a.AsSpan((p * n) + p + 1, n - p - 1)) max = Math.Max(max, Math.Abs(value));
        }

        return max;
    }

    // A ← JᵀAJ with a_pq = 0, the smaller of the two angles; the rows of v are the columns of the product of all J.
    static void Rotate(double[] a, double[] v, int n, int p, int q)
    {
        double apq = a[(p * n) + q];
        if (apq == 0) return;
        double theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * apq);
        double t = Math.Abs(theta) > 1e150 ? 0.5 / theta : (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        Turn(a.AsSpan(p * n, n), a.AsSpan(q * n, n), c, s);
        for (int i = 0; i < n; i++)
        {
            double ip = a[(i * n) + p], iq = a[(i * n) + q];
            a[(i * n) + p] = (c * ip) - (s * iq);
            a[(i * n) + q] = (s * ip) + (c * iq);
        }

        a[(p * n) + q] = a[(q * n) + p] = 0;
        Turn(v.AsSpan(p * n, n), v.AsSpan(q * n, n), c, s);
    }

    static void Turn(Span<double> p, Span<double> q, double c, double s)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double a = p[i], b = q[i];
            p[i] = (c * a) - (s * b);
            q[i] = (s * a) + (c * b);
        }
    }
}
