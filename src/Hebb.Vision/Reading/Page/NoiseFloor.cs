namespace Hebb.Vision.Reading.Page;

/// <summary>How strong the darkness of blank paper is in each part of a page, and how much it varies: from the lower half of its values, where there is no ink.</summary>
sealed class NoiseFloor
{
    readonly int columns, rows, block;
    readonly float[] medians, deviations;

    /// <param name="darkness">How dark each pixel is against the paper.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="block">The side of the parts in pixels.</param>
    public NoiseFloor(ReadOnlySpan<byte> darkness, int width, int height, int block)
    {
        this.block = block;
        columns = Math.Max(1, (width + (block / 2)) / block);
        rows = Math.Max(1, (height + (block / 2)) / block);
        medians = new float[columns * rows];
        deviations = new float[columns * rows];
        Span<int> counts = stackalloc int[256];
        for (int j = 0; j < rows; j++)
        {
            int top = j * block, bottom = j == rows - 1 ? height : top + block;
            for (int i = 0; i < columns; i++)
            {
                int left = i * block, right = i == columns - 1 ? width : left + block;
                counts.Clear();
                for (int y = top; y < bottom; y++)
                {
                    foreach (byte value in darkness.Slice((y * width) + left, right - left)) counts[value]++;
                }

                int total = (bottom - top) * (right - left);
                double low = Quantile(counts, 0.15 * total), high = Quantile(counts, 0.4 * total);

                // Of a normal distribution, these lie 1.036 and 0.253 deviations below the middle.
                double deviation = Math.Max((high - low) / 0.783, 0.5);
                deviations[(j * columns) + i] = (float)deviation;
                medians[(j * columns) + i] = (float)(high + (0.253 * deviation));
            }
        }

        Smooth(medians);
        Smooth(deviations);
    }

    /// <summary>The deviation around a pixel.</summary>
    public double DeviationAt(int x, int y) => deviations[(Math.Min(rows - 1, y / block) * columns) + Math.Min(columns - 1, x / block)];

    /// <summary>Writes what the paper has into two rows: medians and deviations, linear between the parts.</summary>
    public void Row(int y, Span<float> median, Span<float> deviation)
    {
        double v = Math.Clamp(((y + 0.5) / block) - 0.5, 0, rows - 1);
        int upper = (int)v, lower = Math.Min(rows - 1, upper + 1);
        Row(medians, upper, lower, (float)(v - upper), median);
        Row(deviations, upper, lower, (float)(v - upper), deviation);
    }

    // Down between two rows of parts first, then along from part to part.
    void Row(float[] grid, int upper, int lower, float down, Span<float> to)
    {
        ReadOnlySpan<float> above = grid.AsSpan(upper * columns, columns), below = grid.AsSpan(lower * columns, columns);
        int first = Math.Min(to.Length, block / 2);
        float value = above[0] + ((below[0] - above[0]) * down);
        to[..first].Fill(value);
        for (int i = 0, x = first; x < to.Length; i++)
        {
            int next = Math.Min(columns - 1, i + 1), end = next == i ? to.Length : Math.Min(to.Length, x + block);
            float target = above[next] + ((below[next] - above[next]) * down), step = (target - value) / block;
            for (int k = 0; x < end; x++, k++) to[x] = value + (k * step);
            value = target;
        }
    }

    static double Quantile(ReadOnlySpan<int> counts, double rank)
    {
        double sum = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            if (sum + counts[level] >= rank && counts[level] > 0) return level - 0.5 + ((rank - sum) / counts[level]);
            sum += counts[level];
        }

        return counts.Length - 1;
    }

    // The median of 3 × 3 parts: one part full of writing does not count.
    void Smooth(float[] grid)
    {
        float[] from = [.. grid];
        Span<float> window = stackalloc float[9];
        for (int j = 0; j < rows; j++)
        {
            for (int i = 0; i < columns; i++)
            {
                int n = 0;
                for (int y = Math.Max(0, j - 1); y <= Math.Min(rows - 1, j + 1); y++)
                {
                    for (int x = Math.Max(0, i - 1); x <= Math.Min(columns - 1, i + 1); x++) window[n++] = from[(y * columns) + x];
                }

                window[..n].Sort();
                grid[(j * columns) + i] = window[n / 2];
            }
        }
    }
}
