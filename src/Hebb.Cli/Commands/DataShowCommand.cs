using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Formats.Images;
using Hebb.Vision.Datasets;
using Hebb.Vision.Images;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data show</c>: a contact sheet of a data set.</summary>
sealed class DataShowCommand : DocumentedCommand
{
    const int PerRow = 10;
    static readonly Dictionary<string, DatasetPart> Words = new(StringComparer.Ordinal)
    {
        ["train"] = DatasetPart.Train,
        ["validation"] = DatasetPart.Validation,
        ["test"] = DatasetPart.Test,
        ["extra"] = DatasetPart.Extra,
    };

    readonly Argument<string> name = DataCommand.NameArgument();
    readonly Option<string?> data = Values.Path("--data", "The folder with its files.", "DIR");
    readonly Option<string?> part = Values.Word("--part", "Which part [default: train].", [.. Words.Keys]);
    readonly Option<int?> perRow = Values.Whole("--per-row", $"Pictures in a row [default: {PerRow}].", 1, 100);
    readonly Option<string?> file = Values.Path("--out", "The picture to write [default: NAME.png].", "FILE");

    public DataShowCommand(Terminal terminal)
        : base("show", "Write a picture with a few examples of each class.")
    {
        Add(name);
        foreach (Option option in (Option[])[data, part, perRow, file]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["The picture has a row for each class; which row is which is printed, with the number of pictures in the class."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb data show digits", "Writes digits.png; these digits are always here."),
        ("hebb data show cifar10 --part test --data data/cifar10", "Shows the test pictures of a folder."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        DatasetEntry entry = DataCommand.Find(result.GetRequiredValue(name), this);
        DatasetPart chosen = Words[result.GetValue(part) ?? "train"];
        if (!entry.Parts.Contains(chosen)) throw new UsageException($"{entry.Name} has no part '{result.GetValue(part)}'.", $"It has {string.Join(", ", entry.Parts.Select(p => Words.First(word => word.Value == p).Key))}.");
        string path = result.GetValue(file) ?? $"{entry.Name}.png";
        if (entry.IsEmbedded && result.GetValue(data) is not null) throw new UsageException($"The data set {entry.Name} is part of the program; --data plays no part in it.");
        IImageDataset pictures = entry.Open(result.GetValue(data), chosen);
        Image sheet = ContactSheet.Of(pictures, result.GetValue(perRow) ?? PerRow);
        AtomicFile.Write(path, stream => PngWriter.Write(stream, sheet.Width, sheet.Height, sheet.Channels, sheet.Pixels));
        DatasetLegend.Write(terminal, entry, pictures);
        terminal.Out.Profile.Out.Writer.WriteLine($"saved {path}");
        return ExitCode.Success;
    }
}
