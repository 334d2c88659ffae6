using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>Draws computational graphs from the tape itself: a neuron, a small exponential with printed gradients, a network, a residual block.</summary>
internal sealed partial class ComputationalGraph : Lab
{
    // Half a unit in the last printed digit of each figure.
    const double Thousandth = 5e-4;
    const double TenThousandth = 5e-5;

    /// <inheritdoc/>
    public override string Name => "computational-graph";

    /// <inheritdoc/>
    public override string Title => "Computational graphs";

    /// <inheritdoc/>
    public override string Description => "Drawings from the tape itself, with values, operations and gradients.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Seed = 0 };

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        lab.Page.Heading("Two expressions").Text(
            "Circles are values, rectangles operations. Beside each circle stand its value and, in vermillion, the derivative of the last value with respect to it. "
            + "Intermediate states are called z₁, z₂ … in the order in which they were computed.");
        Neuron(lab, table);
        Error(lab, table);

        var generator = new Generator(lab.Seed);
        lab.Page.Heading("Two networks");
        var mlp = new Sequential(new Linear(784, 64, generator: generator), new ReLU(), new Linear(64, 32, generator: generator), new ReLU(), new Linear(32, 10, generator: generator));
        Keep(lab, table, "mlp", "A network of three layers", GraphDrawing.Of(mlp, Tensor.Randn([8, 784], generator: generator)), "The shapes on the edges are those of a batch of eight digits.");
        Keep(
            lab, table, "residual-block", "A residual block", GraphDrawing.Of(new Block(generator), Tensor.Randn([1, 16, 32, 32], generator: generator)),
            "The input goes around the two convolutions and is added to what they make of it.");
        return table;
    }

    // 1/(1 + e^−(w₀x₀ + w₁x₁ + w₂)), with the values that courses use for it.
    static void Neuron(LabContext lab, LabResult table)
    {
        Tensor w0 = Leaf(2), x0 = Leaf(-1), w1 = Leaf(-3), x1 = Leaf(-2), w2 = Leaf(-3), y;
        using (Autograd.RecordValues()) y = 1 / (1 + (-((w0 * x0) + (w1 * x1) + w2)).Exp());
        y.Backward();
        double s = y.Item();
        Check(lab, table, "neuron: output", "0.73", s, 5e-3, .73);
        foreach ((string name, Tensor leaf, double expected) in ((string, Tensor, double)[])[("w₀", w0, -1), ("x₀", x0, 2), ("w₁", w1, -2), ("x₁", x1, -3), ("w₂", w2, 1)])
            table.AtMost($"neuron: ∂y/∂{name} against y(1 − y)·{expected}", "0, but for rounding", Math.Abs(leaf.Grad!.Item() - (s * (1 - s) * expected)), 1e-15);
        Keep(
            lab, table, "neuron", "A sigmoid neuron", GraphDrawing.Of(y, ("w₀", w0), ("x₀", x0), ("w₁", w1), ("x₁", x1), ("w₂", w2), ("y", y)),
            "y = 1/(1 + e^−(w₀x₀ + w₁x₁ + w₂)). All gradients at the left are y(1 − y) times the other factor.");
    }

    // e = f − f* with f = e^−(w₁x₁ + w₂x₂): a printed example. Its own hand answers, −.3 and −.4, are rounded too early; −.3154 and −.4205 are right.
    static void Error(LabContext lab, LabResult table)
    {
        Tensor w1 = Leaf(.1), x1 = Leaf(.3), w2 = Leaf(-.2), x2 = Leaf(.4), target = Leaf(1), f, e;
        using (Autograd.RecordValues())
        {
            f = (-((w1 * x1) + (w2 * x2))).Exp();
            e = f - target;
        }

        double slope = Autograd.Grad(e, [f], retainGraph: true)[0].Item();
        e.Backward();
        Check(lab, table, "error: f", "1.051", f.Item(), Thousandth, 1.051);
        Check(lab, table, "error: e", ".051", e.Item(), Thousandth, .051);
        Check(lab, table, "error: ∂e/∂f", "1", slope, 0, 1);
        Check(lab, table, "error: ∂e/∂w₁", "−.3154", w1.Grad!.Item(), TenThousandth, -.3154);
        Check(lab, table, "error: ∂e/∂w₂", "−.4205", w2.Grad!.Item(), TenThousandth, -.4205);
        Keep(
            lab, table, "error", "An exponential and its error", GraphDrawing.Of(e, ("w₁", w1), ("x₁", x1), ("w₂", w2), ("x₂", x2), ("f*", target), ("f", f), ("e", e)),
            "e = e^−(w₁x₁ + w₂x₂) − f*.");
    }

    static Tensor Leaf(double value) => Tensor.From([value], []).WithGrad();

    static void Check(LabContext lab, LabResult table, string figure, string reference, double ours, double bound, double expected)
    {
        lab.Say($"{figure} = {LabResult.Number(ours)}");
        table.Near(figure, reference, LabResult.Number(ours), Math.Abs(ours - expected), bound);
    }

    static void Keep(LabContext lab, LabResult table, string file, string title, GraphDrawing drawing, string caption)
    {
        drawing.Title = title;
        string path = lab.OutFile($"{file}.svg");
        drawing.SaveSvg(path);
        table.Wrote(path);
        lab.Page.Figure(drawing, caption);
    }

    sealed partial class Block(Generator generator) : Module
    {
        readonly Sequential body = new(
            new Conv2d(16, 16, 3, padding: 1, bias: false, generator: generator), new BatchNorm2d(16), new ReLU(),
            new Conv2d(16, 16, 3, padding: 1, bias: false, generator: generator), new BatchNorm2d(16));

        public override Tensor Forward(Tensor x) => (body.Forward(x) + x).Relu();
    }
}
