using Hebb.Training;

namespace Hebb.Plots;

/// <summary>Learning curves: a number of a training over its epochs, that of the training set beside that of the validation set.</summary>
/// <example><code>
/// TrainingHistory history = trainer.Fit(train, validation);
/// LearningCurves.Of(history).SaveSvg("loss.svg");
/// report.Figure(LearningCurves.Figure(history), "Where the curves part, the network overfits.");
/// </code></example>
public static class LearningCurves
{
    const string Training = "training", Validation = "validation", Prefix = "val_";
    const int MaxPoints = 2000;

    /// <summary>One number of a training.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="metric">The number's name without "val_": "loss", "accuracy".</param>
    /// <param name="title">The line above the chart.</param>
    /// <exception cref="KeyNotFoundException">Neither the training nor the validation recorded a finite value of that name.</exception>
    public static LineChart Of(TrainingHistory history, string metric = "loss", string title = "")
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(metric);
        LineChart chart = Chart(metric, title);
        bool isEmpty = true;
        foreach ((string line, string name) in (ReadOnlySpan<(string, string)>)[(Training, metric), (Validation, Prefix + metric)])
        {
            if (history.Epochs.TryGetValue(name, out MetricHistory? series)) isEmpty &= !Add(chart, line, series.Epochs, series.Values);
        }

        return isEmpty ? throw new KeyNotFoundException($"The history has no finite value of '{metric}' or '{Prefix}{metric}'; it has {(history.Epochs.Count == 0 ? "nothing" : string.Join(", ", history.Epochs.Keys))}.") : chart;
    }

    /// <summary>One number of a training whose loop is your own.</summary>
    /// <param name="training">A value for each epoch.</param>
    /// <param name="validation">A value for each epoch; none without a validation.</param>
    /// <param name="metric">What it is.</param>
    /// <param name="title">The line above the chart.</param>
    /// <exception cref="ArgumentException">There is no finite value.</exception>
    public static LineChart Of(IReadOnlyList<double> training, IReadOnlyList<double> validation, string metric = "loss", string title = "")
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        LineChart chart = Chart(metric, title);
        bool isDrawn = Add(chart, Training, Counted(training), training) | Add(chart, Validation, Counted(validation), validation);
        return isDrawn ? chart : throw new ArgumentException($"There is no finite {metric} to draw.", nameof(training));
    }

    /// <summary>The loss of a learning-rate range test over the learning rates.</summary>
    /// <param name="curve">From <see cref="LearningRateFinder"/>.</param>
    /// <param name="title">The line above the chart.</param>
    public static LineChart Of(LearningRateCurve curve, string title = "")
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new LineChart(title) { XScale = AxisScale.Log, XTitle = "learning rate", YTitle = "loss" }.Line("loss, smoothed", PlotData.From(curve.Rates), PlotData.From(curve.Smoothed));
    }

    /// <summary>Loss and every other number that a training recorded, a chart each, beside each other.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="title">The line above the charts.</param>
    /// <exception cref="ArgumentException">Nothing finite was recorded.</exception>
    public static SmallMultiples Figure(TrainingHistory history, string title = "")
    {
        ArgumentNullException.ThrowIfNull(history);
        string[] metrics = [.. history.Epochs.Values.Where(series => series.Values.Any(double.IsFinite)).Select(series => Plain(series.Name)).Distinct(StringComparer.Ordinal)];
        if (metrics.Length == 0) throw new ArgumentException("The history has no finite value to draw; has the training ended its first epoch?", nameof(history));
        return Beside(title, [.. metrics.Select(metric => Of(history, metric, Named(metric)))]);
    }

    /// <summary>Charts beside each other, two in a row.</summary>
    internal static SmallMultiples Beside(string title, params IReadOnlyList<LineChart> charts) => new(title, [.. charts]) { Columns = Math.Min(2, charts.Count), ShareY = false };

    /// <summary>Adds a line through the finite values; of very many, every so-many-th.</summary>
    /// <returns>False, and no line, if there are none.</returns>
    internal static bool Add(LineChart chart, string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int[] finite = [.. Enumerable.Range(0, y.Count).Where(i => double.IsFinite(y[i]))];
        if (finite.Length == 0) return false;
        int stride = (finite.Length + MaxPoints - 1) / MaxPoints;
        int[] drawn = [.. finite.Where((_, i) => i % stride == 0 || i == finite.Length - 1)];
        chart.Line(name, PlotData.From(drawn.Select(i => x[i])), PlotData.From(drawn.Select(i => y[i])));
        return true;
    }

    static LineChart Chart(string metric, string title) => new(title) { XTitle = "epoch", YTitle = metric.Replace('_', ' ') };

    static double[] Counted(IReadOnlyList<double> values) => [.. Enumerable.Range(1, values.Count).Select(i => (double)i)];

    static string Plain(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    static string Named(string metric) => char.ToUpperInvariant(metric[0]) + metric[1..].Replace('_', ' ');
}
