using System.Globalization;
using Hebb.Plots;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>All ten digits, by a 784-256-10 network of plain functions on tensors and full-batch gradient descent.</summary>
internal sealed class MnistMulticlass : Lab
{
    const int OfEach = 1000;
    const int PrintedEpochs = 150;
    const double PrintedRate = 0.1;
    const double FirstLoss = 2.31565061;
    static readonly long[] Classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    /// <inheritdoc/>
    public override string Name => "mnist-multiclass";

    /// <inheritdoc/>
    public override string Title => "Ten digits, one batch";

    /// <inheritdoc/>
    public override string Description => "The first 1,000 of each MNIST digit, all in one batch; right and wrong.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = PrintedEpochs, LearningRate = PrintedRate };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["mnist"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (Tensor x, Tensor y) = MnistNetwork.FirstOfEach(Mnist.Load(lab.Data, train: true), Classes, OfEach);
        (Tensor testX, Tensor testY) = MnistNetwork.FirstOfEach(Mnist.Load(lab.Data, train: false), Classes);

        var network = new MnistNetwork(Classes.Length);
        List<double> losses = network.Train(lab, () => network.Logits(x).CrossEntropy(y));

        long[] read = Read(network, x), readTest = Read(network, testX), truth = testY.ToArray<long>();
        double trained = MnistNetwork.Accuracy(read, y.ToArray<long>()), tested = MnistNetwork.Accuracy(readTest, truth);
        var table = new LabResult();
        table.Near("first loss", "2.31565061", string.Create(CultureInfo.InvariantCulture, $"{losses[0]:F8}"), Math.Abs(losses[0] - FirstLoss), 5e-7);
        if (lab.Epochs == PrintedEpochs && lab.LearningRate == PrintedRate)
        {
            table.Near("final loss", ".177", LabResult.Number(losses[^1]), Math.Abs(losses[^1] - .18), .02);
            table.AtLeast("training accuracy", ".9608", trained, .955);
            table.AtLeast("test accuracy", ".9245", tested, .92);
        }
        else
        {
            table.Inform("final loss, training and test accuracy", ".177, .9608, .9245 after 150 epochs", string.Create(CultureInfo.InvariantCulture, $"{losses[^1]:F3}, {trained:F4}, {tested:F4}"));
        }

        lab.Page.Heading("Learning")
            .Figure(new LineChart("The loss falls") { XTitle = "epoch", YTitle = "cross-entropy" }.Line("loss", losses, start: 1), "All examples at once, with one learning rate for all of them.")
            .Figure(ConfusionMatrixChart.Of("Which test digits are taken for which", testY, Tensor.From(readTest), Mnist.Classes), "Rows are what the digits are, columns what was read.")
            .Figure(ImageGrid.OfWeights(network.Learned[..32], [28, 28]), "What was added to the weights of 32 hidden units, which began as noise: blue against ink there, vermillion for it.");
        Gallery(lab, testX, truth, readTest);
        return table;
    }

    static long[] Read(MnistNetwork network, Tensor x) => network.Read(x).ArgMax(1).ToArray<long>();

    static void Gallery(LabContext lab, Tensor x, long[] truth, long[] read)
    {
        const int OfClass = 6;
        lab.Page.Heading("Right and wrong");
        foreach (bool right in (bool[])[true, false])
        {
            var grid = new ImageGrid(right ? "Read rightly" : "Read wrongly") { Columns = 2 * OfClass, Scale = 2, Map = ColorMap.Ink };
            foreach (long digit in Classes)
            {
                foreach (int i in Enumerable.Range(0, read.Length).Where(i => truth[i] == digit && (read[i] == digit) == right).Take(OfClass))
                    grid.Image(MnistNetwork.Image(x, i), right ? $"{digit}" : $"{digit} as {read[i]}", right);
            }

            lab.Page.Figure(grid, $"Test digits, up to {OfClass} of each class.");
        }
    }
}
