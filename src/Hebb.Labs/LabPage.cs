using System.Globalization;
using Hebb.Images;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>
/// What a lab puts into its report: sections with words, figures and tables, in the order in which they come. Above them the report has the table of
/// reference and ours, below them the lines that the lab said.
/// </summary>
internal sealed class LabPage
{
    readonly List<Action<Report>> parts = [];
    readonly List<string> log = [];

    /// <summary>Begins a section.</summary>
    /// <param name="text">Its name.</param>
    /// <returns>This page.</returns>
    public LabPage Heading(string text)
    {
        parts.Add(report => report.Heading(text));
        return this;
    }

    /// <summary>Adds paragraphs; an empty line begins another.</summary>
    /// <param name="text">The text.</param>
    /// <returns>This page.</returns>
    public LabPage Text(string text)
    {
        parts.Add(report => report.Text(text));
        return this;
    }

    /// <summary>Adds a figure, as it is now.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">What is written beneath.</param>
    /// <returns>This page.</returns>
    public LabPage Figure(Figure figure, string caption)
    {
        parts.Add(report => report.Figure(figure, caption));
        return this;
    }

    /// <summary>Adds a photograph, made small enough for a page.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="caption">What it shows; written beneath.</param>
    /// <returns>This page.</returns>
    public LabPage Image(Image image, string caption)
    {
        const double Longest = 1400;
        double scale = Math.Min(1, Longest / Math.Max(image.Width, image.Height));
        Image small = scale < 1 ? image.Resize(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale))) : image;
        byte[] file = small.Channels == 1 ? small.Encode("png") : small.Encode("jpg");
        parts.Add(report => report.Image(file, caption, caption));
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="columns">What the columns are.</param>
    /// <param name="rows">As many cells in each row as there are columns.</param>
    /// <param name="caption">What is written above.</param>
    /// <returns>This page.</returns>
    public LabPage Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows, string caption)
    {
        parts.Add(report => report.Table(columns, rows, caption));
        return this;
    }

    internal void Log(string line) => log.Add(line);

    internal Report Write(Lab lab, LabContext context, LabResult result)
    {
        Report report = new Report(lab.Title).Text(lab.Description).Text(Chosen(context.Options)).Heading("Reference and ours");
        report.Table(
            ["figure", "reference", "ours", "must", "met"],
            result.Rows.Select(row => (IReadOnlyList<object?>)[row.Figure, row.Reference, row.Ours, row.Must, row.Met switch { true => GoalMark.Met, false => GoalMark.Missed, null => null }]),
            !result.IsChecked ? "A quick run: what must be reached is written here, but not checked." : result.Passed ? "Every figure that had to be reached was reached." : "A figure that had to be reached was missed.");
        foreach (Action<Report> part in parts) part(report);
        if (log.Count > 0) report.Heading("What the lab said").Code(string.Join('\n', log));
        return report;
    }

    static string Chosen(LabOptions options)
    {
        string?[] words =
        [
            options.Epochs is { } epochs ? epochs == 1 ? "1 epoch" : $"{epochs} epochs" : null,
            options.BatchSize is { } size ? $"batches of {size}" : null,
            options.LearningRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"learning rate {rate}") : null,
            options.Seed is { } seed ? $"seed {seed}" : null,
        ];
        string text = string.Join(", ", words.Where(word => word is not null));
        return text.Length == 0 ? string.Empty : $"Run with {text}.";
    }
}
