namespace Hebb;

/// <summary>
/// One operation on the tape: knows its inputs and how to carry a gradient back to them. A sealed class with named fields and one method per
/// operation, so that a debugger, the graph drawing and anomaly detection can read it. Belongs to the thread that records.
/// </summary>
/// <remarks>
/// A node keeps its inputs' nodes and shapes, never their values; a value that <see cref="Backward"/> needs is kept in a <see cref="SavedTensor"/>.
/// </remarks>
internal abstract class Node
{
    static long created;

    // Three edges in place, because layers have an input, a weight and a bias. Types apart from edges, where each would take eight bytes; what few nodes have
    // in an object of its own: nodes are the most numerous objects of a training step.
    Edge first, second, third;
    NodeExtras? extras;

    // The engine's bookkeeping for the backward pass that runs just now.
    internal long Pass;
    internal int Waiting;
    internal Tensor? Gradient;
    internal bool OwnsGradient;
    internal bool IsFreed;
    DType firstType, secondType, thirdType;

    /// <summary>A node without inputs.</summary>
    protected Node()
    {
    }

    /// <summary>A node with one input.</summary>
    /// <param name="x">The input.</param>
    protected Node(Tensor x)
    {
        InputCount = 1;
        first = new Edge(x);
        firstType = x.DType;
        if (Autograd.RecordsValues) Remember(0, x);
    }

    /// <summary>A node with two inputs.</summary>
    /// <param name="a">Input 0.</param>
    /// <param name="b">Input 1.</param>
    protected Node(Tensor a, Tensor b)
    {
        InputCount = 2;
        first = new Edge(a);
        second = new Edge(b);
        firstType = a.DType;
        secondType = b.DType;
        if (!Autograd.RecordsValues) return;
        Remember(0, a);
        Remember(1, b);
    }

