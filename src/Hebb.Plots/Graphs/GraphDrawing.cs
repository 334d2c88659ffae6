using System.Text;
using Hebb.Nn;
using Hebb.Plots.Graphs;
using Hebb.Plots.Reports;
using Hebb.Plots.Svg;

namespace Hebb.Plots;

/// <summary>
/// The drawing of a computational graph, read from the tape: circles for values, rectangles for operations, intermediate states z₁ … zₙ in the order in which they
/// were computed, and beside each circle its value and, in vermillion, its gradient. Or the drawing of a module, with the shapes that flow through it.
/// </summary>
/// <example><code>
/// using (Autograd.RecordValues()) y = 1 / (1 + (-((w0 * x0) + (w1 * x1) + w2)).Exp());
/// y.Backward();
/// GraphDrawing.Of(y, ("w₀", w0), ("x₀", x0), ("w₁", w1), ("x₁", x1), ("w₂", w2)).SaveSvg("neuron.svg");
/// </code></example>
public sealed class GraphDrawing : Figure
{
    const double NameSize = 13, DetailSize = 10, NumberSize = 11, MaxShrinking = 1.45;

    readonly Func<IReadOnlyList<Vertex>> copy;

    GraphDrawing(Func<IReadOnlyList<Vertex>> read)
        : base(string.Empty)
    {
        IReadOnlyList<Vertex> source = read();
        copy = () => Copy(source);
    }

    /// <summary>Which way it runs.</summary>
    public FlowDirection Direction { get; set; }

    /// <summary>
    /// Draws the graph behind a tensor as it is now: call it after Backward() for gradients. Values and the gradients of intermediate states are there if the tensor
    /// was computed inside <see cref="Autograd.RecordValues"/>; such a graph can be drawn even after a backward pass has freed it.
    /// </summary>
    /// <param name="y">The result; named y unless it is among the names.</param>
    /// <param name="names">Names for inputs, and for intermediate tensors that should not be called zᵢ.</param>
    /// <exception cref="AutogradException">There is no graph, or it was freed and its values were not recorded.</exception>
    /// <exception cref="InvalidOperationException">There are more than 2000 operations.</exception>
    public static GraphDrawing Of(Tensor y, params ReadOnlySpan<(string Name, Tensor Tensor)> names)
    {
        ArgumentNullException.ThrowIfNull(y);
        IReadOnlyList<Vertex> vertices = TapeGraph.Of(y, names);
        return new GraphDrawing(() => vertices);
    }

