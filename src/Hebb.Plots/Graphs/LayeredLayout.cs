namespace Hebb.Plots.Graphs;

/// <summary>
/// Puts a graph without circles into layers: each vertex one layer before its first use at the latest (longest path), bends where edges pass a layer, an order
/// inside layers with few crossings (barycentres, several sweeps), and places that are near their neighbours without overlap. Everything is deterministic.
/// Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system structures (1981).
/// </summary>
sealed class LayeredLayout
{
    const double LayerGap = 34, Gap = 16, Margin = 22;

    readonly List<List<Vertex>> layers = [];

    /// <summary>Arranges vertices whose sizes are known; their order decides where nothing else does.</summary>
    public LayeredLayout(IReadOnlyList<Vertex> vertices)
    {
        Assign(vertices);
        AddBends(vertices);
        Order();
        Spread();
        Measure();
    }

    public IReadOnlyList<IReadOnlyList<Vertex>> Layers => layers;

    /// <summary>The length along the flow.</summary>
    public double Length { get; private set; }

    /// <summary>The breadth across the flow.</summary>
    public double Breadth { get; private set; }

    /// <summary>Where a layer begins and ends along the flow.</summary>
    public (double Start, double End)[] Spans { get; private set; } = [];

    void Assign(IReadOnlyList<Vertex> vertices)
    {
        // Distances from the end by visiting a vertex when all that use it have been visited: no recursion, so depth has no limit.
        var distance = new Dictionary<Vertex, int>();
        var waiting = vertices.ToDictionary(v => v, v => v.To.Count);
        var ready = new Queue<Vertex>(vertices.Where(v => v.To.Count == 0));
        while (ready.TryDequeue(out Vertex? v))
        {
            int own = distance.GetValueOrDefault(v);
            foreach (Vertex u in v.From)
            {
                distance[u] = Math.Max(distance.GetValueOrDefault(u), own + 1);
                if (--waiting[u] == 0) ready.Enqueue(u);
            }
        }

        int last = vertices.Max(v => distance.GetValueOrDefault(v));
        for (int i = 0; i <= last; i++) layers.Add([]);
        foreach (Vertex v in vertices)
        {
            v.Layer = last - distance.GetValueOrDefault(v);
            layers[v.Layer].Add(v);
        }
    }

    void AddBends(IReadOnlyList<Vertex> vertices)
    {
        foreach (Vertex v in vertices)
        {
            for (int i = 0; i < v.To.Count; i++)
            {
                Vertex target = v.To[i], before = v;
                if (target.Layer - v.Layer <= 1) continue;
                int place = target.From.IndexOf(v);
                for (int layer = v.Layer + 1; layer < target.Layer; layer++)
                {
                    var bend = new Vertex(VertexKind.Bend, string.Empty) { Layer = layer, Before = 3, After = 3 };
                    layers[layer].Add(bend);
                    bend.From.Add(before);
                    if (before == v) v.To[i] = bend;
                    else before.To.Add(bend);
                    before = bend;
                }

                before.To.Add(target);
                target.From[place] = before;
            }
        }
    }

    void Order()
    {
        List<Vertex[]> best = [.. layers.Select(l => l.ToArray())];
        int min = Crossings();
        for (int sweep = 0; sweep < 24 && min > 0; sweep++)
        {
            bool isDown = sweep % 2 == 0;
            for (int i = 1; i < layers.Count; i++)
            {
                int at = isDown ? i : layers.Count - 1 - i;
                Dictionary<Vertex, int> place = Places(layers[isDown ? at - 1 : at + 1]);
                List<Vertex> sorted = [.. layers[at].Select((v, k) => (v, Key: Barycentre(isDown ? v.From : v.To, place, k))).OrderBy(p => p.Key).Select(p => p.v)];
                layers[at] = sorted;
            }

            int crossings = Crossings();
            if (crossings >= min) continue;
            min = crossings;
            best = [.. layers.Select(l => l.ToArray())];
        }

        for (int i = 0; i < layers.Count; i++) layers[i] = [.. best[i]];
    }

