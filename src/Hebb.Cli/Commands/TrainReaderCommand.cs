using System.CommandLine;
using System.Globalization;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Vision.Reading;
using Hebb.Vision.Reading.Language;
using Hebb.Vision.Reading.Training;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb train-reader</c>: makes the weights of the handwriting reader again.</summary>
sealed class TrainReaderCommand : DocumentedCommand
{
    const string Characters = "characters", Lines = "lines", Language = "language";
    static readonly string[] CharacterSets = ["chars36", "lower26", "punctuation", "mnist"];

    readonly Option<string?> data = CheckedOption.Path("--data", "The folder with chars36, lower26, punctuation, mnist (single characters) and words (pen strokes of words and lines).", "DIR");
    readonly Option<string[]> more = new("--characters") { Description = "More folders of single characters: one folder of images for each character.", HelpName = "DIR", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    readonly Option<string?> texts = CheckedOption.Path("--texts", "A folder of word lists and texts for the language model; without it that of the program stays.", "DIR");
    readonly Option<string?> only = CheckedOption.Word("--only", "Only one part: characters, lines or language.", [Characters, Lines, Language]);
    readonly Option<int?> epochs = CheckedOption.Whole("--epochs", "How many epochs [default: those of the recipe].", 1, 1000);
    readonly Option<ulong?> seed = CheckedOption.Seed("Where the random numbers start [default: 1].");
    readonly Option<int?> threads = CheckedOption.Whole("--threads", "How many threads [default: all cores].", 1, 1024);
    readonly Option<string?> folder = CheckedOption.Path("--out", "The folder for the weights [default: hebb-reader].", "DIR");

    public TrainReaderCommand(Terminal terminal)
        : base("train-reader", "Train the handwriting reader on your data.")
    {
        foreach (Option option in (Option[])[data, more, texts, only, epochs, seed, threads, folder]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        $"The folder gets {HandwritingReader.CharactersFile}, {HandwritingReader.LinesFile} and {HandwritingReader.LanguageFile}; 'hebb read --reader DIR' reads with them, and a part that is missing is taken from the program. "
        + "What is measured on the data that were held back is printed and stands in the files.",
        $"Ctrl-C stops. The line reader is saved every few minutes; the same command resumes it. The exit code is then {ExitCode.Interrupted}.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb train-reader --data data", "Everything for which there are data, as the weights of the program were made."),
        ("hebb train-reader --data data --only characters --characters my-letters", "The network of single characters, with letters of your own."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string? root = result.GetValue(data);
        string[] own = result.GetValue(more) ?? [];
        string? lists = result.GetValue(texts), part = result.GetValue(only);
        if (root is not null && !Directory.Exists(root)) throw new UsageException($"There is no folder '{root}'.", "Name the folder that holds chars36, lower26, punctuation, mnist and words.");
        string[] characters = [.. root is null ? [] : CharacterSets.Select(name => Path.Combine(root, name)).Where(Directory.Exists), .. own];
        bool hasWords = root is not null && Directory.Exists(Path.Combine(root, "words"));
        bool doesCharacters = Wants(Characters, characters.Length > 0), doesLines = Wants(Lines, hasWords), doesLanguage = Wants(Language, lists is not null);
        if (!doesCharacters && !doesLines && !doesLanguage) throw new UsageException("There are no data to train with.", "hebb train-reader --data DIR, a folder with chars36, lower26, punctuation, mnist or words.");
        string target = result.GetValue(folder) ?? "hebb-reader";
        OutputFolder.Require(target);
        if (result.GetValue(threads) is { } count) Threads.Count = count;
        try
        {
            if (doesLanguage) TrainLanguage(lists!, Path.Combine(target, HandwritingReader.LanguageFile), terminal);
            if (doesCharacters) TrainCharacters(characters, Path.Combine(target, HandwritingReader.CharactersFile), result, terminal);
            if (doesLines) TrainLines(root!, Path.Combine(target, HandwritingReader.LinesFile), result, terminal);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.Profile.Out.Writer.WriteLine("Stopped by Ctrl-C.");
            return ExitCode.Interrupted;
        }

        return ExitCode.Success;

        bool Wants(string name, bool hasData)
        {
            if (part is not null && part != name) return false;
            return part is null || hasData ? hasData : throw new UsageException($"There are no data to train the {name} part with.", name == Language ? "Name a folder of word lists with --texts." : "Name the folder of data sets with --data.");
        }
    }

    static void TrainLanguage(string lists, string path, Terminal terminal)
    {
        Say(terminal, "language: counting letters");
        AtomicFile.Write(path, output => LanguageModelTraining.Train(lists, output));
        Saved(terminal, path);
    }

    void TrainCharacters(string[] folders, string path, ParseResult result, Terminal terminal)
    {
        var options = new CharacterTrainingOptions { Folders = folders, Output = path, Stop = terminal.Stop, Progress = new Epochs(terminal) };
        options = options with { Epochs = result.GetValue(epochs) ?? options.Epochs, Seed = result.GetValue(seed) ?? options.Seed };
        CharacterTrainingReport report = CharacterTraining.Run(options);
        if (report.Valid is { } valid) Say(terminal, $"characters, validation: {valid}");
        if (report.Test is { } test) Say(terminal, $"characters, test: {test}");
        Saved(terminal, path);
    }

    void TrainLines(string root, string path, ParseResult result, Terminal terminal)
    {
        var options = new LineTrainingOptions(root, path) { Checkpoint = path + ".checkpoint", Cancellation = terminal.Stop, Progress = line => Say(terminal, $"lines: {line}") };
        options = options with { Epochs = result.GetValue(epochs) ?? options.Epochs, Seed = (int)(result.GetValue(seed) ?? (ulong)options.Seed) };
        LineTrainingReport report = LineTraining.Run(options);
        Say(terminal, $"lines, validation: {NumberFormat.Percent(report.Words)} of the characters of words wrong, {NumberFormat.Percent(report.Lines)} of lines, without the language model");
        File.Delete(path + ".checkpoint");
        Saved(terminal, path);
    }

    static void Say(Terminal terminal, string line) => terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line(line));

    static void Saved(Terminal terminal, string path) => Say(terminal, $"saved {path}, {NumberFormat.Count(new FileInfo(path).Length)} bytes");

    // Told on the thread that trains, in order.
    sealed class Epochs(Terminal terminal) : IProgress<CharacterTrainingProgress>
    {
        public void Report(CharacterTrainingProgress value) =>
            Say(terminal, string.Create(CultureInfo.InvariantCulture, $"characters: epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:0.000}{(value.Valid is { } valid ? $", {valid}" : string.Empty)}, {NumberFormat.Seconds(value.Elapsed)}"));
    }
}
