using System.Text;

namespace Hebb.Plots.Svg;

/// <summary>Writes shapes as SVG, in order, and remembers where texts lie. Coordinates have two decimals, so the same figure is the same text.</summary>
/// <param name="embedded">Whether the figure will stand inside a page: colours then follow the reader's light or dark preference.</param>
sealed class SvgCanvas(bool embedded)
{
    readonly StringBuilder body = new();
    readonly SortedDictionary<string, Paint> used = new(StringComparer.Ordinal);
    readonly List<Label> labels = [];
    bool hasShades;

    /// <summary>Every text drawn so far with its measured box.</summary>
    public IReadOnlyList<Label> Labels => labels;

    public void Line(double x1, double y1, double x2, double y2, Paint stroke, double width = 1, string? dash = null)
    {
        body.Append("<line");
        At("x1", x1);
        At("y1", y1);
        At("x2", x2);
        At("y2", y2);
        Stroke(stroke, width, dash);
        body.Append("/>\n");
    }

    /// <summary>Lines through points, in a path; a NaN lifts the pen.</summary>
    public void Polyline(IEnumerable<Point> points, Paint stroke, double width, string? dash = null) => Path(Lines(points), null, stroke, width, dash);

    /// <summary>The area that lines through points surround.</summary>
    public void Area(IEnumerable<Point> points, Paint fill, double opacity) => Path(Lines(points) + "Z", fill, null, opacity: opacity);

    static string Lines(IEnumerable<Point> points)
    {
        var d = new StringBuilder();
        bool isDown = false;
        foreach (Point p in points)
        {
            if (double.IsNaN(p.X) || double.IsNaN(p.Y))
            {
                isDown = false;
                continue;
            }

            d.Append(isDown ? 'L' : 'M').Append(NumberText.Coordinate(p.X)).Append(' ').Append(NumberText.Coordinate(p.Y));
            isDown = true;
        }

        return d.ToString();
    }

    public void Path(string d, Paint? fill, Paint? stroke, double width = 1, string? dash = null, double opacity = 1)
    {
        body.Append("<path d=\"").Append(d).Append('"');
        Fill(fill, opacity);
        if (stroke is { } s)
        {
            Stroke(s, width, dash);
            body.Append(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        }

        body.Append("/>\n");
    }

    public void Rect(Box box, Paint? fill, Paint? stroke = null, double radius = 0, double opacity = 1, double width = 1)
    {
        body.Append("<rect");
        At("x", box.X);
        At("y", box.Y);
        At("width", box.Width);
        At("height", box.Height);
        if (radius > 0) At("rx", radius);
        Fill(fill, opacity);
        if (stroke is { } s) Stroke(s, width, null);
        body.Append("/>\n");
    }

    public void Circle(double x, double y, double radius, Paint? fill, Paint? stroke = null, double width = 1, double opacity = 1)
    {
        body.Append("<circle");
        At("cx", x);
        At("cy", y);
        At("r", radius);
        Fill(fill, opacity);
        if (stroke is { } s) Stroke(s, width, null);
        body.Append("/>\n");
    }

    /// <summary>
    /// A line of text; y is its baseline, x its start, middle or end by the anchor. It turns clockwise around (x, y), in degrees; a halo of paper keeps it
    /// readable over lines. Its box is kept in <see cref="Labels"/>.
    /// </summary>
    public void Text(double x, double y, string text, Paint paint, double size = 12, string anchor = "start", bool bold = false, double turn = 0, bool halo = false)
    {
        if (text.Length == 0) return;
        double width = FontMetrics.Width(text, size, bold);
        double start = anchor switch { "middle" => -width / 2, "end" => -width, _ => 0 };
        labels.Add(new Label(text, Turned(x, y, new Box(start, -0.76 * size, width, size), turn)));
        body.Append("<text");
        At("x", x);
        At("y", y);
        if (anchor != "start") body.Append(" text-anchor=\"").Append(anchor).Append('"');
        if (size != 12) At("font-size", size);
        if (bold) body.Append(" font-weight=\"600\"");
        if (turn != 0) body.Append(" transform=\"rotate(").Append(NumberText.Coordinate(turn)).Append(' ').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y)).Append(")\"");
        Fill(paint, 1);
        if (halo)
        {
            Stroke(Paint.Paper, 3, null);
            body.Append(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
        }

        body.Append('>').Append(Escape(text)).Append("</text>\n");
    }

    /// <summary>An image, its pixels left as squares; and the one that stands in its place on dark pages, if there is one.</summary>
    public void Image(Box box, byte[] png, byte[]? onDark = null)
    {
        if (!embedded || onDark is null)
        {
            Image(box, png, string.Empty);
            return;
        }

        hasShades = true;
        Image(box, png, " class=\"lit\"");
        Image(box, onDark, " class=\"dim\"");
    }

