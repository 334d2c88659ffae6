using System.CommandLine;
using System.Globalization;
using Hebb.Cli.Display;
using Hebb.Cli.Images;
using Hebb.Cli.Learning;
using Hebb.Cli.Saved;
using Hebb.Vision.Classification;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb predict</c>: what a saved network sees in images.</summary>
sealed class PredictCommand : DocumentedCommand
{
    const int Top = 5, AllClasses = 10, MaxTop = 1000, MaxFiles = 100_000;

    readonly Argument<string[]> files = new("files")
    {
        Description = "Images: PNG, JPEG, WebP, TIFF, BMP, GIF, TGA, PNM. Or a data set, or a folder of class folders, and the numbers of some of its images.",
        HelpName = "FILE",
        Arity = new ArgumentArity(0, MaxFiles),
    };

    readonly ModelOptions network = new();
    readonly Option<int?> top = CheckedOption.Whole("--top", $"How many classes to show for each image [default: {Top}; of a data set all {AllClasses}].", 1, MaxTop);
    readonly Option<bool> invert = new("--invert") { Description = "Take black for white: for dark writing on light paper where the network learned the opposite, as MNIST's do." };

    public PredictCommand(Terminal terminal)
        : base("predict", "Ask a saved network what it sees.")
    {
        Add(files);
        network.AddTo(this);
        foreach (Option option in (Option[])[top, invert]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Of a data set, images of the test set are asked, numbered from 0, or else the validation images; they are drawn, with the probabilities of the classes beside them. Without "
        + "--model it is the newest run in hebb-runs that was trained on the data set.",
        $"An image that cannot be read is named, the others are answered, and the exit code is {ExitCode.Failure}.",
        ModelOptions.Remark,
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb predict --model hebb-runs/flowers-1 garden.jpg", "The five likeliest classes of an image."),
        ("hebb predict --model hebb-runs/mnist-1 --top 1 --invert *.png", "One class each, for digits written in black."),
        ("hebb predict digits 0 1 2", "Draws three test images, with what the newest network that learned the digits sees."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string[] words = result.GetValue(files) ?? [];
        if (words.Length > 0 && IsData(words)) return OfData(result, words[0], words[1..], terminal);
        foreach (string path in words)
        {
            if (path.StartsWith('-') && !File.Exists(path)) throw ParseProblem.Unknown(path, this);
        }

        if (network.Named(result) is not { } name) throw new UsageException("'hebb predict' needs --model, the folder of a run or a file of weights.", "hebb predict --help shows how.");
        if (words.Length == 0) throw new UsageException("'hebb predict' needs images.", "Name one or more files: hebb predict --help shows how.");
        ImageClassifier saved = network.Load(result, name);
        int shown = Math.Min(result.GetValue(top) ?? Top, saved.Classes.Count), failed = 0;
        foreach (string path in words)
        {
            terminal.Stop.ThrowIfCancellationRequested();
            try
            {
                ImageArgument.Require(path, name);
                ImageAnswer.Write(terminal, path, saved.Predict(path, result.GetValue(invert)).Top(shown));
            }
            catch (Exception problem) when (problem is HebbException or IOException or UnauthorizedAccessException)
            {
                failed++;
                _ = Failure.Report(problem, terminal, debug: false);
            }
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    // A folder alone is a mistake for the files in it.
    static bool IsData(string[] words) => !File.Exists(words[0]) && (DatasetCatalog.Find(words[0]) is not null || (Directory.Exists(words[0]) && words.Length > 1 && words.Skip(1).All(word => Number(word) is not null)));

    static int? Number(string word) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    int OfData(ParseResult result, string data, string[] words, Terminal terminal)
    {
        if (words.Length == 0) throw new UsageException($"'hebb predict {data}' needs to know which images: their numbers.", $"{CommandText.Of("predict", CommandText.Word(data), "0", "1", "2")}");
        int[] chosen = [.. words.Select(word => Number(word) ?? throw (word.StartsWith('-') ? ParseProblem.Unknown(word, this) : new UsageException($"'{word}' is not the number of an image; numbers go behind a data set.", CommandText.Of("predict", CommandText.Word(data), "0", "1", "2"))))];
        if (result.GetValue(invert)) throw new UsageException("--invert is for images from files; those of a data set are as the network expects them.", "Leave it out.");
        string? named = network.Named(result);
        ImageClassifier saved = network.Load(result, named ?? NamedRun.Newest(data));

        // Of what it was trained on, those that it did not see.
        LabelledImages shown = UnseenImages.Of(saved, NamedRun.AreSame(saved.Card.Data, data) ? null : data, null, default, text => Warning.Write(terminal, text));
        foreach (int index in chosen)
        {
            if (index < 0 || index >= shown.Count) throw new UsageException($"There is no image {index} of {data}.", $"The {NumberFormat.Count(shown.Count)} images that it was not trained on are numbered from 0 to {shown.Count - 1}.");
        }

        int classes = saved.Classes.Count, rows = Math.Min(result.GetValue(top) ?? (classes <= AllClasses ? AllClasses : Top), classes);
        Evaluate(saved, shown, chosen, rows, terminal);
        return ExitCode.Success;
    }

    static void Evaluate(ImageClassifier saved, LabelledImages images, int[] chosen, int rows, Terminal terminal)
    {
        foreach (int index in chosen) ImagePrediction.Write(terminal, images, index, saved.Predict(images.Samples.Take([index]).Input)[0], rows);
    }
}
