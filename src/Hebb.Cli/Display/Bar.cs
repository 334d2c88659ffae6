namespace Hebb.Cli.Display;

/// <summary>Bars and curves of block characters.</summary>
static class Bar
{
    const string Eighths = " ▏▎▍▌▋▊▉";
    const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>A bar that fills a part of a width to the eighth of a column; a part above 0 always shows.</summary>
    public static string Of(double part, int width)
    {
        int eighths = double.IsNaN(part) ? 0 : (int)Math.Round(Math.Clamp(part, 0, 1) * width * 8);
        if (part > 0 && eighths == 0) eighths = 1;
        string full = new('█', eighths / 8);
        return (eighths % 8 == 0 ? full : full + Eighths[eighths % 8]).PadRight(width);
    }

    /// <summary>Values as one row of columns, the largest a full block; where there are more values than columns, each column is the mean of its share.</summary>
    public static string Curve(IReadOnlyList<double> values, int width)
    {
        if (values.Count == 0) return string.Empty;
        int columns = Math.Min(width, values.Count);
        var means = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            int first = i * values.Count / columns, end = (i + 1) * values.Count / columns;
            for (int j = first; j < end; j++) means[i] += values[j] / (end - first);
        }

        double most = means.Max(), least = means.Min();
        return string.Concat(means.Select(v => Heights[most > least ? (int)Math.Round((v - least) / (most - least) * (Heights.Length - 1)) : 0]));
    }
}
