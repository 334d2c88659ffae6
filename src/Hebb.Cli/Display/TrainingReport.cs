using Hebb.Cli.Configuration;
using Hebb.Cli.Learning;
using Hebb.Nn;
using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Cli.Display;

/// <summary>The page about a training: curves, accuracy, confusion matrix, the worst predictions, the network, the settings.</summary>
static class TrainingReport
{
    const int Worst = 32;

    public static void Save(string path, TrainingPlan plan, Module model, Preprocessing form, TrainingHistory history, Judgement judgement, bool isTest)
    {
        var report = new Report(Printable.Line($"{ShortName.OfData(plan.Data)}: {plan.Model}"));
        string images = isTest ? "test images, never seen while learning" : "images that were held out to watch the learning";
        report.Text($"{Figures.Percent(judgement.Accuracy, 2)} of {Figures.Count(judgement.Images.Count)} {images}, are recognised. {history.StopMessage}");
        Curves(report, history, plan.Augment is not Augmentation.None);
        report.Heading("Which is taken for which");
        PredictionPages.Confusion(report, judgement);
        int[] worst = [.. judgement.Worst().Take(Worst)];
        if (worst.Length > 0) PredictionPages.Gallery(report.Heading("The worst predictions"), judgement, worst);
        PredictionPages.Classes(report, judgement);
        report.Heading("The network").Code(model.Summary(new Shape([1, form.Channels, form.Height, form.Width])).ToString());
        report.Heading("Settings").Table(["setting", "value"], Settings(plan.ToConfig()));
        report.Save(path);
    }

    static void Curves(Report report, TrainingHistory history, bool isAugmented)
    {
        report.Heading("Learning");
        LineChart loss = new("Loss") { XTitle = "epoch", YTitle = "cross-entropy" };
        LineChart accuracy = new("Accuracy on the images held out") { XTitle = "epoch", YTitle = "part right" };
        if (Curve(history, "loss") is { } train) loss.Line("training", train.X, train.Y);
        if (Curve(history, "val_loss") is { } val) loss.Line("held out", val.X, val.Y);
        report.Figure(loss, $"The loss of the training images is measured {(isAugmented ? "on images changed at random, " : string.Empty)}while the network learns from them, so it may lie above that of the images held out.");
        if (Curve(history, "val_accuracy") is { } right) report.Figure(accuracy.Line("held out", right.X, right.Y));
    }

    static (double[] X, double[] Y)? Curve(TrainingHistory history, string name) =>
        history.Epochs.TryGetValue(name, out MetricHistory? series) && series.Values.Any(double.IsFinite) ? ([.. series.Epochs], [.. series.Values]) : null;

    static IEnumerable<IReadOnlyList<object?>> Settings(RunConfig config)
    {
        using var document = System.Text.Json.JsonSerializer.SerializeToDocument(config, RunConfigJson.Default.RunConfig);
        return [.. document.RootElement.EnumerateObject().Where(p => p.Name is not "layers").Select(p => (IReadOnlyList<object?>)[p.Name, p.Value.ToString()])];
    }
}
