using System.Globalization;
using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>Sigmoid, tanh and ReLU with their derivatives, and what is left of the gradient at the first of many layers: why deep networks of sigmoids do not learn.</summary>
internal sealed class Activations : Lab
{
    const int Points = 1201;
    const int Width = 64;
    const int Batch = 256;
    static readonly int[] Depths = [1, 2, 4, 6, 8, 12, 16, 20, 24, 32];

    static readonly (string Name, Func<Tensor, Tensor> Of)[] Functions =
    [
        ("sigmoid", x => x.Sigmoid()),
        ("tanh", x => x.Tanh()),
        ("ReLU", x => x.Relu()),
    ];

    /// <inheritdoc/>
    public override string Name => "activations";

    /// <inheritdoc/>
    public override string Title => "Activations and the vanishing gradient";

    /// <inheritdoc/>
    public override string Description => "Three functions, their slopes, and what gradient is left after n layers.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Seed = 0 };

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        Curves(lab, table);
        Vanishing(lab, table);
        return table;
    }

    static void Curves(LabContext lab, LabResult table)
    {
        Tensor x = Tensor.Linspace(-6, 6, Points, DType.Float64);
        var values = new LineChart("Values") { XTitle = "x", YRange = (-1.2, 3) };
        var slopes = new LineChart("Derivatives") { XTitle = "x", YRange = (-0.1, 1.2) };
        foreach ((string name, Func<Tensor, Tensor> of) in Functions)
        {
            Tensor leaf = x.Clone().WithGrad(), y = of(leaf);
            y.Sum().Backward();
            values.Line(name, x, y.Detach());
            slopes.Line(name, x, leaf.Grad!);
            double steepest = leaf.Grad!.Max().Item();
            lab.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: from {y.Min().Item():F4} to {y.Max().Item():F4}, steepest slope {steepest:F4}"));
            if (name == "sigmoid") table.Near("largest slope of the sigmoid", "1/4, at 0", LabResult.Number(steepest), Math.Abs(steepest - .25), 1e-15);
            else table.Near($"largest slope of {name}", name == "tanh" ? "1, at 0" : "1, above 0", LabResult.Number(steepest), Math.Abs(steepest - 1), 1e-15);
        }

        Tensor slope = x.Sigmoid() * (1 - x.Sigmoid());
        table.AtMost("σ' = σ(1 − σ) ≤ 1/4 everywhere", "≤ .25", slope.Max().Item(), .25);
        table.AtMost("tanh x = 2σ(2x) − 1, largest distance", "0, but for rounding", (x.Tanh() - ((2 * (2 * x).Sigmoid()) - 1)).Abs().Max().Item(), 1e-15);
        lab.Page.Heading("Three functions and their slopes").Figure(
            new SmallMultiples(string.Empty, values, slopes) { ShareY = false },
            "The sigmoid's slope is at most 1/4, and almost nothing beyond ±5; tanh is a sigmoid stretched to −1 … 1, four times as steep; ReLU passes slopes unchanged or not at all.");
    }

    // The size of the loss's gradient at the first layer's output, averaged over a batch, as the network gets deeper; the output layer is not counted.
    static void Vanishing(LabContext lab, LabResult table)
    {
        var chart = new LineChart("Gradient at the first layer") { XTitle = "layers", YTitle = "mean length, as a share of the gradient at the last layer", YScale = AxisScale.Log };
        var left = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, Func<Tensor, Tensor> of) in Functions)
        {
            double[] shares = [.. Depths.Select(depth => Share(lab, name, of, depth))];
            left[name] = shares[^1];
            chart.Line(name, Depths, shares, Marker.Circle);
            lab.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join(", ", Depths.Zip(shares, (depth, share) => $"{depth} layers {share:G2}"))}"));
        }

        table.AtMost($"sigmoid: share that reaches the first of {Depths[^1]} layers", "vanishes: at most (1/4)³¹ times the weights' part", left["sigmoid"], 1e-12);
        table.AtLeast($"ReLU with Kaiming's weights: share that reaches the first of {Depths[^1]} layers", "stays", left["ReLU"], 0.1);
        table.Inform($"tanh with Xavier's weights: share that reaches the first of {Depths[^1]} layers", "shrinks slowly", LabResult.Number(left["tanh"]));
        lab.Page.Heading("The vanishing gradient").Figure(
            chart,
            "Every layer multiplies the gradient by its weights and by the slopes of its activation. Sigmoids multiply by 1/4 at most: after a few layers nothing is left to learn from.")
            .Text($"Networks of {Width} units a layer on {Batch} random inputs; weights after Xavier for sigmoid and tanh, after Kaiming for ReLU.");
    }

    static double Share(LabContext lab, string name, Func<Tensor, Tensor> of, int depth)
    {
        lab.Stop.ThrowIfCancellationRequested();
        var generator = new Generator(lab.Seed);
        Tensor first = Tensor.Randn([Batch, Width], generator: generator, dtype: DType.Float64).WithGrad(), state = first;
        Tensor last = first;
        for (int layer = 1; layer < depth; layer++)
        {
            Tensor weight = Tensor.Zeros([Width, Width], DType.Float64);
            if (name == "ReLU") Init.KaimingNormal(weight, nonlinearity: Nonlinearity.Relu, generator: generator);
            else Init.XavierNormal(weight, generator: generator);
            state = of(state.MatMul(weight.T));
            last = state;
        }

        Tensor direction = Tensor.Randn([Batch, Width], generator: generator, dtype: DType.Float64);
        Tensor slope = Autograd.Grad((last * direction).Sum(), [first])[0];
        return Length(slope) / Length(direction);
    }

    static double Length(Tensor x) => (x * x).Sum([1]).Sqrt().Mean().Item();
}
