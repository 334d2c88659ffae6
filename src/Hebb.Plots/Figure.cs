using System.Text;
using Hebb.Formats;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>
/// A figure that can be written as SVG, shown in a terminal, or put into a <see cref="Report"/>. The same figure always gives the same text. Not safe for
/// use from several threads at once.
/// </summary>
public abstract class Figure
{
    private protected Figure(string title) => Title = title;

    /// <summary>The title above the figure; empty for none.</summary>
    public string Title { get; set; }

    /// <summary>What the figure shows, for those who cannot see it. Unless it is set, a sentence or two made from the data.</summary>
    public string Description
    {
        get => field.Length > 0 ? field : Describe();
        set;
    } = string.Empty;

    /// <summary>The width in pixels; 0 leaves it to the figure. Grids of images and graphs are always as wide as what they hold.</summary>
    public int Width { get; set; }

    /// <summary>The height in pixels; 0 leaves it to the figure. Grids of images and graphs are always as high as what they hold.</summary>
    public int Height { get; set; }

    /// <summary>The figure as an SVG document, with its title and description for screen readers.</summary>
    /// <param name="embedded">
    /// For a figure inside a page: without a background, with colours that follow the reader's light or dark preference. Otherwise it stands on white.
    /// </param>
    /// <exception cref="InvalidOperationException">There is nothing that can be drawn.</exception>
    public string ToSvg(bool embedded = false) => Drawn(Size(), embedded);

    /// <summary>Writes <see cref="ToSvg"/> to a file; an old one is replaced whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">There is nothing that can be drawn.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path)
    {
        byte[] text = Encoding.UTF8.GetBytes(ToSvg());
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>The figure in characters: dots of braille, blocks and letters.</summary>
    /// <param name="width">Columns, at least 20.</param>
    /// <param name="height">Lines for the drawing itself, at least 4; titles and legends come on top.</param>
    /// <param name="color">Whether to colour it with the terminal's escape sequences. Without them the text is plain.</param>
    /// <returns>Lines, each ended by a line feed, without blanks at their ends.</returns>
    /// <exception cref="InvalidOperationException">There is nothing that can be drawn.</exception>
    public string ToTerminal(int width = 80, int height = 20, bool color = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 4);
        var text = new StringBuilder();
        if (Title.Length > 0) text.Append(Printable.Line(Title)).Append('\n');
        foreach (string line in DrawTerminal(width, height, color).Split('\n')) text.Append(line.TrimEnd()).Append('\n');
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The size of the drawing in pixels.</summary>
    internal abstract (double Width, double Height) Size();

    /// <summary>The size of the drawing in a page that has so much room for it.</summary>
    internal virtual (double Width, double Height) SizeIn(double room) => Size();

    /// <summary>The figure as a part of a page: drawn for a wide screen and, where that would be too small to read there, once more for a phone.</summary>
    internal virtual string ToHtml()
    {
        string wide = ToSvgIn(PageRoom.Wide), narrow = ToSvgIn(PageRoom.Narrow);
        return wide == narrow ? $"<div class=\"pic\">{wide}</div>\n" : $"<div class=\"pic desk\">{wide}</div>\n<div class=\"pic phone fit\">{narrow}</div>\n";
    }

    /// <summary>The drawing for a page that has so much room.</summary>
    private protected string ToSvgIn(double room) => Drawn(SizeIn(room), embedded: true);

    /// <summary>Draws into a part of the canvas.</summary>
    internal abstract void Draw(SvgCanvas canvas, Box box);

    internal abstract string DrawTerminal(int width, int height, bool color);

    internal abstract string Describe();

    /// <summary>Where the texts of the figure lie, by itself or in a page that has so much room for it.</summary>
    internal IReadOnlyList<Label> Labels(double? room = null)
    {
        var canvas = new SvgCanvas(embedded: false);
        (double width, double height) = room is { } given ? SizeIn(given) : Size();
        Draw(canvas, new Box(0, 0, width, height));
        return canvas.Labels;
    }

    string Drawn((double Width, double Height) size, bool embedded)
    {
        var canvas = new SvgCanvas(embedded);
        Draw(canvas, new Box(0, 0, size.Width, size.Height));
        return canvas.Finish(size.Width, size.Height, Title.Length > 0 ? Title : GetType().Name, Description);
    }

    /// <summary>Draws the title at the top and returns the room below it.</summary>
    private protected Box DrawTitle(SvgCanvas canvas, Box box, double left = 14)
    {
        if (Title.Length == 0) return box.Inside(0, 10, 0, 0);
        canvas.Text(box.X + left, box.Y + 25, FontMetrics.Fit(Title, 15, (box.Width - left - 10) / 1.06), Paint.Ink, 15, bold: true);
        return box.Inside(0, 38, 0, 0);
    }
}
