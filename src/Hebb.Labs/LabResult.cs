using System.Globalization;

namespace Hebb.Labs;

/// <summary>A lab's table: the reference, ours, and what had to hold.</summary>
internal sealed class LabResult
{
    readonly List<LabRow> rows = [];
    readonly List<string> files = [];

    /// <summary>The lines, in the order in which they were added.</summary>
    public IReadOnlyList<LabRow> Rows => rows;

    /// <summary>The files that the lab wrote.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Whether everything that had to hold holds.</summary>
    public bool Passed => rows.TrueForAll(row => row.Met != false);

    /// <summary>Whether what had to hold was looked at; a quick run only shows the figures.</summary>
    public bool IsChecked { get; private set; } = true;

    /// <summary>A figure that only informs.</summary>
    /// <param name="figure">What was measured.</param>
    /// <param name="reference">What is known about it.</param>
    /// <param name="ours">What came out.</param>
    public void Inform(string figure, string reference, string ours) => rows.Add(new LabRow(figure, reference, ours));

    /// <summary>Values that must be exactly those of the reference.</summary>
    /// <param name="figure">What was computed.</param>
    /// <param name="reference">The right values.</param>
    /// <param name="ours">What came out.</param>
    public void Exact(string figure, Tensor reference, Tensor ours)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(ours);
        bool met = reference.Shape == ours.Shape && reference.ToArray<double>().AsSpan().SequenceEqual(ours.ToArray<double>());
        rows.Add(new LabRow(figure, OneLine(reference), OneLine(ours), "exact", met));
    }

    /// <summary>A figure that must not be larger than a bound; NaN is larger than everything.</summary>
    /// <param name="figure">What was measured.</param>
    /// <param name="reference">What is known about it.</param>
    /// <param name="ours">What came out.</param>
    /// <param name="bound">The bound.</param>
    public void AtMost(string figure, string reference, double ours, double bound) =>
        rows.Add(new LabRow(figure, reference, Number(ours), $"≤ {Number(bound)}", ours <= bound));

    /// <summary>A figure that must not be smaller than a bound; NaN is smaller than everything.</summary>
    /// <param name="figure">What was measured.</param>
    /// <param name="reference">What is known about it.</param>
    /// <param name="ours">What came out.</param>
    /// <param name="bound">The bound.</param>
    public void AtLeast(string figure, string reference, double ours, double bound) =>
        rows.Add(new LabRow(figure, reference, Number(ours), $"≥ {Number(bound)}", ours >= bound));

    /// <summary>A figure that must be as near to the reference as the bound says; NaN is far from everything.</summary>
    /// <param name="figure">What was measured.</param>
    /// <param name="reference">The right value, as it was printed.</param>
    /// <param name="ours">What came out, in as many digits.</param>
    /// <param name="distance">How far they are apart.</param>
    /// <param name="bound">How far they may be.</param>
    public void Near(string figure, string reference, string ours, double distance, double bound) =>
        rows.Add(new LabRow(figure, reference, ours, $"± {Number(bound)}", distance <= bound));

    /// <summary>A count of successes out of a number of trials, at least so many of which must succeed.</summary>
    /// <param name="figure">What was tried.</param>
    /// <param name="reference">What is known about it.</param>
    /// <param name="successes">How many succeeded.</param>
    /// <param name="trials">How many there were.</param>
    /// <param name="bound">How many must succeed.</param>
    public void Count(string figure, string reference, int successes, int trials, int bound) =>
        rows.Add(new LabRow(figure, reference, $"{successes} of {trials}", $"≥ {bound} of {trials}", successes >= bound));

    /// <summary>A figure that must hold, yes or no.</summary>
    /// <param name="figure">What was looked at.</param>
    /// <param name="reference">What is known about it.</param>
    /// <param name="ours">What came out.</param>
    /// <param name="must">What has to hold, in words.</param>
    /// <param name="holds">Whether it does.</param>
    public void Holds(string figure, string reference, string ours, string must, bool holds) => rows.Add(new LabRow(figure, reference, ours, must, holds));

    internal void LeaveUnchecked()
    {
        IsChecked = false;
        for (int i = 0; i < rows.Count; i++) rows[i] = rows[i] with { Met = null };
    }

    /// <summary>Notes a file that the lab wrote.</summary>
    /// <param name="path">Its path.</param>
    public void Wrote(string path) => files.Add(path);

    /// <summary>A number in four digits, in plain or scientific notation by its size.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value == 0 || (Math.Abs(value) is >= 1e-3 and < 1e6)
        ? value.ToString("G4", CultureInfo.InvariantCulture)
        : value.ToString("0.#e-0", CultureInfo.InvariantCulture);

    static string OneLine(Tensor value)
    {
        if (value.Rank == 0) return Number(value.Item());
        if (value.Rank == 1) return $"[{string.Join(", ", value.ToArray<double>().Select(Number))}]";
        double[] values = value.ToArray<double>();
        int row = values.Length / value.Shape[0];
        return $"[{string.Join(", ", Enumerable.Range(0, value.Shape[0]).Select(i => OneLine(Tensor.From(values.AsSpan(i * row, row).ToArray(), value.Shape.Without(0)))))}]";
    }
}
