namespace Hebb.Vision.Reading.Page;

/// <summary>Thin runs of ink in neighbouring columns.</summary>
sealed class Trace
{
    readonly List<double> rows = [];
    int thickness;

    public int First { get; private set; }

    public int Last => First + rows.Count - 1;

    public int Count => rows.Count;

    /// <summary>Where it is in its last column.</summary>
    public double Row => rows[^1];

    public double Thickness => thickness / (double)rows.Count;

    public double RowAt(int step) => rows[step];

    public void Add(int x, double row, int thick)
    {
        if (rows.Count == 0) First = x;
        rows.Add(row);
        thickness += thick;
    }
}
