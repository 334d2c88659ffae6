#:project ../src/Hebb/Hebb.csproj
#:project ../src/Hebb.Plots/Hebb.Plots.csproj

// One page with every kind of figure that Hebb.Plots draws: dotnet run samples/plots.cs -- plots.html
using Hebb;
using Hebb.Nn;
using Hebb.Plots;

string path = args.Length > 0 ? args[0] : "plots.html";
Generator.Default.Reseed(7);
string[] clothes = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"];
double[] Curve(double rate, double floor, double noise) => [.. Tensor.Arange(0, 30).ToArray<double>().Zip(Tensor.Randn([30]).ToArray<double>(), (t, e) => floor + (2.2 * Math.Exp(-rate * t)) + (noise * e))];

// Lines: learning curves with their spread, and functions.
double[] train = Curve(0.25, 0.02, 0.004), test = Curve(0.22, 0.11, 0.012);
var loss = new LineChart("Loss while learning") { XTitle = "epoch", YTitle = "cross-entropy (nats)", YScale = AxisScale.Log }
    .Line("train", train, start: 1)
    .Line("test", test, start: 1).Band(test.Select(v => v * 0.8).ToArray(), test.Select(v => v * 1.25).ToArray())
    .Horizontal(Math.Log(10), "chance: ln 10").Vertical(20, "rate ÷ 10");
Tensor x = Tensor.Linspace(-4, 4, 81);
var functions = new LineChart("Activations") { XTitle = "x", YTitle = "f(x)", YRange = (-1.5, 3) }
    .Line("σ(x)", x, x.Sigmoid()).Line("tanh x", x, x.Tanh()).Line("ReLU", x, x.Relu()).Line("GELU", x, x.Gelu(), dashed: true);
var rates = new SmallMultiples("The learning rate decides", [.. new[] { 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2 }.Select(rate =>
    new LineChart($"rate {rate}") { XTitle = "epoch", YTitle = "loss" }
        .Line("train", Curve(400 * rate / (1 + (1e4 * rate * rate)), 0.03 + (20 * rate), 0.5 * rate), start: 1)
        .Line("test", Curve(350 * rate / (1 + (1e4 * rate * rate)), 0.12 + (20 * rate), 0.8 * rate), start: 1))]);

// Points and bars.
var clouds = new ScatterChart("An embedding") { XTitle = "first component", YTitle = "second component" };
for (int i = 0; i < 5; i++) clouds.Points(clothes[i], (Tensor.Randn([60]) * 0.8) + (3 * Math.Cos(i * 1.26)), (Tensor.Randn([60]) * 0.8) + (3 * Math.Sin(i * 1.26)));
var models = new BarChart("Accuracy of three networks", ["linear", "two layers", "LeNet"]) { YTitle = "accuracy (%)" }.Bars("train", [92.8, 99.6, 99.9]).Bars("test", [92.1, 98.1, 99.1]);
var layers = new BarChart("Where the time goes", ["convolution 5 × 5, 32 channels", "convolution 5 × 5, 64 channels", "fully connected, 1024", "cross-entropy"]) { Horizontal = true, Stacked = true, XTitle = "milliseconds a step" }
    .Bars("forward", [3.1, 5.4, 1.9, 0.2]).Bars("backward", [6.6, 11.2, 3.7, 0.3]).Bars("update", [0.1, 0.4, 1.1, 0]);
var weights = new Histogram("Weights before and after training") { XTitle = "weight" }.Add("before", Tensor.Rand([4000], -1, 1)).Add("after", Tensor.Randn([4000]) * 0.45);

// Matrices.
Tensor corners = Tensor.Randn([8, 8]);
var correlation = new HeatMap("Correlation of eight features", corners.MatMul(corners.T) / 12)
{
    RowLabels = [.. Enumerable.Range(1, 8).Select(i => $"feature {i}")], ColumnLabels = [.. Enumerable.Range(1, 8).Select(i => $"f{i}")],
    Map = ColorMap.Diverging, ValueTitle = "covariance",
};
Tensor wave = Tensor.Linspace(0, 6.283, 48);
var surface = new HeatMap("sin x · cos y", wave.Sin().Unsqueeze(1) * wave.Cos().Unsqueeze(0)) { XTitle = "y", YTitle = "x", ValueTitle = "product" };
Tensor truth = Tensor.Rand([3000], 0, 10).Floor(), slip = Tensor.Rand([3000], 0, 10).Floor(), lucky = Tensor.Rand([3000]);
long[] seen = [.. truth.ToArray<long>().Zip(slip.ToArray<long>(), lucky.ToArray<float>()).Select(e => e.Third < 0.8 ? e.First : e is (0, < 6, _) ? 6 : e is (4, < 5, _) ? 2 : e.Second)];
var confusion = ConfusionMatrixChart.Of("Fashion: what is taken for what", truth, Tensor.From(seen), clothes);

