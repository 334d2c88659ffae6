using Hebb.Cli.Configuration;
using Hebb.Cli.Learning;
using Hebb.Nn;
using Hebb.Plots;
using Hebb.Training;

namespace Hebb.Cli.Display;

/// <summary>The page about a training: curves, accuracy, confusion matrix, the worst predictions, the network, the settings.</summary>
static class TrainingReport
{
    const int Worst = 32, ShownSide = 96;

    public static void Save(string path, TrainingPlan plan, Module model, InputForm form, TrainingHistory history, Judgement judgement, bool isTest)
    {
        var report = new Report($"{plan.Data}: {plan.Model}");
        string pictures = isTest ? "test pictures, never seen while learning" : "pictures that were held out to watch the learning";
        report.Text($"{Figures.Percent(judgement.Accuracy, 2)} of {Figures.Count(judgement.Pictures.Count)} {pictures}, are recognised. {history.StopMessage}");
        Curves(report, history, plan.Augment is not Augmentation.None);
        report.Heading("Which is taken for which");
        report.Figure(new ConfusionMatrixChart("Truth and answer", judgement.Confusion.ToTensor(), judgement.Classes), "Rows are the truth, columns the answers.");
        Gallery(report, judgement);
        report.Heading("Classes").Table(
            ["class", "pictures", "recall", "precision", "F1"],
            Enumerable.Range(0, judgement.Classes.Count).Select(c => judgement.Confusion.Score(c) is var s
                ? (IReadOnlyList<object?>)[judgement.Classes[c], s.Support, Figures.Percent(s.Recall), Figures.Percent(s.Precision), Figures.Percent(s.F1)]
                : []));
        report.Heading("The network").Code(model.Summary(new Shape([1, form.Channels, form.Height, form.Width])).ToString());
        report.Heading("Settings").Table(["setting", "value"], Settings(plan.ToConfig()));
        report.Save(path);
    }

    static void Curves(Report report, TrainingHistory history, bool isAugmented)
    {
        report.Heading("Learning");
        LineChart loss = new("Loss") { XTitle = "epoch", YTitle = "cross-entropy" };
        LineChart accuracy = new("Accuracy on the pictures held out") { XTitle = "epoch", YTitle = "part right" };
        if (Curve(history, "loss") is { } train) loss.Line("training", train.X, train.Y);
        if (Curve(history, "val_loss") is { } val) loss.Line("held out", val.X, val.Y);
        report.Figure(loss, $"The loss of the training pictures is measured {(isAugmented ? "on pictures changed at random, " : string.Empty)}while the network learns from them, so it may lie above that of the pictures held out.");
        if (Curve(history, "val_accuracy") is { } right) report.Figure(accuracy.Line("held out", right.X, right.Y));
    }

    static (double[] X, double[] Y)? Curve(TrainingHistory history, string name) =>
        history.Epochs.TryGetValue(name, out Series? series) && series.Values.Any(double.IsFinite) ? ([.. series.Epochs], [.. series.Values]) : null;

    static void Gallery(Report report, Judgement judgement)
    {
        int[] worst = [.. judgement.Worst().Take(Worst)];
        if (worst.Length == 0) return;
        Tensor pictures = judgement.Pictures.Samples.Take(worst).Input;
        var grid = new ImageGrid { Columns = 8, Scale = Math.Max(1, ShownSide / judgement.Pictures.Form.Width) };
        grid.Images(pictures, worst.Select(i => $"{judgement.Classes[(int)judgement.Pictures.Labels[i]]} → {judgement.Classes[judgement.Answer(i)]}"), worst.Select(_ => false));
        report.Heading("The worst predictions").Figure(grid, "Truth → answer; the first surprised the network most.");
        report.Table(
            ["picture", "truth", "answer", "sure of it", "sure of the truth"],
            worst.Select(i => (IReadOnlyList<object?>)
            [
                judgement.Pictures.Title(i), judgement.Classes[(int)judgement.Pictures.Labels[i]], judgement.Classes[judgement.Answer(i)],
                Figures.Percent(judgement.Of(i)[judgement.Answer(i)]), Figures.Percent(judgement.Of(i)[(int)judgement.Pictures.Labels[i]]),
            ]));
    }

    static IEnumerable<IReadOnlyList<object?>> Settings(RunConfig config)
    {
        using var document = System.Text.Json.JsonSerializer.SerializeToDocument(config, RunConfigJson.Default.RunConfig);
        return [.. document.RootElement.EnumerateObject().Where(p => p.Name is not "layers").Select(p => (IReadOnlyList<object?>)[p.Name, p.Value.ToString()])];
    }
}
