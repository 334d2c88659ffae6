using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Learning;
using Hebb.Cli.Saved;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb predict</c>: what a saved network sees in images.</summary>
sealed class PredictCommand : DocumentedCommand
{
    const int Top = 5, MaxTop = 1000, MaxFiles = 100_000;

    readonly Argument<string[]> files = new("files") { Description = "Images: PNG, JPEG, WebP, TIFF, BMP, GIF, TGA, PNM.", HelpName = "FILE", Arity = new ArgumentArity(0, MaxFiles) };
    readonly ModelOptions network = new();
    readonly Option<int?> top = Values.Whole("--top", $"How many answers to show for each image [default: {Top}].", 1, MaxTop);
    readonly Option<bool> invert = new("--invert") { Description = "Take black for white: for dark writing on light paper where the network learned the opposite, as MNIST's do." };

    public PredictCommand(Terminal terminal)
        : base("predict", "Ask a saved network what it sees.")
    {
        Add(new PredictDigitsCommand(terminal));
        Add(files);
        network.AddTo(this);
        foreach (Option option in (Option[])[top, invert]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks => [$"An image that cannot be read is named, the others are answered, and the exit code is {ExitCode.Failure}.", ModelOptions.Remark];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb predict --model hebb-runs/flowers-1 garden.jpg", "The five likeliest classes of an image."),
        ("hebb predict --model hebb-runs/mnist-1 --top 1 --invert *.png", "One answer each, for digits written in black."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string[] paths = result.GetValue(files) ?? [];
        foreach (string path in paths)
        {
            if (path.StartsWith('-') && !File.Exists(path)) throw ParseProblem.Unknown(path, this);
        }

        if (network.Named(result) is not { } name) throw new UsageException("'hebb predict' needs --model, the folder of a run or a file of weights.", "hebb predict --help shows how; hebb predict digits 0 1 2 asks the network of hebb train digits.");
        if (paths.Length == 0) throw new UsageException("'hebb predict' needs images.", "Name one or more files: hebb predict --help shows how.");
        SavedNetwork saved = network.Load(result, name);
        int shown = Math.Min(result.GetValue(top) ?? Top, saved.Card.Classes.Length), failed = 0;
        using IDisposable quiet = Autograd.NoGrad();
        foreach (string path in paths)
        {
            terminal.Stop.ThrowIfCancellationRequested();
            try
            {
                using (Memory.Scope())
                {
                    float[] probabilities = saved.Model.Forward(ImageReader.Read(path, saved.Form, result.GetValue(invert), name).Input).Softmax(-1).ToArray<float>();
                    ImageAnswer.Write(terminal, path, saved.Card.Classes, probabilities, shown);
                }
            }
            catch (Exception problem) when (problem is HebbException or IOException or UnauthorizedAccessException)
            {
                failed++;
                _ = Failure.Report(problem, terminal, debug: false);
            }
        }

        return failed == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
