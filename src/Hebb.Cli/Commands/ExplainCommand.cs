using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Images;
using Hebb.Vision.Classification;
using Hebb.Vision.Insight;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb explain</c>: why a network says what it says of an image.</summary>
sealed class ExplainCommand : DocumentedCommand
{
    const int Shown = 5;

    readonly Argument<string> image = new("image") { Description = "The image.", HelpName = "IMAGE", Arity = ArgumentArity.ExactlyOne };
    readonly ModelOptions network = new();
    readonly Option<string?> label = CheckedOption.Path("--class", "The class to explain [default: the likeliest].", "NAME");
    readonly Option<bool> invert = new("--invert") { Description = "Take black for white." };
    readonly Option<string?> page = CheckedOption.Path("--out", "The page to write [default: explain-IMAGE.html].", "FILE");

    public ExplainCommand(Terminal terminal)
        : base("explain", "Write a page that shows why a network says what it says of an image.")
    {
        Add(image);
        network.AddTo(this);
        foreach (Option option in (Option[])[label, invert, page]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => ["The page shows where the network looks (Grad-CAM), what it cannot do without (occlusion) and which pixels count (saliency)."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples => [("hebb explain garden.jpg --model hebb-runs/flowers-1", "Writes explain-garden.html.")];

    int Run(ParseResult result, Terminal terminal)
    {
        string path = result.GetRequiredValue(image);
        if (path.StartsWith('-') && !File.Exists(path)) throw ParseProblem.Unknown(path, this);
        if (network.Named(result) is not { } name) throw new UsageException("'hebb explain' needs --model, the folder of a run.", CommandText.Of("explain", CommandText.Word(path), "--model", "hebb-runs/mnist-1"));
        string target = result.GetValue(page) ?? $"explain-{Path.GetFileNameWithoutExtension(path)}.html";
        OutputFolder.RequireFor(target);
        ImageClassifier saved = network.Load(result, name);
        ImageArgument.Require(path, name);
        Explanation why = saved.Explain(path, result.GetValue(label), result.GetValue(invert));
        why.ToReport().Save(target);
        ImageAnswer.Write(terminal, path, [.. why.Probabilities.Take(Shown)]);
        terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"saved {target}"));
        return ExitCode.Success;
    }
}
