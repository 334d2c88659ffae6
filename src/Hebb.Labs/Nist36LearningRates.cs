using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Vision.Datasets;

namespace Hebb.Labs;

/// <summary>The network of <see cref="Nist36Mlp"/> at a tuned learning rate, at ten times it and at a tenth of it; and at the rate that a sweep proposes when nobody has tuned anything.</summary>
internal sealed class Nist36LearningRates : Lab
{
    const double Tuned = 0.1;

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
        LearningRateSweep sweep = Sweep(lab, train);
        lab.Say($"the sweep proposes {LabResult.Number(sweep.Proposed)}");

        (string Name, string Reference, double Rate)[] runs =
        [
            ("tuned", ".76", lab.LearningRate), ("×10", ".088", 10 * lab.LearningRate), ("÷10", ".71", lab.LearningRate / 10), ("proposed by the sweep", "as good as tuned", sweep.Proposed),
        ];
        var curves = new LearningCurves[runs.Length];
        var tests = new double[runs.Length];
        var table = new LabResult();
        for (int i = 0; i < runs.Length; i++)
        {
            Sequential model = Nist36Network.Make(lab.Seed);
            curves[i] = LearningCurves.Train(lab, $"{runs[i].Name}, {LabResult.Number(runs[i].Rate)}", lab.Epochs, model, Loader(lab, train), validation, new SGD(model.Parameters(), runs[i].Rate));
            tests[i] = Judging.Judge(model.Forward, test).Accuracy;
            table.Inform($"test accuracy, {runs[i].Name} ({LabResult.Number(runs[i].Rate)})", runs[i].Reference, LabResult.Number(tests[i]));
        }

        table.Holds("best of tuned, ×10 and ÷10 on the test characters", "tuned", runs[Array.IndexOf(tests, tests[..3].Max())].Name, "tuned", tests[0] > tests[1] && tests[0] > tests[2]);
        table.AtLeast("rate that the sweep proposes: its test accuracy over that of the tuned one", "aim: 1", tests[3] / tests[0], .95);
        Draw(lab, runs, curves, sweep);
        return table;
    }

    static DataLoader Loader(LabContext lab, ImageDataset train) => new(train, lab.BatchSize, shuffle: true, generator: new Generator(lab.Seed).Fork(1));

    // The sweep walks through the batches of a shuffled epoch, and begins another one where that is too short.
    static LearningRateSweep Sweep(LabContext lab, ImageDataset train)
    {
        Sequential model = Nist36Network.Make(lab.Seed);
        var optimizer = new SGD(model.Parameters(), LearningRateSweep.Min);
        IEnumerator<Batch> batches = Loader(lab, train).GetEnumerator();
        return new LearningRateSweep(rate =>
        {
            lab.Stop.ThrowIfCancellationRequested();
            if (!batches.MoveNext())
            {
                batches = Loader(lab, train).GetEnumerator();
                batches.MoveNext();
            }

            using var scope = Memory.Scope();
            optimizer.LearningRate = rate;
            optimizer.ZeroGrad();
            Tensor loss = model.Forward(batches.Current.Input).CrossEntropy(batches.Current.Target);
            loss.Backward();
            optimizer.Step();
            return loss.Item();
        });
    }

    static void Draw(LabContext lab, (string Name, string Reference, double Rate)[] runs, LearningCurves[] curves, LearningRateSweep sweep)
    {
        // All six with the same ends; a rate that is too large leaves the range of the others, and its curve the chart.
        double top = 1.5 * curves[2].Loss.Max();
        LineChart[] losses = [.. Enumerable.Range(0, 3).Select(i => curves[i].LossChart($"Loss, {runs[i].Name} ({LabResult.Number(runs[i].Rate)})"))];
        LineChart[] accuracies = [.. Enumerable.Range(0, 3).Select(i => curves[i].AccuracyChart($"Accuracy, {runs[i].Name}"))];
        foreach (LineChart chart in losses) chart.YRange = (0, top);
        foreach (LineChart chart in accuracies) chart.YRange = (0, 1);
        lab.Page.Heading("Three rates")
            .Figure(
                new SmallMultiples("Tuned, ten times it, a tenth of it", [.. losses, .. accuracies]) { Columns = 3, ShareY = false },
                "At the tuned rate the curves fall fast and level out. Ten times it, steps overshoot. A tenth of it, the network is still on its way when time is up.")
            .Heading("A rate that nobody tuned")
            .Figure(
                new LineChart("Loss while the rate grows") { XTitle = "learning rate", YTitle = "cross-entropy, smoothed", XScale = AxisScale.Log }
                    .Line("smoothed loss", sweep.Rates.ToArray(), sweep.Losses.ToArray()).Vertical(sweep.Proposed, "proposed").Vertical(lab.LearningRate, "tuned"),
                "One step at each rate, every one a little longer than the last. The loss is lowest just before the learning rate is too large; a tenth of that rate is proposed.")
            .Figure(curves[3].Figure($"At the proposed rate, {LabResult.Number(sweep.Proposed)}"), "Learning at the rate that the sweep proposed.");
    }
}
