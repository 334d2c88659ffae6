namespace Hebb.Plots.Graphs;

/// <summary>What a vertex of a drawn graph stands for.</summary>
enum VertexKind
{
    /// <summary>A value: a circle with a name.</summary>
    Value,

    /// <summary>An operation or a module: a rectangle.</summary>
    Operation,

    /// <summary>A shape written on an edge.</summary>
    Shape,

    /// <summary>A bend of an edge that passes a layer.</summary>
    Bend,
}

/// <summary>A vertex of a drawn graph: what it says, how large that is, and where the layout put it.</summary>
sealed class Vertex(VertexKind kind, string name)
{
    public VertexKind Kind => kind;

    /// <summary>What is written inside.</summary>
    public string Name => name;

    /// <summary>A second, smaller line inside a rectangle: a module's path.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>Written beside a circle: the value, or the shape of a tensor.</summary>
    public string Forward { get; init; } = string.Empty;

    /// <summary>Written beside a circle in the colour of gradients.</summary>
    public string Gradient { get; init; } = string.Empty;

    public List<Vertex> From { get; } = [];

    public List<Vertex> To { get; } = [];

    /// <summary>The column (or row, from top to bottom) in the drawing, 0 for the inputs.</summary>
    public int Layer { get; set; }

    /// <summary>Half the room along the flow.</summary>
    public double HalfAlong { get; set; }

    /// <summary>The room across the flow on the side of smaller coordinates, from the centre.</summary>
    public double Before { get; set; }

    /// <summary>The room across the flow on the side of greater coordinates, from the centre.</summary>
    public double After { get; set; }

    /// <summary>The circle's radius, or half the rectangle's length along the flow.</summary>
    public double Reach { get; set; }

    /// <summary>The centre across the flow.</summary>
    public double Across { get; set; }

    /// <summary>The centre along the flow.</summary>
    public double Along { get; set; }

    public static void Join(Vertex from, Vertex to)
    {
        from.To.Add(to);
        to.From.Add(from);
    }
}
