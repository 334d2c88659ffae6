using Hebb.Plots.Svg;

namespace Hebb.Plots.Graphs;

/// <summary>Reads a graph from the tape behind a tensor: a circle for each value, a rectangle for each operation.</summary>
sealed class TapeGraph
{
    const int Max = 2000;

    readonly Dictionary<object, Vertex> values = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<object, string> names = new(ReferenceEqualityComparer.Instance);
    readonly List<Vertex> vertices = [];
    int states, leaves, constants;

    TapeGraph(Tensor y, ReadOnlySpan<(string Name, Tensor Tensor)> named)
    {
        Node root = y.Node ?? throw new AutogradException(
            $"There is no graph behind this tensor of shape {y.Shape}.", "Compute it from tensors that require a gradient (WithGrad()), outside NoGrad().");
        names[root] = "y";
        foreach ((string name, Tensor tensor) in named) names[tensor.Node is { } node ? node : tensor] = name;
        foreach (Node node in InOrder(root)) Visit(node, y, root);
    }

    public static IReadOnlyList<Vertex> Of(Tensor y, ReadOnlySpan<(string Name, Tensor Tensor)> named) => new TapeGraph(y, named).vertices;

    /// <summary>The operations behind a node, in the order in which they were computed.</summary>
    public static List<Node> InOrder(Node root)
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance) { root };
        var stack = new Stack<Node>([root]);
        while (stack.TryPop(out Node? node))
        {
            if (node.IsFreed && !node.HasValues)
                throw new AutogradException($"The graph was freed by a backward pass (at {node.Name}).", "Compute inside using (Autograd.RecordValues()), or call Backward(retainGraph: true), or draw before it.");
            for (int i = 0; i < node.InputCount; i++)
            {
                if (InputNode(node, i) is { } input && seen.Add(input)) stack.Push(input);
            }

            if (seen.Count > Max) throw new InvalidOperationException($"The graph has more than {Max} operations, which no drawing can show. Draw one layer or one time step.");
        }

        return [.. seen.Where(n => n.InputCount > 0).OrderBy(n => n.Serial)];
    }

    public static Node? InputNode(Node node, int index) => node.RecordedInput(index)?.Node ?? node.Input(index);

    void Visit(Node node, Tensor y, Node root)
    {
        var operation = new Vertex(VertexKind.Operation, OperationText.Of(node));
        for (int i = 0; i < node.InputCount; i++)
        {
            Tensor? recorded = node.RecordedInput(i);
            Node? input = InputNode(node, i);
            // An optional input that is not there: nothing was recorded for it, or (without values) a place beyond two that has no shape.
            if (input is null && recorded is null && (node.HasValues || (node.InputCount > 2 && node.InputShape(i).Rank == 0))) continue;
            Vertex.Join(Value(input, recorded, node.InputShape(i)), operation);
        }

        vertices.Add(operation);
        Tensor? result = node.RecordedResult ?? (node == root ? y : null);
        if (!names.TryGetValue(node, out string? name)) name = "z" + NumberText.Subscript(++states);
        Vertex made = Circle(name, result, result?.Shape, node.RetainedGradient);
        Vertex.Join(operation, made);
        values[node] = made;
    }

    Vertex Value(Node? node, Tensor? recorded, Shape shape)
    {
        object key = (object?)node ?? recorded ?? new object();
        if (values.TryGetValue(key, out Vertex? known)) return known;
        string name = names.GetValueOrDefault(key) ?? (node is null ? "c" + NumberText.Subscript(++constants) : "a" + NumberText.Subscript(++leaves));
        return values[key] = Circle(name, recorded, shape, (node as Leaf)?.Grad);
    }

    Vertex Circle(string name, Tensor? value, Shape? shape, Tensor? gradient)
    {
        var circle = new Vertex(VertexKind.Value, name) { Forward = ValueText(value, shape), Gradient = gradient is null ? string.Empty : GradientText(gradient) };
        vertices.Add(circle);
        return circle;
    }

    static string ValueText(Tensor? value, Shape? shape)
    {
        if (value is { Count: <= 3 and > 0 }) return Numbers(value);
        return shape is { Rank: > 0 } s ? s.ToString() : string.Empty;
    }

    static string GradientText(Tensor gradient) =>
        gradient.Count is > 0 and <= 3 ? Numbers(gradient) : $"‖·‖ {NumberText.Value(Math.Sqrt(gradient.ToArray<double>().Sum(g => g * g)))}";

    static string Numbers(Tensor x)
    {
        string text = string.Join(", ", x.ToArray<double>().Select(v => NumberText.Value(v)));
        return x.Count > 1 ? $"[{text}]" : text;
    }
}
