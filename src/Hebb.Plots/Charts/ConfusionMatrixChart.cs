using System.Text;
using Hebb.Plots.Charts;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>
/// Which classes a classifier takes for which: counts in the cells, coloured by the share of the true class (each row sums to 1), the pairs that are confused
/// most framed and listed beneath.
/// </summary>
public sealed class ConfusionMatrixChart : Figure
{
    readonly long[] counts;
    readonly string[] names;
    readonly long[] sums;

    /// <summary>Draws a confusion matrix.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="counts">Shape [classes, classes]: row, the true class; column, the predicted one. Whole numbers ≥ 0.</param>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    /// <exception cref="ShapeException">The tensor is not a square matrix.</exception>
    /// <exception cref="ArgumentException">A count is negative, all are 0, or there are not as many names as classes.</exception>
    public ConfusionMatrixChart(string title, Tensor counts, IReadOnlyList<string>? names = null)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Rank != 2 || counts.Shape[0] != counts.Shape[1]) throw new ShapeException($"A confusion matrix is square; this tensor has shape {counts.Shape}.", "ConfusionMatrixChart.Of counts labels and predictions.");
        this.counts = counts.ToArray<long>();
        if (Array.Exists(this.counts, c => c < 0) || this.counts.Sum() == 0) throw new ArgumentException($"The confusion matrix of “{title}” has a negative count or nothing but zeros.", nameof(counts));
        if (names is not null && names.Count != counts.Shape[0]) throw new ArgumentException($"There are {names.Count} names for {counts.Shape[0]} classes.", nameof(names));
        sums = [.. this.counts.Chunk(counts.Shape[0]).Select(row => row.Sum())];
        this.names = names is null ? [.. Enumerable.Range(0, counts.Shape[0]).Select(i => NumberText.Value(i))] : [.. names];
    }

    /// <summary>How many of the most confused pairs are framed and listed.</summary>
    public int MostConfused { get; set; } = 5;

    /// <summary>The share of all examples on the diagonal, 0 … 1.</summary>
    public double Accuracy => (double)Enumerable.Range(0, names.Length).Sum(i => At(i, i)) / counts.Sum();

    /// <summary>Counts labels and predictions and draws the matrix.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="labels">The true classes, shape [n], 0 … classes − 1.</param>
    /// <param name="predictions">The predicted classes, shape [n]: <c>logits.ArgMax(-1)</c>.</param>
    /// <param name="names">The classes' names; where it is null, there are as many classes as the greatest number says.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are none, or a class has no name.</exception>
    public static ConfusionMatrixChart Of(string title, Tensor labels, Tensor predictions, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        if (labels.Count != predictions.Count || labels.Count == 0) throw new ArgumentException($"There are {labels.Count} labels and {predictions.Count} predictions; each example needs one of each.", nameof(predictions));
        long[] truth = labels.ToArray<long>(), guess = predictions.ToArray<long>();
        long classes = names?.Count ?? Math.Max(truth.Max(), guess.Max()) + 1;
        if (Math.Min(truth.Min(), guess.Min()) < 0 || Math.Max(truth.Max(), guess.Max()) >= classes || classes > 1000)
            throw new ArgumentException($"Classes run from 0 to {classes - 1} (1000 at most); the labels hold {truth.Min()} … {truth.Max()}, the predictions {guess.Min()} … {guess.Max()}.", nameof(labels));
        var table = new long[classes * classes];
        for (int i = 0; i < truth.Length; i++) table[(truth[i] * classes) + guess[i]]++;
        return new ConfusionMatrixChart(title, Tensor.From(table, [(int)classes, (int)classes]), names);
    }

    internal override (double Width, double Height) Size()
    {
        CellGrid grid = Grid(PageRoom.Wide);
        return Size(grid, grid.NaturalCell());
    }

    internal override (double Width, double Height) SizeIn(double room)
    {
        if (Width > 0 && Width <= room) return Size();
        CellGrid grid = Grid(room);
        return Size(grid, grid.CellIn(room - grid.Left - 22, max: 2)) is var (width, height) ? (Math.Min(width, room), height) : default;
    }

    (double Width, double Height) Size(CellGrid grid, double cell)
    {
        double tall = Math.Min(cell, 34), width = grid.Left + (cell * names.Length) + 22;
        double height = (Title.Length > 0 ? 44 : 16) + (tall * names.Length) + grid.Bottom(cell) + ListRoom();
        return (Width > 0 ? Width : Math.Max(width, 320), Height > 0 ? Height : height);
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        CellGrid grid = Grid(box.Width);
        Box area = box.Inside(grid.Left, Title.Length > 0 ? 44 : 16, 22, 0);
        area = area with { Height = box.Bottom - area.Y - grid.Bottom(area.Width / names.Length) - ListRoom() };
        DrawTitle(canvas, box);
        grid.Draw(canvas, area);
        double width = area.Width / names.Length, height = area.Height / names.Length, y = box.Bottom - ListRoom() + 18;
        List<(int Truth, int Guess)> pairs = Pairs();
        foreach ((int truth, int guess) in pairs)
            canvas.Rect(new Box(area.X + (guess * width) + 0.25, area.Y + (truth * height) + 0.25, width - 1.5, height - 1.5), null, Paint.Wrong, 1.5, 1, 2);
        if (pairs.Count == 0) return;
        canvas.Text(box.X + 16, y, "Most confused (true → predicted)", Paint.Ink, 12, bold: true);
        foreach ((int truth, int guess) in pairs) canvas.Text(box.X + 16, y += 17, Fitting(truth, guess, box.Width - 30), Paint.Muted, 11.5);
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        var text = new StringBuilder();
        string[] shown = [.. names.Select(Printable.Line)];
        int longest = shown.Max(TextWidth.Of), name = Math.Min(12, longest), cell = Math.Max(Math.Min(6, longest), counts.Max().ToString(System.Globalization.CultureInfo.InvariantCulture).Length) + 1;
        text.Append(' ', name);
        foreach (string n in shown) text.Append(TextWidth.PadLeft(TextWidth.Start(n, cell - 1), cell));
        text.Append('\n');
        for (int r = 0; r < names.Length; r++)
        {
            text.Append(TextWidth.PadLeft(TextWidth.Start(shown[r], name), name));
            for (int c = 0; c < names.Length; c++) text.Append((At(r, c) == 0 ? "·" : At(r, c).ToString(System.Globalization.CultureInfo.InvariantCulture)).PadLeft(cell));
            text.Append('\n');
        }

        text.Append("rows: true class, columns: predicted; accuracy ").Append(NumberText.Fixed(100 * Accuracy, 2)).Append(" %\n");
        foreach ((int truth, int guess) in Pairs()) text.Append(Printable.Line(Line(truth, guess))).Append('\n');
        return text.ToString();
    }

    internal override string Describe() =>
        $"Confusion matrix of {names.Length} classes and {counts.Sum()} examples, accuracy {NumberText.Fixed(100 * Accuracy, 2)} %." + string.Concat(Pairs().Select(p => $" {Line(p.Truth, p.Guess)}."));

    long At(int truth, int guess) => counts[(truth * names.Length) + guess];

    double Share(int truth, int guess)
    {
        long sum = sums[truth];
        return sum == 0 ? 0 : (double)At(truth, guess) / sum;
    }

    // Where the whole line does not fit, the names are cut and not the numbers.
    string Fitting(int truth, int guess, double room)
    {
        string line = Line(truth, guess);
        if (FontMetrics.Width(line, 11.5) <= room) return line;
        string numbers = $": {At(truth, guess)} times", arrow = " → ";
        double each = (room - FontMetrics.Width(arrow + numbers, 11.5)) / 2;
        return FontMetrics.Fit(names[truth], 11.5, each) + arrow + FontMetrics.Fit(names[guess], 11.5, each) + numbers;
    }

    string Line(int truth, int guess) => $"{names[truth]} → {names[guess]}: {At(truth, guess)} times, {NumberText.Fixed(100 * Share(truth, guess), 1)} % of all {names[truth]}";

    List<(int Truth, int Guess)> Pairs() =>
    [
        .. Enumerable.Range(0, counts.Length).Select(i => (Truth: i / names.Length, Guess: i % names.Length)).Where(p => p.Truth != p.Guess && At(p.Truth, p.Guess) > 0)
            .OrderByDescending(p => At(p.Truth, p.Guess)).ThenByDescending(p => Share(p.Truth, p.Guess)).Take(Math.Max(0, MostConfused)),
    ];

    double ListRoom()
    {
        int pairs = Pairs().Count;
        return pairs == 0 ? 0 : 36 + (17 * pairs);
    }

    CellGrid Grid(double room) => new(names.Length, names.Length, names, names, "predicted class", "true class")
    {
        Text = (r, c) => At(r, c) == 0 ? string.Empty : At(r, c).ToString(System.Globalization.CultureInfo.InvariantCulture),
        // The root lifts the few confusions out of the paper's white beside a diagonal near 1.
        Color = (r, c) => (ColorMap.Blues.At(Math.Sqrt(Share(r, c))), ColorMap.Blues.OnDark.At(Math.Sqrt(Share(r, c)))),
        MaxLabel = LabelRoom.In(room),
    };
}