    /// <summary>A node with any number of inputs.</summary>
    /// <param name="inputs">The inputs in order; a null stands for an optional input that is not there.</param>
    protected Node(params ReadOnlySpan<Tensor?> inputs)
    {
        InputCount = inputs.Length;
        if (inputs.Length > 3) (Extras.Edges, Extras.Types) = (new Edge[inputs.Length], new DType[inputs.Length]);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is not { } x) continue;
            EdgeAt(i) = new Edge(x);
            TypeAt(i) = x.DType;
            if (Autograd.RecordsValues) Remember(i, x);
        }
    }

    /// <summary>The operation's name, for messages and drawings: the class's name without "Gradient".</summary>
    public virtual string Name
    {
        get
        {
            string name = GetType().Name;
            return name.EndsWith("Gradient", StringComparison.Ordinal) ? name[..^"Gradient".Length] : name;
        }
    }

    /// <summary>The number of inputs.</summary>
    public int InputCount { get; }

    /// <summary>
    /// Whether <see cref="Backward"/> is written in differentiable operations, so that gradients of gradients are right. A node whose backward pass is a
    /// single fused kernel says false, and a backward pass with <c>createGraph</c> refuses it by name.
    /// </summary>
    public virtual bool IsTwiceDifferentiable => true;

    /// <summary>The node that made an input, or null where no gradient flows.</summary>
    /// <param name="index">0 … <see cref="InputCount"/> − 1.</param>
    public Node? Input(int index) => EdgeAt(index).Node;

    /// <summary>The shape of an input.</summary>
    /// <param name="index">0 … <see cref="InputCount"/> − 1.</param>
    public Shape InputShape(int index) => EdgeAt(index).Shape;

    /// <summary>
    /// Carries the gradient with respect to the output back to the inputs, with one <see cref="AddGradient"/> for each input that <see cref="NeedsGradient"/> one.
    /// </summary>
    /// <param name="dy">The gradient with respect to the output, of its shape. It must not be changed in place.</param>
    public abstract void Backward(Tensor dy);

    /// <summary>Whether anything upstream of an input wants a gradient; if not, computing it is a waste.</summary>
    /// <param name="input">The number of the input, as the constructor got them.</param>
    protected bool NeedsGradient(int input) => EdgeAt(input).Node is not null;

    /// <summary>
    /// Hands an input its gradient: dy itself, a view of it, or a fresh tensor, never a value that is kept elsewhere: its buffer is recycled as soon as the
    /// input has used it. If the operation broadcast the
    /// input, the gradient is summed to the input's shape; if it promoted its type, the gradient is converted back.
    /// </summary>
    /// <param name="input">The number of the input, as the constructor got them.</param>
    /// <param name="gradient">The gradient; its shape is the input's, or broadcasts from it.</param>
    /// <exception cref="AutogradException">The gradient is null, has another shape, or holds integers.</exception>
    protected void AddGradient(int input, Tensor gradient) => Hand(input, gradient, isShared: false);

    /// <summary>The same for a gradient that somebody else may hold on to: it is neither changed nor recycled.</summary>
    private protected void GiveShared(int input, Tensor gradient) => Hand(input, gradient, isShared: true);

    void Hand(int input, Tensor gradient, bool isShared)
    {
        ref readonly Edge edge = ref EdgeAt(input);
        if (edge.Node is not { } target) return;
        if (gradient is null) throw Wrong(input, "null", "Do not call Give for an input that has no gradient.");
        if (!gradient.Shape.Equals(edge.Shape)) gradient = Summed(input, gradient, edge.Shape);
        DType type = TypeAt(input);
        if (gradient.DType != type) gradient = Converted(input, gradient, type);
        Engine.Accumulate(this, target, gradient, isShared);
    }

    Tensor Summed(int input, Tensor gradient, Shape shape)
    {
        int added = gradient.Rank - shape.Rank;
        bool fits = added >= 0;
        for (int i = 0; fits && i < shape.Rank; i++) fits = shape.Axes[i] == 1 || shape.Axes[i] == gradient.Shape.Axes[added + i];
        return fits ? gradient.SumTo(shape) : throw Wrong(input, $"a gradient of shape {gradient.Shape}", "The gradient with respect to an input has the input's shape, or, where the operation broadcast the input, that of the result.");
    }

    Tensor Converted(int input, Tensor gradient, DType type) => gradient.DType.IsFloatingPoint
        ? gradient.To(type)
        : throw Wrong(input, $"a gradient of {gradient.DType}", $"Gradients are floating-point numbers: convert it by To(DType.{type}).");

    AutogradException Wrong(int input, string what, string help) =>
        new($"The backward pass of {Name} gave {what} for its input {input}, which has shape {InputShape(input)} and type {TypeAt(input)}.", help);

    internal List<Func<Tensor, Tensor?>>? Hooks => extras?.Hooks;

    internal NodeExtras Extras => extras ??= new NodeExtras();

    internal Tensor? RetainedGradient => extras?.Retained;

    internal bool RetainsGradient => extras is { Retains: true };

    /// <summary>Whether this node was made inside <see cref="Autograd.RecordValues"/>.</summary>
    internal bool HasValues => extras?.Inputs is not null;

    /// <summary>The result that this node made, if values were recorded.</summary>
    internal Tensor? RecordedResult => extras?.Result;

    /// <summary>An input as it came, if values were recorded; it stays when the graph is freed.</summary>
    internal Tensor? RecordedInput(int index) => extras?.Inputs?[index];

    /// <summary>Keeps the result and, in a backward pass, its gradient.</summary>
    internal void Remember(Tensor result)
    {
        Extras.Result = result.Kept();
        Extras.Retains = true;
    }

    /// <summary>Cuts the edges: what this node's inputs kept alive can go.</summary>
    internal void Free()
    {
        IsFreed = true;
        if (extras?.Edges is { } more) Array.Clear(more);
        first = second = third = default;
        Release();
    }

    /// <summary>
    /// Called once the node has done its work and the graph is not retained: set every <see cref="SavedTensor"/> to default, so that a result which lives on
    /// does not keep the values of the whole graph with it.
    /// </summary>
    protected virtual void Release()
    {
    }

    /// <summary>A number that grows with creation, for stable orders in drawings.</summary>
    internal long Serial { get; } = ++created;

    void Remember(int index, Tensor input) => (Extras.Inputs ??= new Tensor?[InputCount])[index] = input.Keep();

    ref Edge EdgeAt(int index)
    {
        if (InputCount > 3) return ref extras!.Edges![index];
        if (index == 0) return ref first;
        if (index == 1) return ref second;
        return ref third;
    }

    ref DType TypeAt(int index)
    {
        if (InputCount > 3) return ref extras!.Types![index];
        if (index == 0) return ref firstType;
        if (index == 1) return ref secondType;
        return ref thirdType;
    }

    internal readonly struct Edge(Tensor x)
    {
        public readonly Node? Node = x.Node;
        public readonly Shape Shape = x.Shape;
    }
}

/// <summary>What few nodes have: more than three inputs, hooks, a gradient that is kept though the tensor is no leaf, and recorded values.</summary>
internal sealed class NodeExtras
{
    public Node.Edge[]? Edges;
    public DType[]? Types;
    public List<Func<Tensor, Tensor?>>? Hooks;
    public bool Retains;
    public Tensor? Retained;
    public Tensor?[]? Inputs;
    public Tensor? Result;
}
