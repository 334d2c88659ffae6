using Hebb.Nn;
using Hebb.Plots.Svg;

namespace Hebb.Plots.Graphs;

/// <summary>
/// Reads a graph from a module by running an example through it: chains are unrolled, modules without parts are rectangles, and what other modules do between
/// their parts is read from the tape. The shapes that flow are written on the edges.
/// </summary>
sealed class ModuleGraph
{
    readonly List<Vertex> vertices = [];
    readonly Dictionary<Node, string> owners = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<Vertex> Of(Module model, Tensor example)
    {
        var graph = new ModuleGraph();
        (Module Module, bool Trains)[] modes = [.. model.NamedModules().Select(m => (m.Value, m.Value.IsTraining))];
        try
        {
            model.Eval();
            foreach ((string name, Parameter p) in model.NamedParameters())
            {
                if (p.Tensor.Node is { } node) graph.owners[node] = name;
            }

            Vertex input = graph.Add(new Vertex(VertexKind.Value, "x"));
            (Tensor result, Vertex last) = graph.Run(model, example.Detach(), string.Empty, input);
            graph.Connect(last, graph.Add(new Vertex(VertexKind.Value, "y")), result.Shape);
        }
        finally
        {
            // Parents come before their parts, so that each part gets its own mode back.
            foreach ((Module module, bool trains) in modes) module.Train(trains);
        }

        return graph.vertices;
    }

    (Tensor Result, Vertex Last) Run(Module module, Tensor x, string path, Vertex before)
    {
        if (module is Sequential { Count: > 0 } chain)
        {
            foreach ((string name, Module child) in chain.Children) (x, before) = Run(child, x, path.Length == 0 ? name : $"{path}.{name}", before);
            return (x, before);
        }

        if (module.Children.Count > 0 && x.DType.IsFloatingPoint)
        {
            using var values = Autograd.RecordValues();
            using var recording = Autograd.EnableGrad();
            Tensor start = x.Detach().WithGrad(), y = module.Forward(start);
            if (y.Node is { } root && Read(root, start.Node!, before) is { } last) return (y.Detach(), last);
        }

        using var noGrad = Autograd.NoGrad();
        Tensor result = module.Forward(x);
        Vertex box = Add(new Vertex(VertexKind.Operation, module.GetType().Name) { Detail = path });
        Connect(before, box, x.Shape);
        return (result.Detach(), box);
    }

    /// <summary>The operations of a module between its input and its result; null if the tape does not lead back to the input.</summary>
    Vertex? Read(Node root, Node start, Vertex before)
    {
        var made = new Dictionary<Node, Vertex>(ReferenceEqualityComparer.Instance) { [start] = before };
        foreach (Node node in TapeGraph.InOrder(root))
        {
            string owner = string.Empty;
            var inputs = new List<(Vertex Vertex, Shape Shape)>();
            for (int i = 0; i < node.InputCount; i++)
            {
                if (TapeGraph.InputNode(node, i) is not { } input) continue;
                if (made.TryGetValue(input, out Vertex? from)) inputs.Add((from, node.InputShape(i)));
                else if (owner.Length == 0 && owners.TryGetValue(input, out string? parameter)) owner = parameter[..Math.Max(0, parameter.LastIndexOf('.'))];
            }

            // What is computed from parameters alone is no part of the flow.
            if (inputs.Count == 0) continue;
            Vertex box = Add(new Vertex(VertexKind.Operation, OperationText.Of(node)) { Detail = owner });
            foreach ((Vertex from, Shape shape) in inputs) Connect(from, box, shape);
            made[node] = box;
        }

        return made.GetValueOrDefault(root);
    }

    Vertex Add(Vertex vertex)
    {
        vertices.Add(vertex);
        return vertex;
    }

    void Connect(Vertex from, Vertex to, Shape shape)
    {
        string text = string.Join(" × ", shape.ToArray().Select(n => NumberText.Value(n, 9)));
        // One label serves all edges from a vertex to its neighbours where the same tensor flows.
        Vertex label = from.To.Find(v => v.Kind == VertexKind.Shape && v.Name == text) ?? Labelled(from, text);
        Vertex.Join(label, to);
    }

    Vertex Labelled(Vertex from, string text)
    {
        Vertex label = Add(new Vertex(VertexKind.Shape, text.OrElse("scalar")));
        Vertex.Join(from, label);
        return label;
    }
}
