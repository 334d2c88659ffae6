using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Formats;
using Hebb.Images;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb data show</c>: a contact sheet of a data set.</summary>
sealed class DataShowCommand : DocumentedCommand
{
    const int PerRow = 10;
    static readonly Dictionary<string, Split> Words = new(StringComparer.Ordinal)
    {
        ["train"] = Split.Train,
        ["validation"] = Split.Validation,
        ["test"] = Split.Test,
        ["extra"] = Split.Extra,
    };

    readonly Argument<string> name = new("name") { Description = "Which data set ('hebb data list' shows them), or a folder with one folder of images for each class.", HelpName = "NAME|FOLDER", Arity = ArgumentArity.ExactlyOne };
    readonly Option<string?> data = CheckedOption.Path("--data", "The folder with its files.", "DIR");
    readonly Option<string?> part = CheckedOption.Word("--part", "Which part [default: train].", [.. Words.Keys]);
    readonly Option<object?> onEmpty = SettingOption.Of(TrainingSetting.OnEmpty);
    readonly Option<int?> perRow = CheckedOption.Whole("--per-row", $"Images in a row [default: {PerRow}].", 1, 100);
    readonly Option<string?> file = CheckedOption.Path("--out", "The image to write [default: NAME.png].", "FILE");

    public DataShowCommand(Terminal terminal)
        : base("show", "Write an image with a few examples of each class.")
    {
        Add(name);
        foreach (Option option in (Option[])[data, part, onEmpty, perRow, file]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["The image has a row for each class; which row is which is printed, with the number of images in the class."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb data show digits", "Writes digits.png; these digits are always here."),
        ("hebb data show cifar10 --part test --data data/cifar10", "Shows the test images of a folder."),
        ("hebb data show photos --out sheet.png", "Shows your own images: one folder of them for each class."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string word = result.GetRequiredValue(name);
        if (DatasetCatalog.Find(word) is null && Directory.Exists(word)) return Folder(word, result, terminal);
        DatasetEntry entry = DataCommand.Find(word, this);
        Split chosen = Words[result.GetValue(part) ?? "train"];
        if (!entry.Parts.Contains(chosen)) throw new UsageException($"{entry.Name} has no part '{result.GetValue(part)}'.", $"It has {string.Join(", ", entry.Parts.Select(p => Words.First(word => word.Value == p).Key))}.");
        string path = result.GetValue(file) ?? $"{entry.Name}.png";
        if (entry.IsEmbedded && result.GetValue(data) is not null) throw new UsageException($"The data set {entry.Name} is part of the program; --data plays no part in it.");
        OutputFolder.RequireFor(path);
        return Show(entry.Name, entry.Open(result.GetValue(data), chosen), path, result, terminal);
    }

    int Folder(string folder, ParseResult result, Terminal terminal)
    {
        if (result.GetValue(data) is not null) throw new UsageException("--data says where the files of a named data set are; a folder is named alone.", CommandText.Of("data", "show", CommandText.Word(folder)));
        (string? train, string? val, string? test) = ImageSource.Parts(folder);
        string? chosen = result.GetValue(part) is not { } asked ? train ?? folder : asked switch { "train" => train, "validation" => val, "test" => test, _ => null };
        if (chosen is null) throw new UsageException($"The folder '{folder}' has no part '{result.GetValue(part)}'.", "A divided folder holds train and val or test; leave out --part for one that holds class folders.");
        string path = result.GetValue(file) ?? $"{RunDirectory.NameOf(folder)}.png";
        OutputFolder.RequireFor(path);
        ImageFiles images = ImageSource.List(chosen, size: null, skipsEmpty: result.GetValue(onEmpty) is "skip", text => Warning.Write(terminal, text));
        return Show(chosen, images, path, result, terminal);
    }

    int Show(string title, IImageDataset images, string path, ParseResult result, Terminal terminal)
    {
        Image sheet = ContactSheet.Of(images, result.GetValue(perRow) ?? PerRow);
        byte[] png = sheet.Encode("png");
        AtomicFile.Write(path, stream => stream.Write(png));
        DatasetLegend.Write(terminal, title, images);
        terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"saved {path}"));
        return ExitCode.Success;
    }
}
