using System.Diagnostics;
using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Labs;

/// <summary>
/// Two networks, each written three times: with plain functions on tensors, as modules of their own, and as a chain of modules. The three spellings are the same arithmetic: from one seed and by
/// one recipe they end with the same weights, bit for bit. Each then learns CIFAR-10 for an epoch, by the recipe that its part of the course has.
/// The loop is written out, because the first level has no module that a trainer could take, and all three have to go through the same one.
/// </summary>
/// <remarks>The networks, recipes and printed figures are those of Stanford's CS231n, second assignment.</remarks>
internal sealed partial class Cifar10Levels : Lab
{
    const int BitSteps = 10;
    const int BitHidden = 200;
    static readonly string[] Levels = ["plain functions", "modules", "a chain"];

    /// <inheritdoc/>
    public override string Name => "cifar10-levels";

    /// <inheritdoc/>
    public override string Title => "One network, three ways to write it";

    /// <inheritdoc/>
    public override string Description => "CIFAR-10 by plain functions, by modules and by a chain: the same bits.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 1, Seed = 0, BatchSize = 64 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => ["cifar10"];

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var cifar = new CifarSplit(lab);
        var table = new LabResult();
        SameBits(lab, table, cifar, "fully connected", FullyConnected(lab.Seed, BitHidden, [new(0.01), new(0.01), new(0.01)]));
        SameBits(lab, table, cifar, "convolutional", Convolutional(lab.Seed, [new(0.01, He: false), new(0.01, He: false), new(0.01, He: false)]));

        var chart = new LineChart("Running mean of the loss") { XTitle = "step", YTitle = "cross-entropy" };
        long start = Stopwatch.GetTimestamp();
        Level[] connected = FullyConnected(lab.Seed, Hidden, [new(0.01), new(0.01), new(0.01, 0.9, He: false)]);
        (string, double)[] references = [(".472", .40), (".418", .40), (".444", .40)];
        for (int i = 0; i < connected.Length; i++) Learn(lab, table, cifar, "fully connected", connected[i], Levels[i], references[i], chart);

        Level[] convolutional = Convolutional(lab.Seed, [new(0.05, He: false), new(0.01, 0.9, He: false), new(0.01, 0.9, He: false)]);
        references = [(".452", .42), (".503", .45), (".589", .55)];
        for (int i = 0; i < convolutional.Length; i++) Learn(lab, table, cifar, "convolutional", convolutional[i], Levels[i], references[i], chart);
        table.Inform("time for all six", "aim: ≤ 3 min", string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        lab.Page.Heading("Learning").Figure(chart, "The same network learns at other speeds by other recipes: other first weights, longer steps, or Nesterov's momentum. Where one line hides another, both levels had the same recipe, and the same numbers came out.");
        return table;
    }

    // A few steps of the same recipe with each level, on the same batches; then every weight of every level must have the same bits.
    static void SameBits(LabContext lab, LabResult table, CifarSplit cifar, string network, Level[] levels)
    {
        int values = 0, others = 0;
        float[][] first = [];
        foreach (Level level in levels)
        {
            var loader = new DataLoader(cifar.Train.Subset([.. Enumerable.Range(0, BitSteps * lab.BatchSize)]), lab.BatchSize);
            foreach ((Tensor x, Tensor y) in loader)
            {
                lab.Stop.ThrowIfCancellationRequested();
                using var scope = Memory.Scope();
                level.Forward(CifarSplit.Scale.Apply(x)).CrossEntropy(y).Backward();
                level.Step(level.Hyperparameters.Rate);
            }

            float[][] weights = [.. level.Weights.Select(w => w.ToArray<float>())];
            if (first.Length == 0) first = weights;
            values += weights.Sum(w => w.Length);
            others += weights.Zip(first, Differing).Sum();
        }

        table.Holds(
            $"{network}: weights of the three levels after {BitSteps} steps from one seed", "identical bits", others == 0 ? "identical bits" : $"{others} of {values} differ", "identical bits", others == 0);
    }

    static int Differing(float[] a, float[] b) => a.Zip(b).Count(pair => BitConverter.SingleToUInt32Bits(pair.First) != BitConverter.SingleToUInt32Bits(pair.Second));

    static void Learn(LabContext lab, LabResult table, CifarSplit cifar, string network, Level level, string name, (string Reference, double Must) known, LineChart chart)
    {
        const double Share = 0.98;
        string work = $"{network}, {name}";
        var order = new Generator(lab.Seed).Fork(1);
        var losses = new List<double>();
        double mean = double.NaN;
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 1; epoch <= lab.Epochs; epoch++)
        {
            var loader = new DataLoader(cifar.Train, lab.BatchSize, shuffle: true, generator: order);
            int step = 0;
            foreach ((Tensor x, Tensor y) in loader)
            {
                using var scope = Memory.Scope();
                Tensor loss = level.Forward(CifarSplit.Scale.Apply(x)).CrossEntropy(y);
                loss.Backward();

                // Steps grow shorter to the end: the last ones settle what the first ones found.
                level.Step(level.Hyperparameters.Rate * (1 - (losses.Count / (double)(lab.Epochs * loader.Count))));
                double value = loss.Item();
                mean = double.IsNaN(mean) ? value : (Share * mean) + ((1 - Share) * value);
                losses.Add(mean);
                lab.Report(lab.Epochs == 1 ? work : $"{work}, epoch {epoch}", ++step, loader.Count, string.Create(CultureInfo.InvariantCulture, $"loss {mean:F3}"));
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var model = new LambdaModule(level.Forward);
        double validated = CifarSplit.Evaluate(lab, model, cifar.Validation).Accuracy, tested = CifarSplit.Evaluate(lab, model, cifar.Test).Accuracy;
        lab.Say(string.Create(CultureInfo.InvariantCulture, $"{work}: {level.Hyperparameters}; validation {validated:F3}, test {tested:F3}, {seconds:F1} s"));
        table.AtLeast($"{work}: validation accuracy", known.Reference, validated, known.Must);
        chart.Line(work, losses, start: 1);
    }
}
