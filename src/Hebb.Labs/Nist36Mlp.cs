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
/// Letters and digits, read by 64 units: by the course's plain recipe, with sigmoids and gradient descent, and by a modern one, with normalised rectified units, AdamW in one cycle, and
/// images that are a little turned and shifted in every epoch.
/// </summary>
internal sealed class Nist36Mlp : Lab
{
    const double HighestRate = 0.005;
    const double Decay = 0.05;
    const int ModernBatch = 64;
    const int EvaluatedAtOnce = 500;

    /// <inheritdoc/>
    public override string Name => "nist36-mlp";

    /// <inheritdoc/>
    public override string Title => "Sixty-four units read letters";

    /// <inheritdoc/>
    public override string Description => "A 1024-64-36 network reads handwritten capitals and digits.";

    /// <inheritdoc/>
    public override LabOptions Defaults => new() { Epochs = 60, Seed = 0, LearningRate = 0.1, BatchSize = 36 };

    /// <inheritdoc/>
    public override IReadOnlyList<string> DataFolders => Nist36Network.Folders;

    /// <inheritdoc/>
    protected override LabResult Experiment(LabContext lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        (ImageDataset train, ImageDataset validation, ImageDataset test) = Nist36Network.Load(lab);
        var table = new LabResult();

        Sequential plain = Nist36Network.Make(lab.Seed);
        ImageGrid before = Weights(plain);
        long start = Stopwatch.GetTimestamp();
        var loader = new DataLoader(train, lab.BatchSize, shuffle: true, generator: new Generator(lab.Seed).Fork(1));
        TrainingHistory history = Trainer(lab, "plain recipe", plain, new SGD(plain.Parameters(), lab.LearningRate)).Fit(loader, new DataLoader(validation, EvaluatedAtOnce));
        lab.Page.Heading("The plain recipe").Figure(LearningCurves.Figure(history, "Sixty-four sigmoid units, gradient descent"), "The network learns the training images better than it reads others: the curves part.");
        table.AtLeast("plain recipe: validation accuracy", ".753, .756", history["val_accuracy"].Last, .75);
        table.Inform("plain recipe: test accuracy", ".743, .76; best public report .78", LabResult.Number(EvaluationReport.Of(plain, test, cancel: lab.Stop).Accuracy));
        table.Inform("plain recipe: time", "aim: ≤ 30 s", string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        lab.Page.Figure(before, "The first layer's weights before: noise, 64 units of 32×32 each.").Figure(Weights(plain), "And after: blue weights are below zero, vermillion ones above. Ink is 0 and paper 1, so ink excites where it is blue.");

        Sequential model = Nist36Network.Make(lab.Seed, modern: true);
        TrainingHistory modern = Modern(lab, model, train, validation);
        lab.Page.Heading("The modern recipe, the same 64 units")
            .Figure(LearningCurves.Figure(modern, "Every image a little turned, shifted and scaled"), "Changed images are harder to learn than the validation images, which are not changed, are to read.")
            .Figure(Weights(model), "Its first layer, vermillion for ink here and blue against it: smoother strokes, because no single pixel can be trusted.");
        table.AtLeast("modern recipe: validation accuracy", "aim: ≥ .80", modern["val_accuracy"].Last, .75);
        var seen = EvaluationReport.Of(model, test, test.Classes, cancel: lab.Stop);
        table.Inform("both recipes: time", "aim: ≤ 30 s for the plain one", string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        table.Inform("modern recipe: test accuracy", "best public report .78", LabResult.Number(seen.Accuracy));
        Mistakes(lab, test, seen);
        Save(lab, table, "nist36-mlp.safetensors", plain);
        Save(lab, table, "nist36-mlp-modern.safetensors", model);
        return table;
    }

    static TrainingHistory Modern(LabContext lab, Sequential model, ImageDataset train, ImageDataset validation)
    {
        var loader = new DataLoader(train, ModernBatch, shuffle: true, generator: new Generator(lab.Seed).Fork(2), workers: 1)
        {
            Transform = new RandomAffine(degrees: 4, translate: .03, scale: .05, fill: 1),
        };
        var optimizer = new AdamW(model.Parameters(), HighestRate, weightDecay: Decay);
        return Trainer(lab, "modern recipe", model, optimizer, Schedule.PerStep(new OneCycleLR(optimizer, HighestRate, lab.Epochs * loader.Count))).Fit(loader, new DataLoader(validation, EvaluatedAtOnce));
    }

    static Trainer Trainer(LabContext lab, string work, Sequential model, Optimizer optimizer, params Schedule[] schedules) => new(model, optimizer, new CrossEntropyLoss())
    {
        Epochs = lab.Epochs,
        Metrics = [new Accuracy()],
        TrainMetrics = [new Accuracy()],
        Schedules = schedules,
        Callbacks = [new TrainingProgress(lab, work)],
    };

    static ImageGrid Weights(Sequential model)
    {
        ImageGrid grid = ImageGrid.OfWeights(Nist36Network.FirstWeights(model).Clone(), [Nist36Network.Side, Nist36Network.Side]);
        (grid.Columns, grid.Scale) = (8, 2);
        return grid;
    }

    // The matrix, and examples of the pairs that are confused most.
    static void Mistakes(LabContext lab, ImageDataset test, EvaluationReport seen)
    {
        const int Pairs = 8, OfPair = 6;
        lab.Page.Heading("What is taken for what").Figure(
            new ConfusionMatrixChart("Test characters", seen.Confusion.ToTensor(), test.Classes) { MostConfused = Pairs }, "Rows are what the characters are, columns what the network of the second recipe reads.");
        var grid = new ImageGrid("The pairs that are confused most") { Columns = OfPair, Scale = 2, Range = ImageRange.Unit };
        foreach (ConfusedPair pair in seen.Confusion.MostConfused(Pairs))
        {
            lab.Say($"{test.Classes[pair.Label]} is read as {test.Classes[pair.Predicted]} {pair.Count} times");
            foreach (SamplePrediction one in seen.Predictions.Where(one => one.Label == pair.Label && one.Predicted == pair.Predicted).Take(OfPair))
                grid.Image(test.Images[one.Index], $"{test.Classes[pair.Label]} as {test.Classes[pair.Predicted]}", right: false);
        }

        lab.Page.Figure(grid, $"Up to {OfPair} of each pair.");
    }

    static void Save(LabContext lab, LabResult table, string name, Sequential model)
    {
        string path = lab.OutFile(name);
        Safetensors.Save(path, model.StateDict());
        table.Wrote(path);
    }
}
