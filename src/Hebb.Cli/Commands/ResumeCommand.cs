using System.CommandLine;
using Hebb.Cli.Configuration;
using Hebb.Cli.Learning;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb resume</c>: resumes a run that was stopped or killed.</summary>
sealed class ResumeCommand : DocumentedCommand
{
    readonly Argument<string> run = new("run") { Description = "The folder of the run.", HelpName = "RUN", Arity = ArgumentArity.ExactlyOne };
    readonly Option<bool> noTrack = new("--no-track") { Description = "Do not record the rest of the run." };

    public ResumeCommand(Terminal terminal)
        : base("resume", "Resume a run that was stopped or killed.")
    {
        Add(run);
        Add(noTrack);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
        ["The run resumes from its newest checkpoint and ends with the same weights, to the bit, as if it had never been interrupted. A run without a checkpoint begins anew."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb resume hebb-runs/mnist-1", "Resumes where it stopped.")];

    int Run(ParseResult result, Terminal terminal)
    {
        string path = result.GetRequiredValue(run);
        if (path.StartsWith('-')) throw ParseProblem.Unknown(path, this);
        using RunDirectory place = RunDirectory.Existing(path);
        if (File.Exists(place.File(ClassifierFiles.CardName)))
        {
            TrainingRecord.Settle(place);
            throw new HebbException($"The run '{path}' has ended; there is nothing to resume.", $"{CommandText.Of("train", "--config", CommandText.Word(path))} starts another one with its settings.");
        }

        TrainingSettings config = ConfigFile.Read(place.File(ConfigFile.Name));
        if (config[TrainingSetting.Data] is null) throw new HebbException($"{place.File(ConfigFile.Name)} does not say what the run is trained on.", "It was changed by hand? Start anew with hebb train.");
        return new TrainingSession(terminal, TrainingPlan.OfRun(config)).Run(place, resumes: true, tracks: !result.GetValue(noTrack), CommandText.Of(result));
    }
}
