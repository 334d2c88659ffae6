using System.Globalization;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Labs;

/// <summary>
/// conv – ReLU – pool – affine – ReLU – affine, brought up as one should bring up any network: is its first loss that of guessing, are its gradients right, can it overfit a few
/// images, and only then, does it learn.
/// </summary>
/// <remarks>The steps and the printed figures are those of Stanford's CS231n, second assignment.</remarks>
internal sealed class ThreeLayerConvNet : Lab
{
    const int Filters = 32;
    const int Kernel = 7;
    const int HiddenUnits = 100;
    const int Side = 32;
    const int Few = 100;
    const int FewEpochs = 15;
    const int EvaluatedAtOnce = 500;
    const double SmallWeights = 1e-3;

    // The course's pixels have a deviation of about 60, ours of 1, so ours need larger weights to begin with.
    const double LearningWeights = 1e-2;

    /// <inheritdoc/>
    public override string Name => "three-layer-convnet";

    /// <inheritdoc/>
    public override string Title => "Bringing up a convolutional network";

    /// <inheritdoc/>
    public override string Description => "Sanity checks, gradients, overfitting 100 images, an epoch of CIFAR-10.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 1, Seed = 0, LearningRate = 1e-3, BatchSize = 50 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["cifar10"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var cifar = new CifarSplit(lab);
        var table = new LabResult();
        FirstLosses(lab, table);
        CheckGradients(lab, table);
        Overfit(lab, table, cifar);
        Sequential model = OneEpoch(lab, table, cifar);
        Mistakes(lab, model);
        string path = lab.OutFile("three-layer-convnet.safetensors");
        Safetensors.Save(path, model.StateDict());
        table.Wrote(path);
        return table;
    }

    // The softmax is in the loss. The weights begin as normal numbers of a small deviation, the biases at 0.
    static Sequential Make(Generator generator, double deviation, int side = Side, int filters = Filters, int kernel = Kernel, int hidden = HiddenUnits)
    {
        var model = new Sequential(
            new Conv2d(3, filters, kernel, padding: kernel / 2), new ReLU(), new MaxPool2d(2), new Flatten(), new Linear(filters * side * side / 4, hidden), new ReLU(), new Linear(hidden, 10));
        foreach ((string name, Parameter p) in model.NamedParameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal)) Init.Zeros(p);
            else Init.Normal(p, 0, deviation, generator);
        }

        return model;
    }

    // Half the strength times the sum of all squared weights; biases are free.
    static Tensor Penalty(Sequential model, double strength)
    {
        Tensor sum = Tensor.Scalar(0f);
        foreach ((string name, Parameter p) in model.NamedParameters())
        {
            if (name.EndsWith("weight", StringComparison.Ordinal)) sum += p.Tensor.Square().Sum();
        }

        return sum * (strength / 2);
    }

    static void FirstLosses(LabContext lab, LabResult table)
    {
        const int Images = 50;
        const double Chance = 2.302586, Penalised = 2.508255, Bound = 1e-3, Strength = 0.5;
        var generator = new Generator(lab.Seed);
        Sequential model = Make(generator, SmallWeights);
        Tensor x = Tensor.Randn([Images, 3, Side, Side], generator: generator), y = Tensor.From(Enumerable.Range(0, Images).Select(_ => (long)generator.NextInt(0, 10)).ToArray());
        using var quiet = Autograd.NoGrad();
        Tensor loss = model.Forward(x).CrossEntropy(y);
        Near("first loss: ln 10, as by guessing", Chance, loss.Item());
        Near("first loss with an L2 penalty of .5", Penalised, (loss + Penalty(model, Strength)).Item());

        void Near(string figure, double printed, double ours) => table.Near(
            figure, printed.ToString("F6", CultureInfo.InvariantCulture), ours.ToString("F6", CultureInfo.InvariantCulture), Math.Abs(ours - printed), Bound);
    }

    // A small relative on images of 16×16. Its weights are larger, so that few units are so near the kink of a ReLU that a central difference straddles it.
    static void CheckGradients(LabContext lab, LabResult table)
    {
        const int Small = 16;
        const double Step = 1e-6, Bound = 1e-6;
        var generator = new Generator(lab.Seed);
        Sequential model = Make(generator, 0.1, Small, filters: 3, kernel: 3, hidden: 7).To(DType.Float64);
        Tensor x = Tensor.Randn([2, 3, Small, Small], generator: generator, dtype: DType.Float64), y = Tensor.From([3L, 8L]);
        foreach (ParameterCheck check in model.CheckGradients(() => model.Forward(x).CrossEntropy(y), Step))
        {
            lab.Say($"gradient of {check}");
            table.AtMost($"gradient error, {check.Name}", "central differences", check.Error, Bound);
        }
    }

    // A network that cannot overfit a hundred images has a mistake in it.
    static void Overfit(LabContext lab, LabResult table, CifarSplit cifar)
    {
        Sequential model = Make(new Generator(lab.Seed), LearningWeights);
        IDataset few = cifar.Train.Subset([.. Enumerable.Range(0, Few)]);
        var trainer = new Trainer(model, new Adam(model.Parameters(), lab.LearningRate), new CrossEntropyLoss())
        {
            Epochs = lab.IsQuick ? 3 : FewEpochs,
            Metrics = [new Accuracy()],
            TrainMetrics = [new Accuracy()],
            Callbacks = [new TrainingProgress(lab, $"overfitting {Few} images")],
        };
        TrainingHistory history = trainer.Fit(Loader(lab, few, new Generator(lab.Seed)), new DataLoader(cifar.Validation, EvaluatedAtOnce) { Transform = CifarSplit.Scale });
        table.AtLeast($"{Few} images overfitted in {FewEpochs} epochs: accuracy on them", ".99", CifarSplit.Evaluate(lab, model, few).Accuracy, .95);
        lab.Page.Heading("Overfitting a hundred images").Figure(LearningCurves.Figure(history, "Overfitting"), "Every one of the hundred is learned, and next to nothing about the others: that is what it looks like when a network has too few examples.");
    }

    static Sequential OneEpoch(LabContext lab, LabResult table, CifarSplit cifar)
    {
        var generator = new Generator(lab.Seed);
        Sequential model = Make(generator, LearningWeights);
        var first = (Conv2d)model[0];
        ImageGrid before = ImageGrid.OfFilters(first.Weight.Tensor.Detach().Clone());
        var optimizer = new Adam(model.Parameters(), lab.LearningRate);
        DataLoader loader = Loader(lab, cifar.Train, generator);
        var trainer = new Trainer(model, optimizer, new CrossEntropyLoss())
        {
            Epochs = lab.Epochs,
            TrainMetrics = [new Accuracy()],

            // The rate falls to nothing: the last steps settle what the first ones found.
            Schedules = [Schedule.PerStep(new LinearLR(optimizer, 1, 0, lab.Epochs * loader.Count))],
            Callbacks = [new TrainingProgress(lab, "training", byStep: true)],
        };
        TrainingHistory history = trainer.Fit(loader);

        string epochs = lab.Epochs == 1 ? "one epoch" : $"{lab.Epochs} epochs";
        table.Inform($"{epochs}: training accuracy on the way", ".504 after one", LabResult.Number(history["accuracy"].Last));
        table.AtLeast($"{epochs}: validation accuracy", ".499 after one; aim: ≥ .60", CifarSplit.Evaluate(lab, model, cifar.Validation).Accuracy, .40);
        table.Inform($"{epochs}: test accuracy", "aim: ≥ .60", LabResult.Number(CifarSplit.Evaluate(lab, model, cifar.Test).Accuracy));
        table.Inform($"{epochs}: time", "aim: ≤ 60 s for one", string.Create(CultureInfo.InvariantCulture, $"{history.Elapsed.TotalSeconds:F1} s"));
        lab.Page.Heading("Learning").Figure(Smoothed(history.Steps["loss"].Values), "The loss of every batch of 50, and its running mean.")
            .Figure(before, "The 32 filters of 7×7 before: noise.")
            .Figure(ImageGrid.OfFilters(first.Weight.Tensor.Detach()), "And after: edges of several directions, and colours against each other.");
        return model;
    }

    static DataLoader Loader(LabContext lab, IDataset images, Generator generator) => new(images, lab.BatchSize, shuffle: true, generator: generator.Fork(1)) { Transform = CifarSplit.Scale };

    static LineChart Smoothed(IReadOnlyList<double> losses)
    {
        const double Share = 0.97;
        var smooth = new List<double>(losses.Count);
        double mean = losses[0];
        foreach (double loss in losses) smooth.Add(mean = (Share * mean) + ((1 - Share) * loss));
        return new LineChart("One epoch of 49,000 images") { XTitle = "step", YTitle = "cross-entropy" }.Line("loss of the batch", PlotData.From(losses), start: 1).Line("running mean", smooth, start: 1);
    }

    static void Mistakes(LabContext lab, Sequential model)
    {
        const int Shown = 24, Counted = 2_000;
        ImageDataset test = Cifar10.Load(lab.Data, train: false);
        EvaluationReport seen = CifarSplit.Evaluate(lab, model, test.Subset([.. Enumerable.Range(0, Math.Min(Counted, test.Count))]), test.Classes);
        lab.Page.Heading("What it sees").Figure(
            new ConfusionMatrixChart("Test images", seen.Confusion.ToTensor(), test.Classes), $"The first {seen.Count} test images: rows are what they are, columns what they are taken for.");
        var grid = new ImageGrid("Test images") { Columns = 8, Scale = 2 };
        foreach (SamplePrediction one in seen.Predictions.Take(Shown)) grid.Image(test.Images[one.Index], test.Classes[one.Predicted], one.IsCorrect);
        lab.Page.Figure(grid, $"The first {Math.Min(Shown, seen.Count)} of them, with what they are taken for.");
    }
}