    /// <summary>
    /// Draws a module. The example runs through it in evaluation mode. Chains (<see cref="Sequential"/>) and modules without parts are drawn as they are
    /// listed; for other modules, the operations that they do with their parts.
    /// </summary>
    /// <param name="model">The module; its mode is as before afterwards.</param>
    /// <param name="example">An input that it takes.</param>
    /// <exception cref="ShapeException">The module does not take such an input.</exception>
    public static GraphDrawing Of(Module model, Tensor example)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(example);
        return new GraphDrawing(() => ModuleGraph.Of(model, example));
    }

    internal override (double Width, double Height) Size()
    {
        (LayeredLayout layout, IReadOnlyList<Vertex> vertices) = Arrange();
        (double width, double height) = Direction == FlowDirection.LeftToRight ? (layout.Length, layout.Breadth) : (layout.Breadth, layout.Length);
        return (Math.Max(width, Title.Length > 0 ? FontMetrics.Width(Title, 15, bold: true) + 30 : 60), height + (Title.Length > 0 ? 30 : 0) + (HasGradients(vertices) ? 22 : 0));
    }

    /// <summary>On a phone it runs the other way if it is narrower so; a drawing that is still wider is not shrunk until nothing can be read, but moved sideways.</summary>
    internal override string ToHtml()
    {
        FlowDirection chosen = Direction;
        string wide = ToSvgIn(PageRoom.Wide);
        double width = Size().Width;
        if (width <= PageRoom.Narrow) return $"<div class=\"pic\">{wide}</div>\n";
        try
        {
            Direction = chosen == FlowDirection.LeftToRight ? FlowDirection.TopToBottom : FlowDirection.LeftToRight;
            if (Size().Width >= width) Direction = chosen;
            string narrow = ToSvgIn(PageRoom.Narrow);
            return $"<div class=\"pic desk{(width > PageRoom.Wide * MaxShrinking ? " big" : string.Empty)}\">{wide}</div>\n<div class=\"pic phone{(Size().Width > PageRoom.Narrow * MaxShrinking ? " big" : string.Empty)}\">{narrow}</div>\n";
        }
        finally
        {
            Direction = chosen;
        }
    }

    internal override void Draw(SvgCanvas canvas, Box box)
    {
        (LayeredLayout layout, IReadOnlyList<Vertex> vertices) = Arrange();
        DrawTitle(canvas, box);
        double top = box.Y + (Title.Length > 0 ? 30 : 0);
        Point At(double along, double across) => Direction == FlowDirection.LeftToRight ? new Point(box.X + along, top + across) : new Point(box.X + across, top + along);
        foreach (IReadOnlyList<Vertex> layer in layout.Layers)
        {
            foreach (Vertex v in layer)
            {
                for (int i = 0; i < v.To.Count; i++) DrawEdge(canvas, layout, v, i, At);
            }
        }

        foreach (Vertex v in vertices) DrawVertex(canvas, v, At(v.Along, v.Across));
        if (!HasGradients(vertices)) return;
        string result = vertices.LastOrDefault(v => v.Kind == VertexKind.Value && v.To.Count == 0)?.Name ?? "y";
        double y = box.Bottom - 14;
        canvas.Text(box.X + 16, y, "value", Paint.Ink, NumberSize);
        canvas.Text(box.X + 16 + FontMetrics.Width("value  ", NumberSize) + 4, y, $"gradient ∂{result}/∂·", Paint.Wrong, NumberSize);
    }

    internal override string DrawTerminal(int width, int height, bool color)
    {
        var text = new StringBuilder();
        foreach (Vertex v in copy())
        {
            if (v.Kind == VertexKind.Value && v.From.Count == 0) text.Append(v.Name).Append(Numbers(v)).Append('\n');
            if (v.Kind != VertexKind.Operation) continue;
            Vertex? made = v.To.Find(t => t.Kind == VertexKind.Value);
            if (made is not null && made.From.Count == 1 && made.From[0] == v) text.Append(made.Name).Append(" ← ");
            text.Append(v.Name).Append(v.Detail.Length > 0 ? $" {v.Detail}" : string.Empty).Append('(').AppendJoin(", ", v.From.Select(f => f.Name)).Append(')');
            text.Append(made is not null ? Numbers(made) : v.To.Count > 0 ? $" → {v.To[0].Name}" : string.Empty).Append('\n');
        }

        return text.ToString();
    }

    internal override string Describe()
    {
        IReadOnlyList<Vertex> vertices = copy();
        string[] operations = [.. vertices.Where(v => v.Kind == VertexKind.Operation).Select(v => v.Name)];
        return $"Graph of {operations.Length} operations: {string.Join(", ", operations.Take(40))}{(operations.Length > 40 ? ", …" : string.Empty)}.";
    }

    static string Numbers(Vertex v) => (v.Forward.Length > 0 ? $" = {v.Forward}" : string.Empty) + (v.Gradient.Length > 0 ? $"  gradient {v.Gradient}" : string.Empty);

    static bool HasGradients(IReadOnlyList<Vertex> vertices) => vertices.Any(v => v.Gradient.Length > 0);

    /// <summary>Fresh vertices, because the layout adds bends to those that it gets.</summary>
    static List<Vertex> Copy(IReadOnlyList<Vertex> source)
    {
        var made = source.ToDictionary(v => v, v => new Vertex(v.Kind, v.Name) { Detail = v.Detail, Forward = v.Forward, Gradient = v.Gradient });
        foreach (Vertex v in source)
        {
            made[v].To.AddRange(v.To.Select(t => made[t]));
            made[v].From.AddRange(v.From.Select(f => made[f]));
        }

        return [.. source.Select(v => made[v])];
    }

    (LayeredLayout Layout, IReadOnlyList<Vertex> Vertices) Arrange()
    {
        IReadOnlyList<Vertex> vertices = copy();
        foreach (Vertex v in vertices) Measure(v);
        return (new LayeredLayout(vertices), vertices);
    }

    void Measure(Vertex v)
    {
        bool isAcross = Direction == FlowDirection.LeftToRight;
        double name = FontMetrics.Width(v.Name, v.Kind == VertexKind.Shape ? NumberSize : NameSize);
        if (v.Kind == VertexKind.Value)
        {
            double radius = Radius(v), text = Math.Max(FontMetrics.Width(v.Forward, NumberSize), FontMetrics.Width(v.Gradient, NumberSize));
            int lines = (v.Forward.Length > 0 ? 1 : 0) + (v.Gradient.Length > 0 ? 1 : 0);
            v.Reach = v.Before = radius;
            v.HalfAlong = isAcross ? Math.Max(radius, text / 2) : radius;
            v.After = radius + (lines == 0 ? 0 : isAcross ? 3 + (14 * lines) : 7 + text);
            return;
        }

        double half = v.Kind == VertexKind.Shape ? (name / 2) + 3 : (Math.Max(name, FontMetrics.Width(v.Detail, DetailSize)) / 2) + 9;
        double tall = v.Kind == VertexKind.Shape ? 9 : v.Detail.Length > 0 ? 20 : 14;
        (v.Reach, v.HalfAlong) = isAcross ? (half, half) : (tall, tall);
        v.Before = v.After = isAcross ? tall : half;
    }

    static double Radius(Vertex v) => Math.Max(17, (FontMetrics.Width(v.Name, NameSize) / 2) + 6);

    void DrawVertex(SvgCanvas canvas, Vertex v, Point p)
    {
        switch (v.Kind)
        {
            case VertexKind.Value:
                double radius = Radius(v);
                bool isEnd = v.From.Count == 0 || v.To.Count == 0;
                canvas.Circle(p.X, p.Y, radius, isEnd ? Paint.Faint : Paint.Paper, Paint.Ink, isEnd ? 1.5 : 1);
                canvas.Text(p.X, p.Y + (NameSize * 0.35), v.Name, Paint.Ink, NameSize, "middle");
                bool isBelow = Direction == FlowDirection.LeftToRight;
                double x = isBelow ? p.X : p.X + radius + 6, y = isBelow ? p.Y + radius + 14 : p.Y + (v.Forward.Length > 0 && v.Gradient.Length > 0 ? -3 : 4);
                if (v.Forward.Length > 0)
                {
                    canvas.Text(x, y, v.Forward, Paint.Ink, NumberSize, isBelow ? "middle" : "start");
                    y += 14;
                }

                canvas.Text(x, y, v.Gradient, Paint.Wrong, NumberSize, isBelow ? "middle" : "start");
                break;
            case VertexKind.Operation:
                double half = (Math.Max(FontMetrics.Width(v.Name, NameSize), FontMetrics.Width(v.Detail, DetailSize)) / 2) + 9, tall = v.Detail.Length > 0 ? 20 : 14;
                canvas.Rect(new Box(p.X - half, p.Y - tall, 2 * half, 2 * tall), Paint.Faint, Paint.Series(0), 4, 1, 1.25);
                canvas.Text(p.X, p.Y + (v.Detail.Length > 0 ? -2 : NameSize * 0.35), v.Name, Paint.Ink, NameSize, "middle");
                canvas.Text(p.X, p.Y + 12, v.Detail, Paint.Muted, DetailSize, "middle");
                break;
            case VertexKind.Shape:
                canvas.Text(p.X, p.Y + 4, v.Name, Paint.Muted, NumberSize, "middle");
                break;
        }
    }

    static void DrawEdge(SvgCanvas canvas, LayeredLayout layout, Vertex from, int index, Func<double, double, Point> at)
    {
        Vertex to = from.To[index];
        double end = layout.Spans[from.Layer].End, start = layout.Spans[to.Layer].Start, middle = (end + start) / 2;
        // Parallel edges, as in x · x, bow apart.
        int twins = from.To.Count(t => t == to), twin = from.To.Take(index).Count(t => t == to);
        double bow = (twin - ((twins - 1) / 2.0)) * 20;
        Point a = at(from.Kind == VertexKind.Bend ? layout.Spans[from.Layer].Start : from.Along + from.Reach, from.Across), b = at(end, from.Across), d = at(start, to.Across);
        double tip = to.Kind == VertexKind.Bend ? layout.Spans[to.Layer].Start : to.Along - to.Reach;
        bool hasArrow = to.Kind is VertexKind.Value or VertexKind.Operation;
        Point c1 = at(middle, from.Across + bow), c2 = at(middle, to.Across + bow), e = at(hasArrow ? tip - 5 : tip, to.Across);
        canvas.Path($"M{Text(a)}L{Text(b)}C{Text(c1)} {Text(c2)} {Text(d)}" + (tip > start ? $"L{Text(e)}" : string.Empty), null, Paint.Frame, 1.25);
        if (hasArrow) canvas.Path($"M{Text(at(tip, to.Across))}L{Text(at(tip - 7, to.Across - 3.5))}L{Text(at(tip - 7, to.Across + 3.5))}Z", Paint.Frame, null);
    }

    static string Text(Point p) => $"{NumberText.Coordinate(p.X)} {NumberText.Coordinate(p.Y)}";
}
