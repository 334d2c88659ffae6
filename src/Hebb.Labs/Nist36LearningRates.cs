using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Datasets;
using Hebb.Vision.Insight;

namespace Hebb.Labs;

/// <summary>The network of <see cref="Nist36Mlp"/> at a tuned learning rate, at ten times it and at a tenth of it; and at the rate that a sweep proposes when nobody has tuned anything.</summary>
/// <remarks>The sweep is that of L. N. Smith: Cyclical learning rates for training neural networks, WACV 2017, section 3.3.</remarks>
internal sealed class Nist36LearningRates : Lab
{
    const double Tuned = 0.1;

    // Where the loss is lowest, the learning rate is about to be too large; a tenth of that is proposed, as is usual.
    const double Caution = 10;
    const int EvaluatedAtOnce = 500;

    /// <inheritdoc/>
    public override string Name => "nist36-learning-rates";

    /// <inheritdoc/>
    public override string Title => "Three learning rates";

    /// <inheritdoc/>
    public override string Description => "One network at a tuned rate, ten times it and a tenth; a sweep proposes one.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 60, Seed = 0, LearningRate = Tuned, BatchSize = 36 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => Nist36Network.Folders;

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (ImageDataset train, ImageDataset validation, ImageDataset test) = Nist36Network.Load(lab);
        LearningRateCurve sweep = Sweep(lab, train);
        double proposed = sweep.LowestLossRate / Caution;
        lab.Say($"the sweep proposes {LabResult.Number(proposed)}");

        (string Name, string Reference, double Rate)[] runs =
        [
            ("tuned", ".76", lab.LearningRate), ("×10", ".088", 10 * lab.LearningRate), ("÷10", ".71", lab.LearningRate / 10), ("proposed by the sweep", "as good as tuned", proposed),
        ];
        var histories = new TrainingHistory[runs.Length];
        var tests = new double[runs.Length];
        var table = new LabResult();
        for (int i = 0; i < runs.Length; i++)
        {
            Sequential model = Nist36Network.Make(lab.Seed);
            var trainer = new Trainer(model, new SGD(model.Parameters(), runs[i].Rate), new CrossEntropyLoss())
            {
                Epochs = lab.Epochs,
                Metrics = [new Accuracy()],
                TrainMetrics = [new Accuracy()],
                Callbacks = [new TrainingProgress(lab, $"{runs[i].Name}, {LabResult.Number(runs[i].Rate)}")],
            };
            histories[i] = trainer.Fit(Loader(lab, train), new DataLoader(validation, EvaluatedAtOnce));
            tests[i] = EvaluationReport.Of(model, test, cancel: lab.Stop).Accuracy;
            table.Inform($"test accuracy, {runs[i].Name} ({LabResult.Number(runs[i].Rate)})", runs[i].Reference, LabResult.Number(tests[i]));
        }

        table.Holds("best of tuned, ×10 and ÷10 on the test characters", "tuned", runs[Array.IndexOf(tests, tests[..3].Max())].Name, "tuned", tests[0] > tests[1] && tests[0] > tests[2]);
        table.AtLeast("rate that the sweep proposes: its test accuracy over that of the tuned one", "aim: 1", tests[3] / tests[0], .95);
        Draw(lab, runs, histories, sweep);
        return table;
    }

    static DataLoader Loader(LabContext lab, ImageDataset train) => new(train, lab.BatchSize, shuffle: true, generator: new Generator(lab.Seed).Fork(1));

    static LearningRateCurve Sweep(LabContext lab, ImageDataset train)
    {
        const double From = 1e-4, To = 100;
        const int Steps = 400;
        Sequential model = Nist36Network.Make(lab.Seed);
        lab.Stop.ThrowIfCancellationRequested();
        return LearningRateFinder.Run(model, new SGD(model.Parameters(), From), (y, labels) => y.CrossEntropy(labels), Loader(lab, train), From, To, Steps);
    }

    static void Draw(LabContext lab, (string Name, string Reference, double Rate)[] runs, TrainingHistory[] histories, LearningRateCurve sweep)
    {
        // All six with the same ends; a rate that is too large leaves the range of the others, and its curve the chart.
        double top = 1.5 * histories[2]["loss"].Values.Max();
        LineChart[] losses = [.. Enumerable.Range(0, 3).Select(i => LearningCurves.Of(histories[i], title: $"Loss, {runs[i].Name} ({LabResult.Number(runs[i].Rate)})"))];
        LineChart[] accuracies = [.. Enumerable.Range(0, 3).Select(i => LearningCurves.Of(histories[i], "accuracy", $"Accuracy, {runs[i].Name}"))];
        foreach (LineChart chart in losses) chart.YRange = (0, top);
        foreach (LineChart chart in accuracies) chart.YRange = (0, 1);
        lab.Page.Heading("Three rates")
            .Figure(
                new SmallMultiples("Tuned, ten times it, a tenth of it", [.. losses, .. accuracies]) { Columns = 3, ShareY = false },
                "At the tuned rate the curves fall fast and level out. Ten times it, steps overshoot. A tenth of it, the network is still on its way when time is up.")
            .Heading("A rate that nobody tuned")
            .Figure(
                LearningCurves.Of(sweep, "Loss while the learning rate grows").Vertical(runs[3].Rate, "proposed").Vertical(lab.LearningRate, "tuned"),
                "One step at each rate, every one a little longer than the last. The loss is lowest just before the learning rate is too large; a tenth of that rate is proposed.")
            .Figure(LearningCurves.Figure(histories[3], $"At the proposed rate, {LabResult.Number(runs[3].Rate)}"), "Learning at the rate that the sweep proposed.");
    }
}
