using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Cli.Saved;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb eval</c>: evaluates a saved network.</summary>
sealed class EvalCommand : DocumentedCommand
{
    readonly Argument<string?> run = new("run") { Description = "The folder of a run, its model.json or model.safetensors, or a data set: then the newest run in hebb-runs that was trained on it.", HelpName = "RUN|FILE|DATA", Arity = ArgumentArity.ZeroOrOne };
    readonly Argument<string?> data = new("images") { Description = "The images, a data set or a folder of class folders [default: those that the run was not trained on].", HelpName = "DATA|FOLDER", Arity = ArgumentArity.ZeroOrOne };
    readonly ModelOptions network = new();
    readonly Option<string?> folder = CheckedOption.Path("--data", "Where the files of a named data set are.", "DIR");
    readonly Option<object?> onUnreadable = SettingOption.Of(TrainingSetting.OnUnreadable);
    readonly Option<object?> onEmpty = SettingOption.Of(TrainingSetting.OnEmpty);
    readonly Option<object?> threads = SettingOption.Of(TrainingSetting.Threads);

    public EvalCommand(Terminal terminal)
        : base("eval", "Evaluate a saved network on data that it has not seen.")
    {
        Add(run);
        Add(data);
        network.AddTo(this);
        foreach (Option option in (Option[])[folder, onUnreadable, onEmpty, threads]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Prints the accuracy, a table of the classes, which class is taken for which, and the worst mistakes. "
        + "Without images it takes the test set of the data that the run was trained on, or else its validation images.",
        ModelOptions.Remark,
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb eval digits", "The newest network that learned the digits, on the test images."),
        ("hebb eval hebb-runs/mnist-1", "The network of a run."),
        ("hebb eval hebb-runs/flowers-1 flowers/test", "On the images of a folder."),
        ("hebb eval --model net.pth --arch mlp:128 --input 1,28,28 mnist", "Weights that PyTorch wrote."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? word = result.GetValue(data);
        if (network.Named(result) is { } named)
        {
            if (word is not null) throw new UsageException($"--model names the network, so only the images stand alone: '{result.GetValue(run)}' and '{word}' are two.", CommandText.Of("eval", "--model", CommandText.Word(named), CommandText.Word(word)));
            word = result.GetValue(run);
        }

        string path = network.Named(result) ?? result.GetValue(run) ?? throw new UsageException("'hebb eval' needs to know what: the folder of a run, or a data set that a run was trained on.", "hebb eval hebb-runs/mnist-1");
        foreach (string? given in (string?[])[path, word])
        {
            if (given is not null && given.StartsWith('-')) throw ParseProblem.Unknown(given, this);
        }

        if (!Path.Exists(path) && DatasetCatalog.Find(path) is null && Suggestion.Nearest(path, DatasetCatalog.All.Select(entry => entry.Name)) is { } near)
            throw new UsageException($"There is no run and no data set '{path}'.", $"Did you mean {near}?");
        bool isData = network.Named(result) is null && NamedRun.IsData(path);
        if (isData) path = NamedRun.Newest(path);
        if (result.GetValue(threads) is int count) Threads.Count = count;
        ImageClassifier saved = network.Load(result, path);
        var skips = new Skips(result.GetValue(onUnreadable) is "skip", result.GetValue(onEmpty) is "skip");
        LabelledImages images = UnseenImages.Of(saved, word, result.GetValue(folder), skips, text => Warning.Write(terminal, text));
        EvaluationTables.Write(terminal, images.Evaluate(saved.Model, saved.Preprocessing, terminal.Stop), images, $"{images.Name}: {saved.Card.Model}, {saved.Classes.Count} classes{(isData ? $", {path}" : string.Empty)}");
        return ExitCode.Success;
    }
}
