using System.CommandLine;
using Hebb.Cli.Configuration;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Cli.Saved;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb eval</c>: judges a saved network.</summary>
sealed class EvalCommand : DocumentedCommand
{
    readonly Argument<string?> run = new("run") { Description = "The folder of a run, or its model.json or model.safetensors.", HelpName = "RUN|FILE", Arity = ArgumentArity.ZeroOrOne };
    readonly Argument<string?> data = new("pictures") { Description = "A data set or a folder of class folders [default: what the run would be judged on].", HelpName = "DATA|FOLDER", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> folder = Values.Path("--data", "Where the files of a named data set are.", "DIR");
    readonly Option<string?> onUnreadable = Values.Word("--on-unreadable", "Pictures that cannot be read [default: refuse].", ConfigKey.OnUnreadableWords);
    readonly Option<int?> threads = Values.Whole("--threads", "Processor threads to compute with [default: all].", 1, Threads.Most);

    public EvalCommand(Terminal terminal)
        : base("eval", "Judge a saved network on data that it has not seen.")
    {
        Add(new EvalDigitsCommand(terminal));
        Add(run);
        Add(data);
        foreach (Option option in (Option[])[folder, onUnreadable, threads]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Prints the accuracy, a table of the classes, which class is taken for which, and the worst mistakes. "
        + "Without pictures it takes the test part of what the run learned from, or else those that the run held out.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb eval hebb-runs/mnist-1", "Judges the network of a run."),
        ("hebb eval hebb-runs/flowers-1 flowers/test", "On the pictures of a folder."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string path = result.GetValue(run) ?? throw new UsageException("'hebb eval' needs to know what: the folder of a run, or digits.", "hebb eval hebb-runs/mnist-1");
        string? word = result.GetValue(data);
        foreach (string? given in (string?[])[path, word])
        {
            if (given is not null && given.StartsWith('-')) throw ParseProblem.Unknown(given, this);
        }

        if (!Path.Exists(path) && Suggestion.Nearest(path, ["digits"]) is not null) throw ParseProblem.Unknown(path, this);
        if (result.GetValue(threads) is { } count) Threads.Count = count;
        SavedNetwork saved = SavedNetwork.Load(path);
        bool skips = result.GetValue(onUnreadable) is "skip";
        void Warn(string text) => Warning.Write(terminal, text);
        LabelledPictures pictures = word is null
            ? OfRun(saved, result.GetValue(folder), skips, Warn)
            : Open(new PictureSource(saved.Form.Resize, skips, Warn), word, result.GetValue(folder));
        pictures = Matched(pictures, saved);
        JudgementReport.Write(terminal, Judgement.Of(saved.Model, saved.Form, pictures, terminal.Stop), $"{pictures.Name}: {saved.Card.Model}, {saved.Card.Classes.Length} classes");
        return ExitCode.Success;
    }

    static LabelledPictures Open(PictureSource source, string word, string? place)
    {
        DatasetPart part = LabelledPictures.Entry(word) is { } entry ? entry.Parts.Contains(DatasetPart.Test) ? DatasetPart.Test : entry.Parts[^1] : DatasetPart.Test;
        return source.Open(word, place, part);
    }

    // The configuration beside the network says what it learned from, and so what it did not.
    static LabelledPictures OfRun(SavedNetwork saved, string? place, bool skips, Action<string> warn)
    {
        string config = Path.Combine(Path.GetDirectoryName(saved.Path) ?? string.Empty, ConfigFile.Name);
        if (!File.Exists(config)) throw new UsageException($"The configuration {config} is not there, so it is not known what this network learned from.", "Name the pictures to judge it on: hebb eval RUN FOLDER.");
        RunConfig read = ConfigFile.Read(config);
        TrainingPlan plan = TrainingPlan.Of((place is null ? read : read with { DataFolder = place }) with { Data = read.Data ?? saved.Card.Data });
        LearningData learning = LearningData.Of(plan with { SkipsUnreadable = plan.SkipsUnreadable || skips }, warn);
        return learning.Test ?? learning.Val;
    }

    static LabelledPictures Matched(LabelledPictures pictures, SavedNetwork saved)
    {
        if (pictures.Count == 0) throw new HebbException($"{pictures.Name} holds no pictures.");
        if ((pictures.Form.Channels != saved.Form.Channels && pictures.Form.Channels != 3) || pictures.Form.Height < saved.Form.Height || pictures.Form.Width < saved.Form.Width)
        {
            throw new HebbException(
                $"{saved.Path} is a network for pictures of {saved.Form.Channels} × {saved.Form.Height} × {saved.Form.Width} (channels, height, width); those of {pictures.Name} are {pictures.Form.Channels} × {pictures.Form.Height} × {pictures.Form.Width}.",
                "Name pictures like those that it learned from.");
        }

        if (pictures.Classes.SequenceEqual(saved.Card.Classes, StringComparer.Ordinal)) return pictures;
        string[] known = saved.Card.Classes;
        int[] places = [.. pictures.Classes.Select(name => Array.IndexOf(known, name))];
        int foreign = Array.FindIndex(places, place => place < 0);
        if (foreign >= 0)
            throw new HebbException($"{pictures.Name} has the class '{pictures.Classes[foreign]}', which the network does not know.", $"It knows {string.Join(", ", known.Take(8))}{(known.Length > 8 ? ", …" : string.Empty)}.");
        return pictures with { Classes = known, Labels = [.. pictures.Labels.Select(label => (long)places[(int)label])] };
    }
}
