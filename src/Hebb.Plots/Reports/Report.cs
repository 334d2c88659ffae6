using System.Globalization;
using System.Text;
using Hebb.Formats;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>
/// One HTML file that holds everything: sections with a table of contents, text, tables, figures, code. It loads nothing from anywhere and runs no script,
/// follows the reader's light or dark preference, and prints well. Whatever text is given is escaped: no name can become markup. The calls can be chained.
/// </summary>
/// <param name="title">The title of the page.</param>
/// <example><code>
/// new Report("MNIST, 10 epochs").Text("A LeNet on 60,000 digits.").Heading("Learning").Figure(loss, "The loss falls.").Save("mnist.html");
/// </code></example>
public sealed class Report(string title)
{
    readonly StringBuilder body = new();
    readonly List<(int Level, string Text)> headings = [];
    readonly List<string> styles = [];
    int figures, tables;

    /// <summary>The title of the page.</summary>
    public string Title { get; } = title ?? throw new ArgumentNullException(nameof(title));

    /// <summary>Begins a section.</summary>
    /// <param name="text">Its name.</param>
    /// <param name="level">1 for a section, 2 for a part of one.</param>
    /// <returns>This report.</returns>
    public Report Heading(string text, int level = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 2);
        headings.Add((level, text));
        body.Append(CultureInfo.InvariantCulture, $"<h{level + 1} id=\"s{headings.Count}\">{SvgCanvas.Escape(text)}</h{level + 1}>\n");
        return this;
    }

    /// <summary>Adds paragraphs; an empty line begins another.</summary>
    /// <param name="text">The text.</param>
    /// <returns>This report.</returns>
    public Report Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            body.Append("<p>").Append(SvgCanvas.Escape(paragraph)).Append("</p>\n");
        return this;
    }

    /// <summary>Adds a table. Columns of numbers are aligned at the right; a <see cref="GoalMark"/> shows whether an aim was met.</summary>
    /// <param name="columns">What the columns are.</param>
    /// <param name="rows">As many cells in each row as there are columns: texts, numbers, marks; null for an empty cell.</param>
    /// <param name="caption">What is written above.</param>
    /// <returns>This report.</returns>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public Report Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyList<object?>[] all = [.. rows];
        for (int r = 0; r < all.Length; r++)
        {
            if (all[r].Count != columns.Count) throw new ArgumentException($"Row {r} has {all[r].Count} cells; the table has {columns.Count} columns.", nameof(rows));
        }

        TableHtml.Append(body, columns, all, caption.Length > 0 ? $"Table {++tables}. {caption}" : string.Empty);
        return this;
    }

    /// <summary>Adds a figure.</summary>
    /// <param name="figure">The figure, drawn as it is now.</param>
    /// <param name="caption">What is written beneath; the figure's number comes before it.</param>
    /// <returns>This report.</returns>
    /// <exception cref="InvalidOperationException">The figure has nothing to draw.</exception>
    public Report Figure(Figure figure, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Framed(figure.ToHtml(), caption);
    }

    /// <summary>Adds an image that is at hand as a PNG or JPEG file's bytes; they are put into the page.</summary>
    /// <param name="image">The file's content.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="caption">What is written beneath.</param>
    /// <returns>This report.</returns>
    /// <exception cref="ArgumentException">The bytes are neither a PNG nor a JPEG image.</exception>
    public Report Image(ReadOnlySpan<byte> image, string description, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(description);
        string type = image.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "png" : image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpeg"
            : throw new ArgumentException("An image in a report is the content of a PNG or JPEG file; these bytes begin like neither.", nameof(image));
        return Framed($"<div class=\"pic\"><img alt=\"{SvgCanvas.Escape(description)}\" src=\"data:image/{type};base64,{Convert.ToBase64String(image)}\"></div>\n", caption);
    }

    /// <summary>Adds lines in a font of fixed width: code, a model as it prints, a log.</summary>
    /// <param name="text">The lines.</param>
    /// <returns>This report.</returns>
    public Report Code(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        body.Append("<pre><code>").Append(SvgCanvas.Escape(text.ReplaceLineEndings("\n").TrimEnd('\n'))).Append("</code></pre>\n");
        return this;
    }

    /// <summary>Adds HTML as it is, with rules of style for what is in it: for views that no other part of a report gives. Whoever calls it has escaped every text in it.</summary>
    internal Report Html(string html, string css = "")
    {
        body.Append(html);
        if (css.Length > 0 && !styles.Contains(css)) styles.Add(css);
        return this;
    }

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        string name = SvgCanvas.Escape(Title);
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").Append(name).Append("</title>\n<style>\n").Append(ReportStyle.Css).AppendJoin(string.Empty, styles).Append("</style>\n</head>\n<body>\n<main>\n");
        page.Append("<h1>").Append(name).Append("</h1>\n");
        if (headings.Count > 2)
        {
            page.Append("<nav aria-label=\"Contents\">\n<ul>\n");
            for (int i = 0; i < headings.Count; i++)
                page.Append(CultureInfo.InvariantCulture, $"<li class=\"l{headings[i].Level}\"><a href=\"#s{i + 1}\">{SvgCanvas.Escape(headings[i].Text)}</a></li>\n");
            page.Append("</ul>\n</nav>\n");
        }

        return page.Append(body).Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>Writes the page to a file; an old one is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        byte[] text = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    Report Framed(string image, string caption)
    {
        body.Append("<figure>\n").Append(image);
        if (caption.Length > 0) body.Append(CultureInfo.InvariantCulture, $"<figcaption><b>Figure {++figures}.</b> {SvgCanvas.Escape(caption)}</figcaption>\n");
        body.Append("</figure>\n");
        return this;
    }
}
