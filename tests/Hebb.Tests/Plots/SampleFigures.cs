using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Tests;

/// <summary>One small figure of each kind, without chance, and the four graphs that drawings are checked with.</summary>
static partial class SampleFigures
{
    static readonly string[] letters = ["a", "b", "c"];

    public static IEnumerable<(string Name, Figure Figure)> Figures()
    {
        yield return ("lines", Lines());
        yield return ("scatter", new ScatterChart("Points") { XTitle = "x", YTitle = "y" }.Points("one", [1, 2, 3], [2, 1, 3]).Points("two", [1.5, 2.5], [3, 1.5], [3, 6]));
        yield return ("bars", new BarChart("Bars", letters) { YTitle = "count" }.Bars("left", [3, 5, -1]).Bars("right", [2, 4, 1.5]));
        yield return ("bars-stacked", new BarChart("Stacked", ["a long name", "b"]) { Horizontal = true, Stacked = true, XTitle = "seconds" }.Bars("first", [3, 5]).Bars("second", [2, 4]));
        yield return ("histogram", new Histogram("Values") { XTitle = "value", Bins = 5 }.Add("all", [0.1, 0.2, 0.2, 0.3, 0.35, 0.5, 0.9]));
        yield return ("heat-map", new HeatMap("Heat", Tensor.From(new double[,] { { 1, -2.5 }, { 0, 4 }, { 0.25, 3 } })) { RowLabels = letters, ColumnLabels = ["u", "v"], XTitle = "column", YTitle = "row", ValueTitle = "weight", Map = ColorMap.Diverging });
        yield return ("confusion", new ConfusionMatrixChart("Confusion", Tensor.From(new long[,] { { 9, 1, 0 }, { 2, 7, 1 }, { 0, 0, 10 } }), letters) { MostConfused = 2 });
        yield return ("images", new ImageGrid("Images") { Scale = 8 }.Images(Tensor.Arange(0, 32).Reshape(2, 4, 4), ["right", "wrong"], [true, false]));
        yield return ("multiples", new SmallMultiples("Two", Small("left", 1), Small("right", 2)));
        yield return ("neuron", Neuron());
        yield return ("distance", Distance());
        yield return ("network", GraphDrawing.Of(Network(), Tensor.Zeros([1, 4])));
        yield return ("residual", GraphDrawing.Of(new Residual(), Tensor.Ones([2, 4])));
    }

    public static LineChart Lines() => new LineChart("Loss & time") { XTitle = "epoch", YTitle = "loss (nats)", Width = 400, Height = 260 }
        .Line("train", [2, 1, 0.5, 0.3], start: 1, marker: Marker.Circle).Line("test", [2.1, 1.3, 0.9, 0.8], start: 1, dashed: true).Band([1.9, 1.1, 0.7, 0.6], [2.3, 1.5, 1.1, 1]).Horizontal(2.3, "chance");

    /// <summary>1 / (1 + e^−(w₀x₀ + w₁x₁ + w₂)).</summary>
    public static GraphDrawing Neuron()
    {
        Tensor w0 = Leaf(2), x0 = Leaf(-1), w1 = Leaf(-3), x1 = Leaf(-2), w2 = Leaf(-3), y;
        using (Autograd.RecordValues()) y = 1 / (1 + (-((w0 * x0) + (w1 * x1) + w2)).Exp());
        y.Backward();
        return GraphDrawing.Of(y, ("w₀", w0), ("x₀", x0), ("w₁", w1), ("x₁", x1), ("w₂", w2));
    }

    /// <summary>e^−(w₁x₁ + w₂x₂) − f*.</summary>
    public static GraphDrawing Distance()
    {
        Tensor w1 = Leaf(0.1), w2 = Leaf(0.2), x1 = Tensor.Scalar(0.3), x2 = Tensor.Scalar(-0.4), goal = Tensor.Scalar(1.0), e;
        using (Autograd.RecordValues()) e = (-((w1 * x1) + (w2 * x2))).Exp() - goal;
        e.Backward();
        return GraphDrawing.Of(e, ("w₁", w1), ("w₂", w2), ("x₁", x1), ("x₂", x2), ("f*", goal), ("e", e));
    }

    public static Sequential Network() => new(new Linear(4, 8), new Tanh(), new Linear(8, 3));

    /// <summary>relu(x + second(relu(first(x)))).</summary>
    public sealed partial class Residual : Module
    {
        readonly Linear first = new(4, 4), second = new(4, 4);

        public override Tensor Forward(Tensor x) => (x + second.Forward(first.Forward(x).Relu())).Relu();
    }

    static Tensor Leaf(double value) => Tensor.Scalar(value).WithGrad();

    static LineChart Small(string title, double rate) => new LineChart(title) { XTitle = "step", YTitle = "loss" }.Line("train", [3, 2 / rate, 1 / rate]).Line("test", [3, 2.5 / rate, 1.5 / rate]);
}
