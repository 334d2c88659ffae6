using System.CommandLine;
using System.Diagnostics;
using Hebb.Cli.Display;
using Hebb.Cli.Images;
using Hebb.Images;
using Hebb.Vision.Reading;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb read</c>: the text of photographed handwriting.</summary>
sealed class ReadCommand : DocumentedCommand
{
    const int MaxFiles = 100_000;

    readonly Argument<string[]> images = new("images")
    {
        Description = $"Photographs, folders of them, '{PageSource.StandardInput}' for standard input, or '{PageSource.Sample}', a page that is part of the program.",
        HelpName = "IMAGE",
        Arity = new ArgumentArity(1, MaxFiles),
    };

    readonly Option<bool> json = new("--json") { Description = "Print JSON: text, boxes, confidences, alternatives." };
    readonly Option<string?> boxes = CheckedOption.Path("--boxes", "Write the photograph with a box around each character and what was read [of several images: a folder for them].", "FILE");
    readonly Option<string?> report = CheckedOption.Path("--report", "Write a page for the browser: photograph, text, doubtful characters, crops [of several images: a folder for them].", "FILE");
    readonly Option<bool> raw = new("--raw") { Description = "Read each character for itself, without the language model." };
    readonly Option<string?> alphabet = CheckedOption.Word("--alphabet", "Which characters may come out: digits, capitals with digits, or all [default: all]; marks are in each.", ["digits", "upper", "all"]);
    readonly Option<string?> trained = CheckedOption.Path("--reader", "A folder that 'hebb train-reader' wrote [default: the reader of the program].", "DIR");

    public ReadCommand(Terminal terminal)
        : base("read", "Read a photograph of handwriting.")
    {
        Add(images);
        foreach (Option option in (Option[])[json, boxes, report, raw, alphabet, trained]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "The text goes to standard output and nothing else does; what there is to say of a page, that it lies on its side or that nothing was found, goes to standard error. Of several "
        + "images each text has a heading, and a table ends them.",
        $"An image that cannot be read is named, the others are read, and the exit code is {ExitCode.Failure}.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb read sample", "Reads a page that is part of the program."),
        ("hebb read list.jpg --report list.html", "Prints the text, and writes a page that shows where it is doubtful."),
        ("hebb read photographs --json > texts.json", "Reads all images of a folder."),
        ("hebb read meter.jpg --alphabet digits", "Expects no letters."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string[] words = result.GetValue(images) ?? [];
        foreach (string word in words)
        {
            if (word.StartsWith('-') && word != PageSource.StandardInput && !File.Exists(word)) throw ParseProblem.Unknown(word, this);
        }

        IReadOnlyList<PageSource> pages = PageSource.Of(words);
        var written = new PageOutput(result.GetValue(boxes), result.GetValue(report), pages);
        var options = new ReadingOptions { LanguageModel = !result.GetValue(raw), Alphabet = result.GetValue(alphabet) switch { "digits" => Alphabet.Digits, "upper" => Alphabet.Upper, _ => Alphabet.All } };
        IPageView view = result.GetValue(json) ? new JsonPages(terminal) : pages.Count == 1 ? new OneText(terminal) : new ManyTexts(terminal, pages);
        HandwritingReader reader = result.GetValue(trained) is { } folder ? HandwritingReader.Load(folder) : HandwritingReader.Load();
        int failed = 0;
        try
        {
            foreach (PageSource source in pages)
            {
                terminal.Stop.ThrowIfCancellationRequested();
                view.Begins(source);
                if (TryRead(reader, source, options, view) is not { } read || !TryWrite(written, source, read.Image, read.Page, terminal)) failed++;
            }
        }
        finally
        {
            // What was read before a Ctrl-C is shown, too.
            view.Ends();
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    static (Image Image, PageText Page)? TryRead(HandwritingReader reader, PageSource source, ReadingOptions options, IPageView view)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            Image image = source.Load();
            PageText page = reader.Read(image, options);
            view.Read(source, image, page, Stopwatch.GetElapsedTime(start));
            return (image, page);
        }
        catch (Exception problem) when (IsOfThisImage(problem))
        {
            view.Failed(source, problem);
            return null;
        }
    }

    static bool TryWrite(PageOutput output, PageSource source, Image image, PageText page, Terminal terminal)
    {
        try
        {
            output.Write(source, image, page);
            return true;
        }
        catch (Exception problem) when (IsOfThisImage(problem))
        {
            _ = Failure.Report(problem, terminal, debug: false);
            return false;
        }
    }

    static bool IsOfThisImage(Exception problem) => problem is HebbException or IOException or UnauthorizedAccessException;
}
