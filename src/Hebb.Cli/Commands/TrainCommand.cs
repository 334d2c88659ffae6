using System.CommandLine;
using Hebb.Cli.Learning;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb train</c>: trains a network on a data set or a folder of images.</summary>
sealed class TrainCommand : DocumentedCommand
{
    readonly TrainingOptions options = new();
    readonly Option<string?> folder = CheckedOption.Path("--out", "The folder for the run; it must not hold one [default: the next in hebb-runs].", "RUNFOLDER");
    readonly Option<bool> noTrack = new("--no-track") { Description = "Do not record the run." };

    public TrainCommand(Terminal terminal)
        : base("train", "Train a network and save it.")
    {
        options.AddTo(this);
        Add(folder);
        Add(noTrack);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The run's folder gets the network (model.safetensors and model.json, which eval and predict need), the configuration (config.json, from which another run can start), "
        + "checkpoints (from which hebb resume continues) and a report (report.html).",
        $"Ctrl-C stops after the current step and keeps what was learned; the exit code is then {ExitCode.Interrupted}.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb train digits", "A data set that is always there: 98.5 % of the test images after two seconds."),
        ("hebb train mnist --model cnn:small --epochs 3", "About 99 % of the test digits, in a minute or two."),
        ("hebb train photos/train --val photos/val", "Any folder with one folder of images for each class."),
        ("hebb train cifar10 --model resnet20 --epochs 30", "A residual network; images are shifted and flipped while learning."),
        ("hebb train --config hebb-runs/mnist-1 --seed 1", "The settings of another run, with other random numbers."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        TrainingPlan plan = TrainingPlan.Of(options.Read(result, this));
        var session = new TrainingSession(terminal, plan);
        using RunDirectory place = RunDirectory.New(result.GetValue(folder), plan.Data);
        return session.Run(place, resumes: false, tracks: !result.GetValue(noTrack), CommandText.Of(result));
    }
}
