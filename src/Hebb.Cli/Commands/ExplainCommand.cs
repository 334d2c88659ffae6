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
    readonly Option<string?> label = Values.Path("--class", "The class to explain [default: the likeliest].", "NAME");
    readonly Option<bool> invert = new("--invert") { Description = "Take black for white." };
    readonly Option<string?> page = Values.Path("--out", "The page to write [default: explain-IMAGE.html].", "FILE");

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
        SavedNetwork saved = network.Load(result, name);
        int? chosen = null;
        if (result.GetValue(label) is { } word)
        {
            chosen = Array.IndexOf(saved.Card.Classes, word);
            if (chosen < 0) throw new UsageException($"The network knows no class '{word}'.", Suggestion.Nearest(word, saved.Card.Classes) is { } near ? $"Did you mean {near}?" : $"It knows {string.Join(", ", saved.Card.Classes.Take(12))}.");
        }

        ReadImage read = ImageArgument.Read(path, saved.Form, result.GetValue(invert), name);
        Explanation why = Explanation.Of(saved.Model, read.Input, [.. saved.Card.Classes.Select(Printable.Line)], chosen, read.Shown);
        why.ToReport().Save(target);
        float[] probabilities = new float[saved.Card.Classes.Length];
        foreach (ClassProbability p in why.Probabilities) probabilities[p.Class] = (float)p.Probability;
        ImageAnswer.Write(terminal, path, saved.Card.Classes, probabilities, Math.Min(Shown, probabilities.Length));
        terminal.Out.Profile.Out.Writer.WriteLine(Printable.Line($"saved {target}"));
        return ExitCode.Success;
    }
}
