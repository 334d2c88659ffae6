using System.Diagnostics;
using System.Globalization;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;
using Hebb.Vision.Transforms;

namespace Hebb.Labs;

/// <summary>
/// MNIST by a network as a course built it, from nothing but products and sigmoids, on 20,000 digits; and beside it what is usual today, on all 60,000: a fully connected network and
/// a convolutional one. The digits are read from mnist_train.csv and mnist_test.csv (a label, then the pixels) if they are there, and otherwise from the IDX files.
/// </summary>
internal sealed class MnistMlp : Lab
{
    const int Learned = 20_000;
    const int Validated = 10_000;
    const int Hidden = 64;
    const int ModernBatch = 128;
    const int EvaluatedAtOnce = 500;
    const int ConnectedEpochs = 4;
    const int ConvolutionalEpochs = 5;
    const double HighestRate = 0.01;

    /// <inheritdoc/>
    public override string Name => "mnist-mlp";

    /// <inheritdoc/>
    public override string Title => "MNIST, then and now";

    /// <inheritdoc/>
    public override string Description => "Digits from CSV or IDX by sigmoids alone, and by what is usual today.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 25, Seed = 0, LearningRate = 1, BatchSize = 8 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["mnist"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (ImageDataset train, ImageDataset test) = Load(lab);
        var table = new LabResult();
        FirstPrinciples(lab, table, train);

        var generator = new Generator(lab.Seed);
        int side = train.Images.Shape[2], quarter = side / 4;
        var mlp = new Sequential(
            new Flatten(), new Linear(side * side, 512, generator: generator), new BatchNorm1d(512), new ReLU(), new Dropout(0.2, generator.Fork(5)),
            new Linear(512, 256, generator: generator), new BatchNorm1d(256), new ReLU(), new Linear(256, 10, generator: generator));
        double accuracy = Modern(lab, table, "fully connected, 512-256", mlp, train, test, ConnectedEpochs);
        table.AtLeast("fully connected network of today: test accuracy", "aim: ≥ .985", accuracy, .975);

        var cnn = new Sequential(
            new Conv2d(1, 12, 3, padding: 1, bias: false, generator: generator), new BatchNorm2d(12), new ReLU(), new MaxPool2d(2),
            new Conv2d(12, 24, 3, padding: 1, bias: false, generator: generator), new BatchNorm2d(24), new ReLU(), new MaxPool2d(2),
            new Flatten(), new Linear(24 * quarter * quarter, 96, generator: generator), new ReLU(), new Linear(96, 10, generator: generator));
        accuracy = Modern(lab, table, "convolutional, 12-24-96", cnn, train, test, ConvolutionalEpochs);
        table.AtLeast("convolutional network of today: test accuracy", "aim: ≥ .995", accuracy, .985);
        Mistakes(lab, test, EvaluationReport.Of(cnn, test, test.Classes, cancel: lab.Stop));

        foreach ((string name, Sequential model) in (ReadOnlySpan<(string, Sequential)>)[("mnist-mlp-today.safetensors", mlp), ("mnist-cnn-today.safetensors", cnn)])
        {
            string path = lab.OutFile(name);
            Safetensors.Save(path, model.StateDict());
            table.Wrote(path);
        }

