using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Vision.Datasets;
using Spectre.Console;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data fetch</c>: loads a data set from its public home.</summary>
sealed class DataFetchCommand : DocumentedCommand
{
    readonly Argument<string> name = DataCommand.NameArgument();
    readonly Option<string?> data = CheckedOption.Path("--data", "The folder to put it in [default: Hebb's cache].", "DIR");

    public DataFetchCommand(Terminal terminal)
        : base("fetch", "Load a data set from its public home.")
    {
        Add(name);
        Add(data);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "It says first what it will load, how large it is and from where, and then begins without asking. A download that was cut resumes where it stopped. Lengths and SHA-256 sums are "
        + "checked where they are known; archives that hold anything but plain files and folders are refused.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb data fetch mnist", "Loads MNIST (11.6 MB) into the cache."),
        ("hebb data fetch cifar10 --data data/cifar10", "Loads CIFAR-10 into a folder of yours; name it with --data wherever it is used."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        DatasetEntry entry = DataCommand.Find(result.GetRequiredValue(name), this);
        string folder = result.GetValue(data) ?? DatasetPlaces.CacheOf(entry);
        if (entry.IsEmbedded) throw new HebbException($"The data set {entry.Name} is part of the program; there is nothing to fetch.", $"hebb data show {entry.Name}");
        if (entry.Files.Count == 0) throw new DatasetMissingException(entry, entry.Layouts, [folder]);
        OutputFolder.Require(folder, "--data");
        try
        {
            FetchDisplay.Run(terminal, entry, folder);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"Stopped by Ctrl-C. What came is kept; 'hebb data fetch {entry.Name}' resumes from there.");
            return ExitCode.Interrupted;
        }
    }
}
