using System.Runtime.CompilerServices;
using Hebb.Plots;
using Hebb.Training;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Display;

/// <summary>The page about a training: curves, accuracy, confusion matrix, the worst predictions, the network, the settings.</summary>
static class TrainingReport
{
    const int Worst = 32;

    public static void Save(string path, ClassifierTraining training, TrainingHistory history, EvaluationReport seen, LabelledImages images)
    {
        (TrainingPlan plan, Preprocessing input) = (training.Plan, training.Data.Preprocessing);
        var report = new Report(Printable.Line($"{ShortName.OfData(plan.Data)}: {plan.Model}"));
        string unseen = training.Data.Test is not null ? "test images, never seen in training" : "validation images, which it was not trained on";
        report.Text($"{NumberFormat.Percent(seen.Accuracy, 2)} of {NumberFormat.Count(seen.Count)} {unseen}, are recognised. {history.StopMessage}");
        Curves(report, history, plan.Augment is not Augmentation.None);
        seen.AddConfusion(report.Heading("Which is taken for which"));
        SamplePrediction[] worst = [.. seen.ByLoss.Where(one => !one.IsCorrect).Take(Worst)];
        if (worst.Length > 0) seen.AddPredictions(report.Heading("The worst predictions"), worst, ShortName.OfImages(images, worst));
        seen.AddClasses(report.Heading("Classes"));
        report.Heading("The network").Code(training.Model.Summary(new Shape([1, input.Channels, input.Height, input.Width])).ToString());
        report.Heading("Settings").Table(["setting", "value"], Settings(plan.Settings));
        report.Save(path);
    }

    /// <summary>
    /// Draws figures like those of a page and drops them. Done beside a training, it lets the code that draws them be compiled when the training ends; a native program needs none of it.
    /// </summary>
    public static void Prepare()
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled) return;
        var grid = new ImageGrid { Columns = 1, Scale = 2 };
        grid.Images(Tensor.Zeros([1, 1, 2, 2]), ["image"], [true]);
        var page = new Report("Prepared").Text("text").Heading("heading").Figure(new LineChart("loss") { XTitle = "epoch", YTitle = "loss" }.Line("training", [1, 2], [2, 1]).Line("validation", [1, 2], [2, 1]), "caption");
        page.Figure(new ConfusionMatrixChart("classes", Tensor.Eye(2), ["a", "b"]), "caption").Figure(grid, "caption").Code("code").Table(["setting", "value"], [["seed", 0UL]]);
        _ = page.ToHtml();
    }

    static void Curves(Report report, TrainingHistory history, bool isAugmented)
    {
        report.Heading("Learning");
        report.Figure(LearningCurves.Of(history, title: "Loss"), $"The loss of the training images is measured {(isAugmented ? "on images changed at random, " : string.Empty)}while the network learns from them, so it may lie above the validation loss.");
        report.Figure(LearningCurves.Of(history, "accuracy", "Validation accuracy"));
    }

    static IEnumerable<IReadOnlyList<object?>> Settings(TrainingSettings settings) =>
        from setting in TrainingSetting.All
        where setting is not LayersSetting && settings.Find(setting) is not null
        select (IReadOnlyList<object?>)[setting.Name, setting.Text(settings.Find(setting)!)];
}
