using Hebb.Plots.Charts;
using Hebb.Plots.Svg;
using Hebb.Plots.Terminal;

namespace Hebb.Plots;

/// <summary>Points in the plane, by class: embeddings, predictions against targets. Classes differ in colour and in shape.</summary>
/// <param name="title">The line above the chart.</param>
public sealed class ScatterChart(string title = "") : XyChart(title)
{
    readonly List<Cloud> clouds = [];

    /// <summary>How solid the points are, 0 … 1; less where many lie over each other.</summary>
    public double Opacity
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 0.8;

    /// <summary>Adds the points of one class.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">The points' places on the horizontal axis.</param>
    /// <param name="y">As many on the vertical axis.</param>
    /// <param name="radius">The size of a point in pixels.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">No values, none that is finite, or lengths that differ.</exception>
    public ScatterChart Points(string name, PlotData x, PlotData y, double radius = 3.5) => Points(name, x, y, PlotData.Create([radius]));

    /// <summary>Adds the points of one class, each of its own size.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">The points' places on the horizontal axis.</param>
    /// <param name="y">As many on the vertical axis.</param>
    /// <param name="radii">Their sizes in pixels: as many, or a single one.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentException">No values, none that is finite, or lengths that differ.</exception>
    public ScatterChart Points(string name, PlotData x, PlotData y, PlotData radii)
    {
        ArgumentNullException.ThrowIfNull(name);
        (double[] xs, double[] ys) = Paired(name, x, y);
        double[] sizes = radii.Required($"The sizes of “{name}”", nameof(radii));
        if (sizes.Length != 1 && sizes.Length != xs.Length) throw new ArgumentException($"“{name}” has {xs.Length} points and {sizes.Length} sizes; give one for each, or a single one.", nameof(radii));
        clouds.Add(new Cloud(name, xs, ys, sizes));
        return this;
    }

    /// <summary>Adds points of several classes at once, such as an embedding of a test set.</summary>
    /// <param name="xy">Shape [n, 2].</param>
    /// <param name="labels">Shape [n], whole numbers from 0; class i is named <paramref name="names"/>[i].</param>
    /// <param name="names">The classes' names; their numbers where it is null.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ShapeException">The tensors have other shapes.</exception>
    /// <exception cref="ArgumentException">A label has no name.</exception>
    public ScatterChart ByClass(Tensor xy, Tensor labels, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(xy);
        ArgumentNullException.ThrowIfNull(labels);
        if (xy.Rank != 2 || xy.Shape[1] != 2) throw new ShapeException($"Points in the plane have shape [n, 2]; these have {xy.Shape}.", "Take two columns: x[.., 0..2].");
        if (labels.Count != xy.Shape[0]) throw new ShapeException($"There are {xy.Shape[0]} points and {labels.Count} labels.", "Give one label for each point.");
        double[] all = xy.ToArray<double>();
        long[] classes = labels.ToArray<long>();
        foreach (long c in classes.Distinct().Order())
        {
            if (c < 0 || (names is not null && c >= names.Count)) throw new ArgumentException($"Label {c} has no name: there are {names?.Count ?? 0} names, counted from 0.", nameof(labels));
            int[] members = [.. Enumerable.Range(0, classes.Length).Where(i => classes[i] == c)];
            Points(names?[(int)c] ?? NumberText.Value(c), PlotData.From(members.Select(i => all[2 * i])), PlotData.From(members.Select(i => all[(2 * i) + 1])));
        }

        return this;
    }

    /// <summary>Adds a dashed line at a height.</summary>
    /// <param name="y">The height.</param>
    /// <param name="label">What is written on it.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The height is not finite.</exception>
    public ScatterChart Horizontal(double y, string label = "")
    {
        AddReference(y, label, isVertical: false);
        return this;
    }

    /// <summary>Adds a dashed line at a place on the horizontal axis.</summary>
    /// <param name="x">The place.</param>
    /// <param name="label">What is written on it.</param>
    /// <returns>This chart.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The place is not finite.</exception>
    public ScatterChart Vertical(double x, string label = "")
    {
        AddReference(x, label, isVertical: true);
        return this;
    }

    private protected override bool IsSquarish => true;

    internal override IReadOnlyList<LegendEntry> LegendEntries() =>
        [.. clouds.Select((c, i) => new LegendEntry(c.Name, Paint.Series(i), Marks.ForClass(i), false, false))];

    internal override Bounds DataBounds()
    {
        if (clouds.Count == 0) throw new InvalidOperationException($"The chart “{Title}” has no points yet: add some with Points(name, x, y).");
        var bounds = new Bounds();
        foreach (Cloud c in clouds)
        {
            for (int i = 0; i < c.X.Length; i++)
            {
                if (!Shows(c.X[i], c.Y[i])) continue;
                bounds.AddX(c.X[i]);
                bounds.AddY(c.Y[i]);
            }
        }

        return bounds;
    }

    internal override void DrawMarks(SvgCanvas canvas, Plot plot)
    {
        // Classes in turn, point by point, so that none covers all the others.
        int longest = clouds.Max(c => c.X.Length);
        for (int i = 0; i < longest; i++)
        {
            for (int k = 0; k < clouds.Count; k++)
            {
                Cloud c = clouds[k];
                if (i >= c.X.Length || !Shows(c.X[i], c.Y[i])) continue;
                double radius = c.Sizes[c.Sizes.Length == 1 ? 0 : i];
                if (double.IsFinite(radius) && radius > 0) Marks.Draw(canvas, Marks.ForClass(k), plot.X(c.X[i]), plot.Y(c.Y[i]), radius, Paint.Series(k), Opacity);
            }
        }
    }

    internal override void Occupy(Plot plot, List<Point> points)
    {
        foreach (Cloud c in clouds)
        {
            for (int i = 0; i < c.X.Length; i++)
            {
                if (Shows(c.X[i], c.Y[i])) points.Add(plot.At(c.X[i], c.Y[i]));
            }
        }
    }

    internal override void DrawDots(TerminalPlot plot)
    {
        for (int k = 0; k < clouds.Count; k++) plot.Dots(clouds[k].X, clouds[k].Y, Shows, k);
    }

    internal override string Describe()
    {
        string text = $"Scatter chart of {XTitle.OrElse("x")} against {YTitle.OrElse("y")}.";
        foreach (Cloud c in clouds) text += $" {c.Name}: {c.X.Length} points, {Range(c.X, c.Y)}.{Missing(c.Name, c.X, c.Y)}";
        return text;
    }

    sealed record Cloud(string Name, double[] X, double[] Y, double[] Sizes);
}
