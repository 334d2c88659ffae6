namespace Hebb.Vision.Reading.Page;

/// <summary>Solves the symmetric systems of least squares.</summary>
static class NormalEquations
{
    /// <summary>The solution of the first unknowns; the others are 0. Gaussian elimination, with a trace of weight on the diagonal so that there is always one.</summary>
    public static double[] Solve(double[][] matrix, double[] right, int unknowns)
    {
        double[][] m = [.. matrix.Take(unknowns).Select((row, r) => (double[])[.. row.Take(unknowns), right[r]])];
        for (int p = 0; p < unknowns; p++)
        {
            m[p][p] += 1e-9 + (1e-9 * Math.Abs(m[p][p]));
            for (int r = p + 1; r < unknowns; r++)
            {
                double factor = m[r][p] / m[p][p];
                for (int k = p; k <= unknowns; k++) m[r][k] -= factor * m[p][k];
            }
        }

        var solution = new double[matrix.Length];
        for (int r = unknowns - 1; r >= 0; r--)
        {
            double sum = m[r][unknowns];
            for (int k = r + 1; k < unknowns; k++) sum -= m[r][k] * solution[k];
            solution[r] = sum / m[r][r];
        }

        return solution;
    }
}
