using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Labs;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb lab</c>: runs an experiment, or lists them.</summary>
sealed class LabCommand : DocumentedCommand
{
    const string All = "all";

    readonly Argument<string?> name = new("name")
    {
        Description = "Which experiment, or all.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<bool> list = new("--list") { Description = "List the experiments." };
    readonly Option<bool> quick = new("--quick") { Description = "A little of everything; no figure is checked." };
    readonly Option<int?> epochs = CheckedOption.Whole("--epochs", "How many epochs to train: how often to go through the training data.", 1, 1_000_000);
    readonly Option<ulong?> seed = CheckedOption.Seed("The seed of the random numbers.");
    readonly Option<double?> learningRate = CheckedOption.Positive("--learning-rate", "The optimizer's learning rate.");
    readonly Option<int?> batchSize = CheckedOption.Whole("--batch-size", "Examples in a batch.", 1, 1_000_000);
    readonly Option<string?> data = CheckedOption.Path("--data", "The folder with the experiment's data, or the one above.", "DIR");
    readonly Option<string?> folder = CheckedOption.Path("--out", "The folder for what it writes [default: hebb-labs/NAME].", "DIR");

    public LabCommand(Terminal terminal)
        : base("lab", "Run an experiment and compare its figures with the reference.")
    {
        Add(name);
        foreach (Option option in (Option[])[list, quick, epochs, seed, learningRate, batchSize, data, folder]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Each experiment has its own defaults, and says so if an option plays no part in it. It ends with a table of the reference and ours; "
        + $"the exit code is {ExitCode.Failure} if a figure that must be reached was missed.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb lab --list", "Lists the experiments."),
        ("hebb lab four-gaussians --seed 100", "Runs one of them, with other random numbers."),
        ("hebb lab all --quick --data DIR", "Runs a little of each; DIR has folders mnist, cifar10 …"),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? word = result.GetValue(name);
        if (word is null)
        {
            if (!result.GetValue(list)) throw new UsageException("'hebb lab' needs the name of an experiment.", "hebb lab --list shows them.");
            LabList.Write(terminal);
            return ExitCode.Success;
        }

        bool isAll = string.Equals(word, All, StringComparison.OrdinalIgnoreCase);
        if (word.StartsWith('-')) throw ParseProblem.Unknown(word, this);
        Lab? lab = isAll ? null : LabCatalog.Find(word) ?? throw new UsageException(
            $"There is no experiment '{word}'.",
            Suggestion.Nearest(word, LabCatalog.All.Select(l => l.Name)) is { } near ? $"Did you mean 'hebb lab {near}'?" : "hebb lab --list shows them.");
        if (result.GetValue(list))
        {
            if (lab is null) LabList.Write(terminal);
            else LabList.Write(terminal, lab);
            return ExitCode.Success;
        }

        var options = new LabOptions
        {
            Epochs = result.GetValue(epochs),
            Seed = result.GetValue(seed),
            LearningRate = result.GetValue(learningRate),
            BatchSize = result.GetValue(batchSize),
            Data = result.GetValue(data),
            Out = result.GetValue(folder),
            IsQuick = result.GetValue(quick),
        };
        if (options.Out is { } target) OutputFolder.Require(target);
        if (lab is null) return LabSuite.Run(terminal, LabCatalog.All, options);
        return LabDisplay.Run(terminal, lab, options).Passed ? ExitCode.Success : ExitCode.Failure;
    }
}
