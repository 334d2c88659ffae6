using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Vision.Insight;

/// <content>Pages about an evaluation, whole or in parts to be put into a page of one's own.</content>
public sealed partial class EvaluationReport
{
    const int Side = 84, Columns = 8, LongCaption = 12, WideSide = 128, FewColumns = 6;

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
        AddClasses(report);
        AddConfusion(report.Heading("Mistakes"));
        if (MostConfused.Count > 0)
            report.Table(["is", "was taken for", "times"], MostConfused.Select(IReadOnlyList<object?> (c) => [Classes[c.Label], Classes[c.Predicted], c.Count]), "The mistakes that were made most often.");
        if (Images([0]) is not null) AddImages(report.Heading("Predictions"));
        report.Heading("Certainty").Figure(ReliabilityDiagram.Of(Calibration), "How often predictions are right, over how sure the model is. Below the dashed line it is too sure.");
        if (Roc.Any(curve => !double.IsNaN(curve.Area))) report.Figure(RocChart.Of(Roc, Classes), "Each class against all others, the hardest classes first, with the areas under the curves.");
        return report;
    }

    /// <summary>Adds a table with recall, precision and F1 of each class.</summary>
    /// <param name="report">The page.</param>
    /// <returns>The page.</returns>
    public Report AddClasses(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Table(["class", "samples", "recall", "precision", "F1"], PerClass.Select(IReadOnlyList<object?> (s, c) =>
            [Classes[c], s.Support, ClassNames.Percent(s.Recall), ClassNames.Percent(s.Precision), ClassNames.Percent(s.F1)]));
    }

    /// <summary>Adds the confusion matrix.</summary>
    /// <param name="report">The page.</param>
    /// <returns>The page.</returns>
    public Report AddConfusion(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Figure(new ConfusionMatrixChart("Truth and prediction", Confusion.ToTensor(), Classes), "Rows are the truth, columns the predictions.");
    }

    /// <summary>Adds images with truth and prediction, and a table of how sure the model was of both.</summary>
    /// <param name="report">The page.</param>
    /// <param name="shown">Which predictions, in their order on the page.</param>
    /// <param name="names">What the samples are called; their numbers where it is null.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidOperationException">There are none, or the inputs are no images.</exception>
    public Report AddPredictions(Report report, IReadOnlyList<SamplePrediction> shown, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(shown);
        return report.Figure(ToFigure(shown), "Truth → prediction; the first surprised the model most.").Table(
            ["image", "truth", "prediction", "sure of it", "sure of the truth"],
            shown.Select(IReadOnlyList<object?> (one, row) =>
                [names is null ? $"#{one.Index}" : names[row], Classes[one.Label], Classes[one.Predicted], ClassNames.Percent(one.Confidence), ClassNames.Percent(Math.Exp(-one.Loss))]));
    }

    /// <summary>The images of predictions: under each what the model took it for and how surely or, if it is wrong, truth → prediction.</summary>
    /// <param name="shown">Which predictions, in the order in which they are drawn.</param>
    /// <param name="title">The line above.</param>
    /// <exception cref="InvalidOperationException">There are none, or the inputs are no images.</exception>
    public ImageGrid ToFigure(IReadOnlyList<SamplePrediction> shown, string title = "")
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.Count == 0) throw new InvalidOperationException($"There are no predictions to draw{(title.Length > 0 ? $" in “{title}”" : string.Empty)}.");
        Tensor images = Images([.. shown.Select(one => one.Index)]) ?? throw new InvalidOperationException($"Inputs of shape {dataset.Take([0]).Input.Shape} are no images; Predictions and ByLoss list the predictions.");
        string[] captions = [.. shown.Select(Caption)];
        bool isWide = captions.Max(c => c.Length) > LongCaption;
        int width = images.Shape[3], side = isWide ? WideSide : Side;
        var grid = new ImageGrid(title) { Columns = Math.Min(shown.Count, isWide ? FewColumns : Columns), Scale = (side + width - 1) / width, Range = IsPlain(images) ? ImageRange.Unit : ImageRange.PerTile };
        return grid.Images(images, captions, shown.Select(one => one.IsCorrect));
    }

    void AddImages(Report report)
    {
        report.Figure(ToFigure([.. ByLoss.Take(options.Shown)], "The worst predictions"), "The largest losses, worst first: what it is, and what the model said. Wrong labels are often among them.");
        foreach (bool isCorrect in (bool[])[false, true])
        {
            SamplePrediction[] first = [.. predictions.Where(one => one.IsCorrect == isCorrect).Take(options.Shown)];
            if (first.Length > 0) report.Figure(ToFigure(first, isCorrect ? "Right" : "Wrong"), isCorrect ? "The first right ones, with the model's confidence." : "The first wrong ones.");
        }
    }

    // Bytes, or floats of 0 … 1; normalised inputs have ends of their own.
    static bool IsPlain(Tensor images) => images.DType == DType.UInt8 || (images.Min().Item() >= 0 && images.Max().Item() <= 1);

    Tensor? Images(int[] indices) => InputImages.Of(dataset.Take(indices).Input);

    string Caption(SamplePrediction one) => one.IsCorrect ? $"{Classes[one.Predicted]} {ClassNames.Percent(one.Confidence)}" : $"{Classes[one.Label]} → {Classes[one.Predicted]}";
}