    void Image(Box box, byte[] png, string shown)
    {
        body.Append("<image").Append(shown);
        At("x", box.X);
        At("y", box.Y);
        At("width", box.Width);
        At("height", box.Height);
        body.Append(" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,").Append(Convert.ToBase64String(png)).Append("\"/>\n");
    }

    /// <summary>Clips what is drawn until <see cref="EndClip"/>: a nested drawing, which needs no name that another figure of the page could have too.</summary>
    public void BeginClip(Box box)
    {
        body.Append("<svg");
        At("x", box.X);
        At("y", box.Y);
        At("width", box.Width);
        At("height", box.Height);
        body.Append(" viewBox=\"").Append(NumberText.Coordinate(box.X)).Append(' ').Append(NumberText.Coordinate(box.Y)).Append(' ')
            .Append(NumberText.Coordinate(box.Width)).Append(' ').Append(NumberText.Coordinate(box.Height)).Append("\" overflow=\"hidden\">\n");
    }

    public void EndClip() => body.Append("</svg>\n");

    /// <summary>The whole document.</summary>
    public string Finish(double width, double height, string title, string description)
    {
        string w = NumberText.Coordinate(Math.Ceiling(width)), h = NumberText.Coordinate(Math.Ceiling(height));
        var text = new StringBuilder();
        text.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"hebb\" width=\"").Append(w).Append("\" height=\"").Append(h).Append("\" viewBox=\"0 0 ").Append(w).Append(' ').Append(h)
            .Append("\" role=\"img\" aria-label=\"").Append(Escape(title)).Append("\" font-family=\"").Append(FontMetrics.Family).Append("\" font-size=\"12\">\n")
            .Append("<title>").Append(Escape(title)).Append("</title>\n<desc>").Append(Escape(description)).Append("</desc>\n");
        if (embedded) Style(text);
        else text.Append("<rect width=\"").Append(w).Append("\" height=\"").Append(h).Append("\" fill=\"#ffffff\"/>\n");
        return text.Append(body).Append("</svg>\n").ToString();
    }

    /// <summary>Text for XML and HTML: nothing in it can become markup, and what XML cannot hold, or what would turn the text around, becomes a replacement character.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '&': safe.Append("&amp;"); break;
                case '<': safe.Append("&lt;"); break;
                case '>': safe.Append("&gt;"); break;
                case '"': safe.Append("&quot;"); break;
                case '\'': safe.Append("&#39;"); break;
                case '\n' or '\t': safe.Append(c); break;
                case '\r': break;
                case '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\u007F' and <= '\u009F'): safe.Append('\uFFFD'); break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(c).Append(text[++i]);
                    else safe.Append(c < ' ' || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c);
                    break;
            }
        }

        return safe.ToString();
    }

    void Style(StringBuilder text)
    {
        string light = string.Concat(used.Select(p => $"--hebb-{p.Key}:{p.Value.Light};")), dark = string.Concat(used.Select(p => $"--hebb-{p.Key}:{p.Value.Dark};"));
        text.Append("<style>");
        if (hasShades) text.Append("svg.hebb .dim{display:none}@media screen and (prefers-color-scheme:dark){svg.hebb .dim{display:inline}svg.hebb .lit{display:none}}");
        text.Append("svg.hebb{").Append(light).Append("}@media (prefers-color-scheme:dark){svg.hebb{").Append(dark).Append("}}@media print{svg.hebb{").Append(light).Append("}}</style>\n");
    }

    void At(string name, double value) => body.Append(' ').Append(name).Append("=\"").Append(NumberText.Coordinate(value)).Append('"');

    void Fill(Paint? fill, double opacity)
    {
        body.Append(" fill=\"").Append(fill is { } f ? Color(f) : "none").Append('"');
        if (opacity < 1) At("fill-opacity", opacity);
    }

    void Stroke(Paint stroke, double width, string? dash)
    {
        body.Append(" stroke=\"").Append(Color(stroke)).Append('"');
        if (width != 1) At("stroke-width", width);
        if (dash is not null) body.Append(" stroke-dasharray=\"").Append(dash).Append('"');
    }

    string Color(Paint paint)
    {
        if (!embedded || paint.Name.Length == 0) return paint.Light;
        used[paint.Name] = paint;
        return $"var(--hebb-{paint.Name})";
    }

    static Box Turned(double x, double y, Box box, double turn)
    {
        if (turn == 0) return new Box(x + box.X, y + box.Y, box.Width, box.Height);
        (double sin, double cos) = Math.SinCos(turn * Math.PI / 180);
        ReadOnlySpan<Point> corners = [new(box.X, box.Y), new(box.Right, box.Y), new(box.X, box.Bottom), new(box.Right, box.Bottom)];
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (Point p in corners)
        {
            double px = x + (p.X * cos) - (p.Y * sin), py = y + (p.X * sin) + (p.Y * cos);
            (left, right, top, bottom) = (Math.Min(left, px), Math.Max(right, px), Math.Min(top, py), Math.Max(bottom, py));
        }

        return new Box(left, top, right - left, bottom - top);
    }
}
