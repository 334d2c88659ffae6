using System.Globalization;
using Hebb.Plots;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>Fives and eights, told apart by a 784-256-1 network of plain functions on tensors: every loss that a course printed, digit for digit.</summary>
internal sealed class MnistBinary : Lab
{
    const int OfEach = 1000;
    const int PrintedEpochs = 100;
    const double PrintedRate = 0.01;
    const double HalfDigit = 5e-7;
    static readonly double[] Printed = [.69134019, .61614324, .53130191, .44487540, .36816196, .30720631, .26108315, .22618011, .19929726, .17817257, .16124393];

    /// <inheritdoc/>
    public override string Name => "mnist-binary";

    /// <inheritdoc/>
    public override string Title => "Fives and eights";

    /// <inheritdoc/>
    public override string Description => "Two digits by full-batch gradient descent: eleven printed losses.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = PrintedEpochs, LearningRate = PrintedRate };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["mnist"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (Tensor x, Tensor digits) = MnistNetwork.FirstOfEach(Mnist.Load(lab.Data, train: true), [5, 8], OfEach);
        (Tensor testX, Tensor testDigits) = MnistNetwork.FirstOfEach(Mnist.Load(lab.Data, train: false), [5, 8]);
        Tensor y = Is8(digits);

        var network = new MnistNetwork(outputs: 1);
        List<double> losses = network.Train(lab, () => network.Logits(x).Squeeze(1).BceWithLogits(y));

        long[] read = Read(network, x), readTest = Read(network, testX), truth = digits.ToArray<long>(), truthTest = testDigits.ToArray<long>();
        double trained = MnistNetwork.Accuracy(read, truth), tested = MnistNetwork.Accuracy(readTest, truthTest);
        var table = new LabResult();
        double[] epochs = [.. Enumerable.Range(0, Printed.Length).Select(i => Math.Max(1.0, 10 * i))];
        if (lab.Epochs == PrintedEpochs && lab.LearningRate == PrintedRate)
        {
            for (int i = 0; i < Printed.Length; i++) Near($"loss at epoch {epochs[i]}", "F8", losses[(int)epochs[i] - 1], Printed[i]);
            Near("training accuracy", "F3", trained, .972);
            Near("test accuracy", "F10", tested, .9469453376);
        }
        else
        {
            table.Inform("training and test accuracy", ".972, .9469 after 100 epochs", string.Create(CultureInfo.InvariantCulture, $"{trained:F4}, {tested:F4}"));
        }

        lab.Page.Heading("Learning")
            .Figure(
                new LineChart("The loss falls") { XTitle = "epoch", YTitle = "binary cross-entropy" }.Line("ours", losses, start: 1).Line("printed", epochs, Printed, Marker.Circle),
                "Every point of the printed table lies on the curve.")
            .Figure(ImageGrid.OfWeights(network.Learned[..32], [28, 28]), "What was added to the weights of 32 hidden units, which began as noise: blue against ink there, vermillion for it.");
        Gallery(lab, "the training digits", x, truth, read);
        Gallery(lab, "the test digits", testX, truthTest, readTest);
        return table;

        void Near(string figure, string format, double ours, double reference)
        {
            string text = ours.ToString(format, CultureInfo.InvariantCulture), printed = reference.ToString(format, CultureInfo.InvariantCulture);
            lab.Say($"{figure}: {text}, printed {printed}");
            table.Near(figure, printed, text, Math.Abs(ours - reference), HalfDigit);
        }
    }

    static Tensor Is8(Tensor digits) => digits.Equal(8).To(DType.Float64);

    static long[] Read(MnistNetwork network, Tensor x) => [.. network.Read(x).ToArray<double>().Select(logit => logit > 0 ? 8L : 5L)];

    static void Gallery(LabContext lab, string name, Tensor x, long[] truth, long[] read)
    {
        const int Shown = 12;
        lab.Page.Heading($"Right and wrong among {name}");
        foreach ((string kind, long digit, long answer) in ((string, long, long)[])
            [("Eights read as eights: true positives", 8, 8), ("Fives read as eights: false positives", 5, 8), ("Fives read as fives: true negatives", 5, 5), ("Eights read as fives: false negatives", 8, 5)])
        {
            int[] all = [.. Enumerable.Range(0, read.Length).Where(i => truth[i] == digit && read[i] == answer)];
            if (all.Length == 0)
            {
                lab.Page.Text($"{kind}: none.");
                continue;
            }

            var grid = new ImageGrid(kind) { Columns = Shown, Scale = 2, Map = ColorMap.Ink };
            foreach (int i in all.Take(Shown)) grid.Image(MnistNetwork.Image(x, i), right: digit == answer);
            lab.Page.Figure(grid, $"The first {Math.Min(Shown, all.Length)} of {all.Length}.");
        }
    }
}