    static double Barycentre(List<Vertex> neighbours, Dictionary<Vertex, int> place, int own) => neighbours.Count == 0 ? own : neighbours.Average(n => place[n]);

    static Dictionary<Vertex, int> Places(List<Vertex> layer) => layer.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);

    int Crossings()
    {
        int count = 0;
        for (int i = 0; i + 1 < layers.Count; i++)
        {
            Dictionary<Vertex, int> place = Places(layers[i + 1]);
            (int From, int To)[] edges = [.. layers[i].SelectMany((v, k) => v.To.Select(t => (k, place[t])))];
            for (int a = 0; a < edges.Length; a++)
            {
                for (int b = a + 1; b < edges.Length; b++)
                {
                    if ((edges[a].From - edges[b].From) * (edges[a].To - edges[b].To) < 0) count++;
                }
            }
        }

        return count;
    }

    void Spread()
    {
        foreach (List<Vertex> layer in layers)
        {
            double at = 0;
            foreach (Vertex v in layer)
            {
                v.Across = at + v.Before;
                at = v.Across + v.After + Gap;
            }
        }

        for (int sweep = 0; sweep < 40; sweep++)
        {
            for (int i = 0; i < layers.Count; i++)
            {
                List<Vertex> layer = layers[sweep % 2 == 0 ? i : layers.Count - 1 - i];
                Settle(layer, v => Wish(v, v.From.Count == 0 || v.To.Count == 0 ? null : sweep % 2 == 0));
            }
        }

        // Along the flow once more, so that chains are straight: what has one input stands level with it.
        foreach (List<Vertex> layer in layers) Settle(layer, v => v.From.Count == 0 ? v.Across : Wish(v, before: true));
    }

    /// <summary>Where a vertex would like to be: amid its neighbours before it, after it, or (null) on both sides.</summary>
    static double Wish(Vertex v, bool? before)
    {
        double sum = 0;
        int count = 0;
        if (before != false)
        {
            foreach (Vertex u in v.From) (sum, count) = (sum + u.Across, count + 1);
        }

        if (before != true)
        {
            foreach (Vertex u in v.To) (sum, count) = (sum + u.Across, count + 1);
        }

        return count == 0 ? v.Across : sum / count;
    }

    /// <summary>
    /// The places nearest to the wishes (least squares) that keep the order and the gaps: vertices that push each other form blocks, and a block stands at the
    /// mean of its members' wishes (the pool-adjacent-violators algorithm).
    /// </summary>
    static void Settle(List<Vertex> layer, Func<Vertex, double> wish)
    {
        var blocks = new List<(double Sum, int Count)>();
        var offsets = new double[layer.Count];
        for (int i = 0; i < layer.Count; i++)
        {
            if (i > 0) offsets[i] = offsets[i - 1] + layer[i - 1].After + Gap + layer[i].Before;
            blocks.Add((wish(layer[i]) - offsets[i], 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        int at = 0;
        foreach ((double sum, int count) in blocks)
        {
            for (int k = 0; k < count; k++, at++) layer[at].Across = (sum / count) + offsets[at];
        }
    }

    void Measure()
    {
        double min = layers.SelectMany(l => l).Min(v => v.Across - v.Before), max = layers.SelectMany(l => l).Max(v => v.Across + v.After);
        Breadth = max - min + (2 * Margin);
        Spans = new (double Start, double End)[layers.Count];
        double at = Margin;
        for (int i = 0; i < layers.Count; i++)
        {
            double half = layers[i].Max(v => v.HalfAlong);
            foreach (Vertex v in layers[i]) (v.Along, v.Across) = (at + half, v.Across - min + Margin);
            Spans[i] = (at, at + (2 * half));
            at += (2 * half) + LayerGap;
        }

        Length = at - LayerGap + Margin;
    }
}