        return table;
    }

    // The course's recipe: the first 20,000 to train on, the 10,000 after them to validate on.
    static void FirstPrinciples(LabContext lab, LabResult table, ImageDataset train)
    {
        int learned = Math.Min(lab.IsQuick ? Learned / 10 : Learned, train.Count * 2 / 3), validated = Math.Min(Validated, train.Count - learned);
        (Tensor x, Tensor y) = Rows(train, 0, learned);
        (Tensor otherX, Tensor otherY) = Rows(train, learned, validated);
        var generator = new Generator(lab.Seed);
        var network = new ColumnOfOnesMlp(generator, x.Shape[1], Hidden, train.Classes.Count);
        Generator order = generator.Fork(1);
        List<double> losses = [], accuracies = [], otherLosses = [], otherAccuracies = [];
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 1; epoch <= lab.Epochs; epoch++)
        {
            (double loss, double accuracy) = network.Train(x, y, lab.BatchSize, lab.LearningRate, order);
            (double otherLoss, double otherAccuracy) = network.Evaluate(otherX, otherY);
            losses.Add(loss);
            accuracies.Add(accuracy);
            otherLosses.Add(otherLoss);
            otherAccuracies.Add(otherAccuracy);
            lab.Report("from first principles", epoch, lab.Epochs, string.Create(CultureInfo.InvariantCulture, $"loss {loss:F4}, accuracy {accuracy:P1}, validation {otherAccuracy:P1}"));
        }

        table.AtLeast("from first principles: validation accuracy", ".915", otherAccuracies[^1], .905);
        table.Inform("from first principles: training accuracy", ".947", LabResult.Number(network.Evaluate(x, y).Accuracy));
        table.Inform("from first principles: time", "aim: ≤ 60 s for all three", Seconds(start));
        lab.Page.Heading("From first principles")
            .Figure(
                new SmallMultiples("Sigmoids and a softmax on the last of them", LearningCurves.Of(losses, otherLosses, title: "Loss"), LearningCurves.Of(accuracies, otherAccuracies, "accuracy", "Accuracy")) { Columns = 2, ShareY = false },
                "The loss cannot fall below 1.461: the softmax is given numbers between 0 and 1, so even a perfect network is only 23 % sure of each digit.")
            .Figure(Guesses(network, otherX, otherY), "Digits of the validation part, what is read in them, and how sure the network is of it: never more than 23 %.");
        string path = lab.OutFile("mnist-mlp.safetensors");
        Safetensors.Save(path, network.Weights.Select((w, i) => (Name: $"layers.{i}", Value: w.Detach())).ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
        table.Wrote(path);
    }

    // AdamW and one cycle, in batches of 128 changed images.
    static double Modern(LabContext lab, LabResult table, string name, Sequential model, ImageDataset train, ImageDataset test, int epochs)
    {
        if (lab.IsQuick) epochs = 1;
        IDataset examples = lab.IsQuick ? train.Subset([.. Enumerable.Range(0, Math.Min(4000, train.Count))]) : train;
        var loader = new DataLoader(examples, ModernBatch, shuffle: true, generator: new Generator(lab.Seed).Fork(2), workers: 1) { Transform = new RandomAffine(degrees: 7, translate: .05, scale: .08) };
        var optimizer = new AdamW(model.Parameters(), HighestRate);
        var trainer = new Trainer(model, optimizer, new CrossEntropyLoss())
        {
            Epochs = epochs,
            Metrics = [new Accuracy()],
            TrainMetrics = [new Accuracy()],
            Schedules = [Schedule.PerStep(new OneCycleLR(optimizer, HighestRate, epochs * loader.Count))],
            Callbacks = [new TrainingProgress(lab, name)],
        };
        long start = Stopwatch.GetTimestamp();
        TrainingHistory history = trainer.Fit(loader, new DataLoader(test, EvaluatedAtOnce));
        table.Inform($"{name}: time", "aim: ≤ 60 s for all three", Seconds(start));
        lab.Page.Heading($"Today: {name}").Figure(LearningCurves.Figure(history, name), "Every epoch sees every digit a little turned, shifted and scaled, which makes the training digits harder than those of the test (drawn as validation).");
        return history["val_accuracy"].Last;
    }

    static (ImageDataset Train, ImageDataset Test) Load(LabContext lab)
    {
        string folder = lab.Data ?? ".", train = Path.Combine(folder, "mnist_train.csv"), test = Path.Combine(folder, "mnist_test.csv");
        return File.Exists(train) && File.Exists(test) ? (Table(train), Table(test)) : (Mnist.Load(lab.Data, train: true), Mnist.Load(lab.Data, train: false));
    }

    // A label and the pixels of a square image in each row.
    static ImageDataset Table(string path)
    {
        Dictionary<string, Tensor> columns = PixelCsv.Load(path);
        Tensor pixels = columns["data"];
        int side = (int)Math.Sqrt(pixels.Shape[1]);
        if (side * side != pixels.Shape[1] || pixels.DType != DType.UInt8)
            throw new FormatErrorException(path, 0, $"each row must be a label and the pixels of a square image, 0 to 255; there are {pixels.Shape[1]} columns beside the label, read as {pixels.DType}");
        return new ImageDataset(pixels.Reshape(-1, 1, side, side), columns["labels"], Mnist.Classes);
    }

    // Images as rows of 0 … 1.
    static (Tensor X, Tensor Labels) Rows(ImageDataset set, int start, int count)
    {
        Batch batch = set.Take([.. Enumerable.Range(start, count)]);
        return (batch.Input.Reshape(count, -1), batch.Target);
    }

    static ImageGrid Guesses(ColumnOfOnesMlp network, Tensor x, Tensor labels)
    {
        const int Shown = 24;
        int shown = Math.Min(Shown, labels.Count), side = (int)Math.Sqrt(x.Shape[1]);
        Tensor probabilities = network.Predict(x[..shown]);
        long[] read = probabilities.ArgMax(1).ToArray<long>(), truth = labels[..shown].ToArray<long>();
        float[] sure = probabilities.Amax([1]).ToArray<float>();
        return new ImageGrid("Read in the validation part") { Columns = 12, Scale = 2, Map = ColorMap.Ink }.Images(
            x[..shown].Reshape(shown, side, side), read.Select((digit, i) => string.Create(CultureInfo.InvariantCulture, $"{digit}, {100 * sure[i]:F0} %")), read.Select((digit, i) => digit == truth[i]));
    }

    static void Mistakes(LabContext lab, ImageDataset test, EvaluationReport seen)
    {
        const int Shown = 36;
        lab.Page.Heading("What the convolutional network still gets wrong").Figure(
            new ConfusionMatrixChart("Test digits", seen.Confusion.ToTensor(), test.Classes), "Rows are what the digits are, columns what was read.");
        SamplePrediction[] wrong = [.. seen.Predictions.Where(one => !one.IsCorrect)];
        if (wrong.Length == 0) return;
        var grid = new ImageGrid("Read wrongly") { Columns = 12, Scale = 2, Map = ColorMap.Ink };
        foreach (SamplePrediction one in wrong.Take(Shown)) grid.Image(test.Images[one.Index][0], $"{one.Label} as {one.Predicted}", right: false);
        lab.Page.Figure(grid, $"The first {Math.Min(Shown, wrong.Length)} of {wrong.Length}.");
    }

    static string Seconds(long start) => string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
}
