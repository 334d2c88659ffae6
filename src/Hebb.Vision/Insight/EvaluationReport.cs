using System.Globalization;
using Hebb.Data;
using Hebb.Nn;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Insight;

/// <summary>
/// How good a model is on a data set, found in one pass over it: accuracy, precision and recall of each class, who is taken for whom, calibration, ROC curves, and the
/// predictions that went most wrong. The model is in evaluation mode meanwhile; nothing about it changes.
/// </summary>
/// <example><code>
/// EvaluationReport seen = EvaluationReport.Of(model, test, classNames);
/// Console.WriteLine(seen.Accuracy);
/// seen.ToReport("Digits").Save("digits.html");
/// </code></example>
public sealed class EvaluationReport
{
    EvaluationReport(IReadOnlyList<string> classes, double loss, ConfusionTable confusion, Calibration calibration, IReadOnlyList<RocCurve> roc, ResultsGallery gallery) =>
        (Classes, MeanLoss, Confusion, Calibration, Roc, Gallery) = (classes, loss, confusion, calibration, roc, gallery);

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How many samples there were.</summary>
    public long Count => Confusion.Total;

    /// <summary>The accuracy, 0 … 1: correct predictions ÷ all predictions.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>The mean cross-entropy in nats.</summary>
    public double MeanLoss { get; }

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionTable Confusion { get; }

    /// <summary>Precision, recall, F1 and support of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Enumerable.Range(0, Classes.Count).Select(Confusion.Score)];

    /// <summary>The mistakes that were made most often.</summary>
    public IReadOnlyList<ConfusedPair> MostConfused => Confusion.MostConfused();

    /// <summary>Confidence against accuracy.</summary>
    public Calibration Calibration { get; }

    /// <summary>The ROC curve of each class against the others; empty if there were too many scores for it.</summary>
    public IReadOnlyList<RocCurve> Roc { get; }

    /// <summary>The worst, the first right and the first wrong predictions.</summary>
    public ResultsGallery Gallery { get; }

    /// <summary>Evaluates a model in one pass.</summary>
    /// <param name="model">Answers a batch with scores [n, classes].</param>
    /// <param name="dataset">Inputs and class numbers.</param>
    /// <param name="classes">The classes' names, as many as the model has scores, at least 2.</param>
    /// <param name="options">Batches, transform, how much is shown.</param>
    /// <exception cref="ShapeException">The model gives another number of scores.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public static EvaluationReport Of(Module model, IDataset dataset, IReadOnlyList<string> classes, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(classes);
        options ??= new EvaluationOptions();
        var confusion = new ConfusionMatrix(classes.Count);
        var calibration = new CalibrationError(options.Bins);
        OneVersusRestRoc? roc = (long)dataset.Count * classes.Count <= options.MaxRocScores ? new OneVersusRestRoc(classes.Count) : null;
        var gallery = new ResultsGallery(classes, options.Shown, options.FromLogits);
        double loss = 0;
        using var inspection = new Inspection(model);
        using var quiet = Autograd.NoGrad();
        foreach (Batch batch in new DataLoader(dataset, options.BatchSize, workers: options.Workers))
        {
            using MemoryScope scope = Memory.Scope();
            Tensor labels = batch.Target, scores = ClassScores.Check("An evaluation", model.Call(Prepared(batch.Input, options.Transform)), batch.Count);
            if (scores.Shape[1] != classes.Count) throw new ShapeException($"The model gives scores for {scores.Shape[1]} classes (shape {scores.Shape}), but there are names for {classes.Count}.", "Give one name for each score of the model.");
            Tensor probabilities = options.FromLogits ? scores.To(DType.Float64).Softmax(1) : scores;
            confusion.Update(scores, labels);
            calibration.Update(probabilities, labels);
            roc?.Update(probabilities, labels);
            gallery.Update(batch.Input, scores, labels);
            loss += (options.FromLogits ? scores.LogSoftmax(1) : scores.Log()).NllLoss(labels.To(DType.Int64), reduction: Reduction.Sum).Item();
        }

        ConfusionTable table = confusion.Compute();
        return new EvaluationReport([.. classes], loss / table.Total, table, calibration.Compute(), roc?.Compute() ?? [], gallery);
    }

    /// <summary>A page with the numbers, the confusion matrix, the reliability diagram, ROC curves and the predictions to look at.</summary>
    /// <param name="title">The title of the page.</param>
    public Report ToReport(string title = "Evaluation")
    {
        var report = new Report(title);
        report.Heading("Numbers").Table(["", "value"],
        [
            ["samples", Count],
            ["accuracy", ClassNames.Percent(Accuracy)],
            ["mean cross-entropy (nats)", MeanLoss],
            ["F1, mean of the classes", Confusion.Average(Averaging.Macro).F1],
            ["expected calibration error", Calibration.ExpectedError],
        ]);
        report.Table(["class", "samples", "precision", "recall", "F1"], PerClass.Select(IReadOnlyList<object?> (s, i) => [Classes[i], s.Support, Rounded(s.Precision), Rounded(s.Recall), Rounded(s.F1)]), "How well each class is found.");
        report.Heading("Mistakes").Figure(new ConfusionMatrixChart("Who is taken for whom", Confusion.ToTensor(), Classes), "Rows are what it is, columns what the model said.");
        if (MostConfused.Count > 0)
            report.Table(["is", "was taken for", "times"], MostConfused.Select(IReadOnlyList<object?> (c) => [Classes[c.Label], Classes[c.Predicted], c.Count]), "The mistakes that were made most often.");
        if (Gallery.HasImages) Show(report);
        report.Heading("Certainty").Figure(ReliabilityDiagram.Of(Calibration), "How often predictions are right, over how sure the model is. Below the dashed line it is too sure.");
        if (Roc.Any(curve => !double.IsNaN(curve.Area))) report.Figure(RocChart.Of(Roc, Classes), "Each class against all others, the hardest classes first, with the areas under the curves.");
        return report;
    }

    /// <summary>Accuracy and loss.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"accuracy {Accuracy:P2} of {Count:N0}, loss {MeanLoss:F4}, calibration error {Calibration.ExpectedError:F4}");

    void Show(Report report)
    {
        report.Heading("Predictions").Figure(Gallery.WorstFigure(), "The largest losses, worst first: what the model said, and what it is. Wrong labels are often among them.");
        if (Gallery.Wrong.Count > 0) report.Figure(Gallery.WrongFigure(), "The first wrong ones.");
        if (Gallery.Right.Count > 0) report.Figure(Gallery.RightFigure(), "The first right ones, with the model's confidence.");
    }

    static Tensor Prepared(Tensor x, Transform? transform) => transform is not null ? transform.Apply(x) : x.DType == DType.UInt8 ? x.To(DType.Float32) / 255.0 : x;

    static string Rounded(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
