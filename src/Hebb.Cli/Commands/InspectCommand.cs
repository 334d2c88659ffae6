using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Formats;
using Hebb.Images;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb inspect</c>: what a file holds.</summary>
sealed class InspectCommand : DocumentedCommand
{
    readonly Argument<string> path = new("file") { Description = "The file.", HelpName = "FILE", Arity = ArgumentArity.ExactlyOne };
    readonly Option<bool> values = new("--values") { Description = "Show the first values of each tensor." };

    public InspectCommand(Terminal terminal)
        : base("inspect", "Say what a file of tensors or an image holds.")
    {
        Add(path);
        Add(values);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
        ["The format is told by the content, not by the name. Of tensors only the headers are read, unless you ask for values; the pixels of an image are read to see that none is missing. Nothing in a file is executed."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb inspect digits.safetensors", "Lists the tensors with their types, shapes and sizes."),
        ("hebb inspect resnet20.th --values", "Shows the first values of each tensor too."),
        ("hebb inspect kitten.jpg", "Says how large an image is."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string file = result.GetRequiredValue(path);
        if (file.StartsWith('-')) throw ParseProblem.Unknown(file, this);
        if (Directory.Exists(file)) throw new HebbException($"'{file}' is a folder; inspect takes a file.", $"{CommandText.Of("data", "show", CommandText.Word(file))} looks at a folder of class folders.");
        if (!File.Exists(file)) throw new HebbException($"There is no file '{file}'.");
        if (ImageOf(file) is { } image)
        {
            FileContents.Write(terminal, file, image);
            CheckPixels(file, image);
        }
        else
        {
            using TensorFile tensors = TensorFile.Open(file);
            FileContents.Write(terminal, tensors, result.GetValue(values));
        }

        return ExitCode.Success;
    }

    // A header says nothing of what follows it: whether the file is cut short or damaged shows only when its pixels are read.
    static void CheckPixels(string file, ImageInfo image)
    {
        if ((long)image.Width * image.Height * image.Channels > Image.DecodedBytesLimit) return;
        _ = Image.Load(file);
    }

    static ImageInfo? ImageOf(string file)
    {
        // Only what begins like an image is asked to be one, so that a damaged image is named as such.
        const int HeadLength = 64;
        var head = new byte[HeadLength];
        int length;
        using (FileStream stream = InputFile.Open(file)) length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (!ImageCodecs.All.Any(codec => codec.Matches(head.AsSpan(0, length)))) return null;
        return Image.ReadInfo(file);
    }
}
