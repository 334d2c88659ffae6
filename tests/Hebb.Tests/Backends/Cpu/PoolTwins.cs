namespace Hebb.Tests;

/// <summary>
/// Operations as the definition says them: nested loops over numbers, nothing clever, no gradient. They are there to be read, and to hold the fast kernels against.
/// </summary>
internal static class PoolTwins
{
    /// <summary>Max pooling by definition: y[i, j] = the largest x[i·s + u·d − p, j·s + v·d − p] that lies inside the image; the last NaN if there is one.</summary>
    /// <param name="x">[planes, h, w], row by row.</param>
    /// <param name="planes">The number of planes.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="rows">Windows along the height.</param>
    /// <param name="columns">Windows along the width.</param>
    /// <returns>The maxima [planes, rows, columns], and where each lies in its plane.</returns>
    public static (double[] Maxima, long[] Indices) MaxPool(double[] x, int planes, int height, int width, Window window, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(x);
        var maxima = new double[planes * rows * columns];
        var indices = new long[maxima.Length];
        for (int at = 0; at < maxima.Length; at++)
        {
            int plane = at / (rows * columns), row = at / columns % rows, column = at % columns;
            bool found = false;
            foreach ((int i, int j) in Taps(window, row, column))
            {
                if (i < 0 || i >= height || j < 0 || j >= width) continue;
                double value = x[(((plane * height) + i) * width) + j];
                if (found && !(value > maxima[at]) && !double.IsNaN(value)) continue;
                found = true;
                maxima[at] = value;
                indices[at] = (i * width) + j;
            }
        }

        return (maxima, indices);
    }

    /// <summary>Average pooling by definition.</summary>
    /// <param name="x">[planes, h, w], row by row.</param>
    /// <param name="planes">The number of planes.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <param name="window">The sliding window.</param>
    /// <param name="rows">Windows along the height.</param>
    /// <param name="columns">Windows along the width.</param>
    /// <param name="countPadding">Whether positions in the padding count; positions beyond it never do.</param>
    /// <param name="divisor">Divides every sum; 0 for the number of positions that count.</param>
    /// <returns>The means [planes, rows, columns].</returns>
    public static double[] AvgPool(double[] x, int planes, int height, int width, Window window, int rows, int columns, bool countPadding = true, int divisor = 0)
    {
        ArgumentNullException.ThrowIfNull(x);
        var means = new double[planes * rows * columns];
        for (int at = 0; at < means.Length; at++)
        {
            int plane = at / (rows * columns), row = at / columns % rows, column = at % columns, count = 0;
            double sum = 0;
            foreach ((int i, int j) in Taps(window, row, column))
            {
                bool isInside = i >= 0 && i < height && j >= 0 && j < width;
                bool isPadding = !isInside && i < height + window.PaddingHeight && j < width + window.PaddingWidth;
                if (isInside) sum += x[(((plane * height) + i) * width) + j];
                if (isInside || (isPadding && countPadding)) count++;
            }

            means[at] = sum / (divisor != 0 ? divisor : count);
        }

        return means;
    }

    // The positions under a window in scan order; those before the image have negative numbers.
    static IEnumerable<(int Row, int Column)> Taps(Window window, int row, int column)
    {
        for (int u = 0; u < window.KernelHeight; u++)
        {
            for (int v = 0; v < window.KernelWidth; v++)
                yield return ((row * window.StrideHeight) - window.PaddingHeight + (u * window.DilationHeight), (column * window.StrideWidth) - window.PaddingWidth + (v * window.DilationWidth));
        }
    }
}
