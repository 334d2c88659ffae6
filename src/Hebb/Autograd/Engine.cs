namespace Hebb;

/// <summary>
/// The backward pass: counts how many gradients each node waits for, then visits nodes whose gradients have all arrived. Both walks are iterative, so a
/// chain of a hundred thousand operations needs no stack, and their order depends on the graph alone.
/// </summary>
internal static class Engine
{
    static long passes;

    [ThreadStatic]
    static Node[]? stack;

    [ThreadStatic]
    static PassState run;

    struct PassState
    {
        public bool CreateGraph;
        public Storage? Current;
        public Storage? LastGiven;
        public Node? LastTarget;
        public bool IsCurrentShared;
    }

    internal static void Backward(Tensor y, Tensor? seed, bool retainGraph, bool createGraph) =>
        Run(y, seed, retainGraph || createGraph, createGraph, null);

    /// <summary>Runs one pass. With <paramref name="targets"/>, returns their gradients and leaves every leaf alone.</summary>
    internal static Tensor?[] Run(Tensor y, Tensor? seed, bool retainGraph, bool createGraph, Node[]? targets)
    {
        Node root = y.Node ?? throw new AutogradException(
            $"Backward() on a tensor of shape {y.Shape} that no recorded operation made.",
            "Set RequiresGrad = true on the tensors that want gradients before computing with them, and compute outside NoGrad().");
        seed = CheckedSeed(y, seed);
        long pass = Interlocked.Increment(ref passes);
        Tensor?[] found = targets is null ? [] : new Tensor?[targets.Length];
        PassState outer = run;
        Node[] nodes = stack ?? new Node[256];
        stack = null;
        try
        {
            run = new PassState { CreateGraph = createGraph };
            Count(root, pass, ref nodes);
            root.Gradient = seed;
            root.OwnsGradient = false;
            using (createGraph ? Autograd.Resume() : Autograd.Pause())
                Visit(root, retainGraph, createGraph, targets, found, ref nodes);
        }
        finally
        {
            run = outer;
            Array.Clear(nodes);
            stack = nodes;
        }

        return found;
    }

    /// <summary>Adds a gradient to those that a node has already got.</summary>
    internal static void Accumulate(Node from, Node target, Tensor gradient, bool isShared = false)
    {
        if (Autograd.IsDetectingAnomalies) Anomaly.Check(gradient, from, "backward pass");
        // A view of dy, or a tensor given to two inputs, is shared: nobody may add into it or recycle it.
        if (gradient.Storage == run.Current) isShared = run.IsCurrentShared = true;
        if (gradient.Storage == run.LastGiven)
        {
            isShared = true;
            if (run.LastTarget is { } other) other.OwnsGradient = false;
        }

        run.LastGiven = gradient.Storage;
        run.LastTarget = null;
        if (target.Gradient is not { } sum)
        {
            target.Gradient = gradient;
            target.OwnsGradient = !isShared && gradient.IsContiguous;
            run.LastTarget = target;
        }
        else if (target.OwnsGradient && !run.CreateGraph)
        {
            sum.Backend.AddScaled(sum.Data, gradient.Data, 1);
            if (!isShared) gradient.Storage.Return();
        }
        else
        {
            target.Gradient = sum + gradient;
            target.OwnsGradient = true;
        }
    }

    static void Count(Node root, long pass, ref Node[] nodes)
    {
        int depth = 0;
        root.Pass = pass;
        root.Waiting = 0;
        nodes[depth++] = root;
        while (depth > 0)
        {
            Node node = nodes[--depth];
            if (node.IsFreed)
            {
                throw new AutogradException(
                    $"The graph behind this tensor was freed by an earlier Backward() (at {node.Name}).",
                    "Call Backward(retainGraph: true) the first time if you need a second pass.");
            }

            for (int i = 0; i < node.InputCount; i++)
            {
                if (node.Input(i) is not { } input) continue;
                if (input.Pass != pass)
                {
                    input.Pass = pass;
                    input.Waiting = 0;
                    input.Gradient = null;
                    if (depth == nodes.Length) Array.Resize(ref nodes, 2 * depth);
                    nodes[depth++] = input;
                }

                input.Waiting++;
            }
        }
    }

    static void Visit(Node root, bool retainGraph, bool createGraph, Node[]? targets, Tensor?[] found, ref Node[] nodes)
    {
        int depth = 0;
        nodes[depth++] = root;
        while (depth > 0)
        {
            Node node = nodes[--depth];
            if (node.Gradient is { } gradient)
            {
                bool owned = node.OwnsGradient;
                node.Gradient = null;
                if (node.Hooks is { Count: > 0 } hooks) (gradient, owned) = RunHooks(hooks, gradient, owned);
                if (targets is not null)
                {
                    int wanted = Array.IndexOf(targets, node);
                    if (wanted >= 0) found[wanted] = gradient;
                }

                if (node is Leaf leaf)
                {
                    if (targets is null) leaf.Accumulate(gradient, owned, createGraph);
                    continue;
                }

                if (targets is null && node.RetainsGradient) node.Extras.Retained = gradient.Kept();
                if (createGraph && !node.IsTwiceDifferentiable)
                {
                    throw new AutogradException(
                        $"The gradient of {node.Name} is one fused kernel and cannot be differentiated again.",
                        "Write the operation with simpler ones where you need gradients of gradients.");
                }

                run.Current = gradient.Storage;
                run.LastGiven = null;
                run.LastTarget = null;
                run.IsCurrentShared = false;
                node.Backward(gradient);
                // Nobody else has this gradient: its buffer is warm in the cache for the next one.
                if (owned && !run.IsCurrentShared && !createGraph && targets is null && !node.RetainsGradient) gradient.Storage.Return();
            }

            for (int i = 0; i < node.InputCount; i++)
            {
                if (node.Input(i) is { } input && --input.Waiting == 0)
                {
                    if (depth == nodes.Length) Array.Resize(ref nodes, 2 * depth);
                    nodes[depth++] = input;
                }
            }

            if (!retainGraph && node is not Leaf) node.Free();
        }
    }

    static (Tensor Gradient, bool Owned) RunHooks(List<Func<Tensor, Tensor?>> hooks, Tensor gradient, bool owned)
    {
        foreach (Func<Tensor, Tensor?> hook in hooks.ToArray())
        {
            Tensor? changed = hook(gradient);
            if (changed is null) continue;
            if (changed.DType != gradient.DType)
                throw new DTypeException($"A gradient hook got {gradient.DType} and returned {changed.DType}.", $"Convert what it returns: To(DType.{gradient.DType}).");
            if (changed.Shape != gradient.Shape)
                throw new ShapeException($"A gradient hook got shape {gradient.Shape} and returned {changed.Shape}.", "A hook returns a gradient of the same shape, or null to leave it.");
            gradient = changed;
            owned = false;
        }

        return (gradient, owned && hooks.Count == 0);
    }

    static Tensor CheckedSeed(Tensor y, Tensor? seed)
    {
        if (seed is null)
        {
            return y.Count == 1
                ? Tensor.Ones(y.Shape, y.DType)
                : throw new AutogradException(
                    $"Backward() needs a scalar or a seed: this tensor has shape {y.Shape}.", "Reduce it with Sum() or Mean(), or pass the gradient with respect to it.");
        }

        if (seed.Shape != y.Shape) throw new ShapeException($"The seed of Backward() has shape {seed.Shape}; it must be {y.Shape}, the tensor's.");
        return seed.DType == y.DType ? seed : seed.To(y.DType);
    }
}
