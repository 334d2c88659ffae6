using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Cli.Saved;
using Hebb.Plots;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb show results</c>: a page with what a network says of images, the worst first.</summary>
sealed class ShowResultsCommand : DocumentedCommand
{
    const int Shown = 64, Max = 2000;

    readonly Argument<string?> run = new("run") { Description = "The folder of a run, or its model.json or model.safetensors.", HelpName = "RUN|FILE", Arity = ArgumentArity.ZeroOrOne };
    readonly Argument<string?> data = new("images") { Description = "A data set or a folder of class folders [default: what the run would be evaluated on].", HelpName = "DATA|FOLDER", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> folder = CheckedOption.Path("--data", "Where the files of a named data set are.", "DIR");
    readonly Option<int?> most = CheckedOption.Whole("--most", $"How many images to show [default: {Shown}].", 1, Max);
    readonly Option<bool> wrong = new("--wrong") { Description = "Only those that were not recognised." };
    readonly Option<object?> onUnreadable = SettingOption.Of(TrainingSetting.OnUnreadable);
    readonly Option<object?> onEmpty = SettingOption.Of(TrainingSetting.OnEmpty);
    readonly Option<string?> page = CheckedOption.Path("--out", "The page to write [default: results.html].", "FILE");

    public ShowResultsCommand(Terminal terminal)
        : base("results", "Write a page with what a network says of images, the worst first.")
    {
        Add(run);
        Add(data);
        foreach (Option option in (Option[])[folder, most, wrong, onUnreadable, onEmpty, page]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The page holds the images in the order of their losses, with truth, answer and how sure the network was, then which class is taken for which. "
        + "Without images it takes the test set of the data that the run was trained on, or else its validation images.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb show results hebb-runs/mnist-1", "Writes results.html."),
        ("hebb show results hebb-runs/flowers-1 flowers/test --wrong", "Only the mistakes, on the images of a folder."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string path = result.GetValue(run) ?? throw new UsageException("'hebb show results' needs the folder of a run.", "hebb show results hebb-runs/mnist-1");
        string? word = result.GetValue(data);
        foreach (string? given in (string?[])[path, word])
        {
            if (given is not null && given.StartsWith('-')) throw ParseProblem.Unknown(given, this);
        }

        string target = result.GetValue(page) ?? "results.html";
        OutputFolder.RequireFor(target);
        ImageClassifier saved = SavedRun.Load(path);
        LabelledImages images = UnseenImages.Of(saved, word, result.GetValue(folder), new Skips(result.GetValue(onUnreadable) is "skip", result.GetValue(onEmpty) is "skip"), text => Warning.Write(terminal, text));
        EvaluationReport seen = images.Evaluate(saved.Model, saved.Preprocessing, terminal.Stop);
        bool isWrongOnly = result.GetValue(wrong);
        SamplePrediction[] chosen = [.. seen.ByLoss.Where(one => !isWrongOnly || !one.IsCorrect).Take(result.GetValue(most) ?? Shown)];

        string title = Printable.Line($"{ShortName.OfData(images.Name)}: {saved.Card.Model}"), right = $"{NumberFormat.Percent(seen.Accuracy, 2)} of {NumberFormat.Count(images.Count)} images are recognised.";
        var report = new Report(title);
        report.Text(right);
        report.Heading("The worst first");
        if (chosen.Length > 0) seen.AddPredictions(report, chosen, ShortName.OfImages(images, chosen));
        else report.Text("There are no mistakes.");
        seen.AddConfusion(report.Heading("Which is taken for which"));
        seen.AddClasses(report.Heading("Classes"));
        report.Save(target);

        // Past the console, which would break long paths.
        TextWriter output = terminal.Out.Profile.Out.Writer;
        output.WriteLine($"{title}: {right}");
        output.WriteLine(Printable.Line($"saved {target}, with {chosen.Length} {(chosen.Length == 1 ? "image" : "images")}, the worst first"));
        return ExitCode.Success;
    }
}
