using System.Globalization;
using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Insight;

namespace Hebb.Labs;

/// <summary>A 2-25-4 network learns to tell 40 points of four Gaussians apart, from fifty random starts.</summary>
internal sealed class FourGaussians : Lab
{
    const int Seeds = 50;
    const int PointsOfEach = 10;
    const double LossBound = 35;
    const double AccuracyBound = 0.75;

    // Mean and variance along both axes.
    static readonly (float[] Mean, float[] Variance)[] Clouds =
    [
        ([3.6f, 40], [0.05f, 10]),
        ([3.9f, 10], [0.01f, 5]),
        ([3.4f, 30], [0.25f, 5]),
        ([2, 10], [0.5f, 10]),
    ];

    /// <inheritdoc/>
    public override string Name => "four-gaussians";

    /// <inheritdoc/>
    public override string Title => "Four Gaussians";

    /// <inheritdoc/>
    public override string Description => "A small network tells 40 points of four clouds apart, from 50 starts.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 500, Seed = 0, LearningRate = 1e-3, BatchSize = 5 };

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        var table = new LabResult();
        int good = 0;
        var curves = new List<List<double>>();
        double smallestFirst = double.PositiveInfinity, largestLast = 0, smallestAccuracy = 1;
        for (int i = 0; i < Seeds; i++)
        {
            ulong seed = lab.Seed + (ulong)i;
            TensorDataset points = Draw(new NumPyRandomState((uint)seed));
            Sequential model = Network(new Generator(seed));
            if (i == 0) CheckGradients(lab, table, model, points);

            (double first, double firstAccuracy) = Evaluate(model, points);
            List<double> losses = Train(lab, model, points);
            curves.Add(losses);
            (double last, double accuracy) = Evaluate(model, points);
            if (i == 0)
            {
                Save(lab, table, model);
                lab.Page.Heading("The clouds").Figure(
                    new ScatterChart("40 points of four Gaussians") { XTitle = "first coordinate", YTitle = "second coordinate" }.ByClass(points.Tensors[0], points.Tensors[1], ["A", "B", "C", "D"]),
                    $"What the network of seed {seed} learns: ten points of each cloud.");
            }

            bool isGood = last <= LossBound && accuracy >= AccuracyBound;
            if (isGood) good++;
            smallestFirst = Math.Min(smallestFirst, first);
            largestLast = Math.Max(largestLast, last);
            smallestAccuracy = Math.Min(smallestAccuracy, accuracy);
            lab.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed,2}: loss {first,6:F2} → {last,5:F2}, accuracy {firstAccuracy:F3} → {accuracy:F3}{(isGood ? string.Empty : "  missed")}"));
            lab.Report("seeds", i + 1, Seeds, $"{good} good");
        }

        Draw(lab, curves);
        table.Inform("first loss, smallest", "about 55.5 or more", LabResult.Number(smallestFirst));
        table.Inform("last loss, largest", "≤ 35", LabResult.Number(largestLast));
        table.Inform("last accuracy, smallest", "≥ .75", LabResult.Number(smallestAccuracy));
        table.Count("seeds that reach both", "aim: 50 of 50", good, Seeds, Seeds * 9 / 10);
        return table;
    }

    // NumPy's stream, so that the same points can be drawn in Python: randn(10, 2) for each cloud, then a permutation that divides them into batches once.
    static TensorDataset Draw(NumPyRandomState random)
    {
        var clouds = new Tensor[Clouds.Length];
        var labels = new long[Clouds.Length * PointsOfEach];
        for (int k = 0; k < clouds.Length; k++)
        {
            (float[] mean, float[] variance) = Clouds[k];
            Tensor noise = Tensor.From(random.RandN(PointsOfEach * 2), [PointsOfEach, 2]).To(DType.Float32);
            clouds[k] = noise * Tensor.From(variance).Sqrt() + Tensor.From(mean);
            labels.AsSpan(k * PointsOfEach, PointsOfEach).Fill(k);
        }

        var inOrder = new TensorDataset(Tensor.Cat(clouds), Tensor.From(labels));
        return new TensorDataset([.. inOrder.Take(random.Permutation(labels.Length)).Tensors]);
    }

    // The softmax is in the loss, cross-entropy.
    static Sequential Network(Generator generator)
    {
        var hidden = new Linear(2, 25);
        var output = new Linear(25, 4);
        foreach (Linear layer in (Linear[])[hidden, output])
        {
            Init.XavierUniform(layer.Weight, generator: generator);
            Init.Zeros(layer.Bias!);
        }

        return new Sequential(hidden, new Sigmoid(), output);
    }

    // The summed loss of every epoch: the trainer's is the mean of its batches.
    static List<double> Train(LabContext lab, Sequential model, TensorDataset points)
    {
        var loader = new DataLoader(points, lab.BatchSize);
        var trainer = new Trainer(model, new SGD(model.Parameters(), lab.LearningRate), new CrossEntropyLoss(reduction: Reduction.Sum)) { Epochs = lab.Epochs, RecordEvery = 0 };
        TrainingHistory history = trainer.Fit(loader, lab.Stop);
        lab.Stop.ThrowIfCancellationRequested();
        return [.. history["loss"].Values.Select(loss => loss * loader.Count)];
    }

    // Between which losses all starts lie, and the middle one.
    static void Draw(LabContext lab, List<List<double>> curves)
    {
        double[][] sorted = [.. Enumerable.Range(0, curves[0].Count).Select(epoch => curves.Select(curve => curve[epoch]).Order().ToArray())];
        lab.Page.Heading("Learning").Figure(
            new LineChart("The summed loss") { XTitle = "epoch", YTitle = "cross-entropy, summed over 40 points" }
                .Line("middle of all starts", sorted.Select(at => at[at.Length / 2]).ToArray(), start: 1).Band(sorted.Select(at => at[0]).ToArray(), sorted.Select(at => at[^1]).ToArray())
                .Horizontal(LossBound, "must"),
            $"{curves.Count} starts; the band reaches from the luckiest to the unluckiest.");
    }

    // The summed loss.
    static (double Loss, double Accuracy) Evaluate(Sequential model, TensorDataset points)
    {
        EvaluationReport seen = EvaluationReport.Of(model, points);
        return (seen.MeanLoss * seen.Count, seen.Accuracy);
    }

    static void CheckGradients(LabContext lab, LabResult table, Sequential model, TensorDataset points)
    {
        Tensor x = points.Tensors[0].To(DType.Float64);
        model.To(DType.Float64);
        foreach (ParameterCheck check in model.CheckGradients(() => model.Forward(x).CrossEntropy(points.Tensors[1], reduction: Reduction.Sum)))
        {
            lab.Say($"gradient of {check}");
            table.AtMost($"gradient error, {check.Name}", "central differences", check.Error, 1e-6);
        }

        model.To(DType.Float32);
    }

    static void Save(LabContext lab, LabResult table, Sequential model)
    {
        string path = lab.OutFile("four-gaussians.safetensors");
        Safetensors.Save(path, model.StateDict());
        table.Wrote(path);
    }
}