// Images: rings of growing width, filters, and a noisy copy beside each original.
Tensor side = Tensor.Linspace(-1, 1, 28), radius = (side.Unsqueeze(1).Square() + side.Unsqueeze(0).Square()).Sqrt();
Tensor[] rings = [.. Enumerable.Range(0, 12).Select(i => (-((radius - (0.1 * i)).Square() * 30)).Exp())];
var images = new ImageGrid("Predictions") { Columns = 6 }.Images(Tensor.Stack(rings), Enumerable.Range(0, 12).Select(i => i % 5 == 3 ? $"{i} → {i + 1}" : $"{i}"), Enumerable.Range(0, 12).Select(i => i % 5 != 3));
ImageGrid filters = ImageGrid.OfFilters(new Conv2d(1, 16, 7).Weight.Tensor), pairs = ImageGrid.Pairs(Tensor.Stack(rings[..8]), Tensor.Stack(rings[..8]) + (Tensor.Randn([8, 28, 28]) * 0.15));

// Graphs from the tape: a neuron with its values and gradients, and a network with the shapes that flow through it.
Tensor Leaf(double value) => Tensor.Scalar(value).WithGrad();
Tensor w0 = Leaf(2), x0 = Leaf(-1), w1 = Leaf(-3), x1 = Leaf(-2), w2 = Leaf(-3), f;
using (Autograd.RecordValues()) f = 1 / (1 + (-((w0 * x0) + (w1 * x1) + w2)).Exp());
f.Backward();
GraphDrawing neuron = GraphDrawing.Of(f, ("w₀", w0), ("x₀", x0), ("w₁", w1), ("x₁", x1), ("w₂", w2), ("f", f));
neuron.Title = "1 / (1 + e^−(w₀x₀ + w₁x₁ + w₂))";
var model = new Sequential(new Conv2d(1, 8, 5), new ReLU(), new MaxPool2d(2), new Flatten(), new Linear(1152, 10));
GraphDrawing network = GraphDrawing.Of(model, Tensor.Zeros([1, 1, 28, 28]));

new Report("Every kind of figure")
    .Text("Charts, matrices, images and graphs, drawn by Hebb.Plots from tensors: all in this one file, in light and in dark.")
    .Heading("Lines").Figure(loss, "The loss falls until the rate is lowered; the band is a fifth of the test loss either way.").Figure(functions, "Four activations.")
    .Figure(rates, "Six learning rates on the same axes.")
    .Heading("Points and bars").Figure(clouds, "Five classes, apart in colour and in shape.").Figure(models, "Accuracies.").Figure(layers, "Times.").Figure(weights, "Training makes small weights.")
    .Heading("Matrices").Figure(correlation, "A diverging map is centred on zero.").Figure(surface, "A smooth surface.").Figure(confusion, "Rows are normalised for the colour.")
    .Heading("Images").Figure(images, "Right in green, wrong in red.").Figure(filters, "Filters of a convolution.").Figure(pairs, "Left the original, right the reconstruction.")
    .Heading("Graphs").Figure(neuron, "A neuron, its values and its gradients.").Figure(network, "A small convolutional network.").Code(model.ToString())
    .Heading("Tables").Table(["network", "parameters", "test accuracy", "aim", ""], [["linear", 7850, "92.1 %", "≥ 91 %", GoalMark.Met], ["two layers", 203530, "98.1 %", "≥ 98 %", GoalMark.Met], ["LeNet", 431080, "99.1 %", "≥ 99.2 %", GoalMark.Missed]], "Three networks on MNIST")
    .Save(path);
Console.WriteLine(loss.ToTerminal(72, 14));
Console.WriteLine($"{path} holds them all.");
