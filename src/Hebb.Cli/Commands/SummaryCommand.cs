using System.CommandLine;
using Hebb.Cli.Networks;
using Hebb.Cli.Saved;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb summary</c>: the layers of a network.</summary>
sealed class SummaryCommand : DocumentedCommand
{
    const int MostSide = 4096, MostClasses = 100_000;

    readonly Option<string?> model = Values.Path("--model", "The network: mlp:256,128, cnn:small, cnn:medium, resnet20, a JSON file that lists layers, or a run's folder.", "SPEC|FILE|RUN");
    readonly Option<int[]?> input = Values.WholeList("--input", "Channels, height and width of a picture [default: 3,32,32; of a run: its own].", 1, MostSide, "1,28,28");
    readonly Option<int?> classes = Values.Whole("--classes", "The number of classes [default: 10].", 2, MostClasses);

    public SummaryCommand(Terminal terminal)
        : base("summary", "Show a network's layers with shapes, parameters, multiply-adds and memory.")
    {
        foreach (Option option in (Option[])[model, input, classes]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb summary --model cnn:small --input 1,28,28", "The network that hebb train mnist trains."),
        ("hebb summary --model hebb-runs/mnist-1", "The network of a run."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string word = result.GetValue(model) ?? throw new UsageException("'hebb summary' needs --model.", "hebb summary --model cnn:small --input 1,28,28");
        (Module network, PictureSize size) = Directory.Exists(word) ? OfRun(word) : OfSpec(word, result);
        network.Eval();

        // Past the console, which would break the table's lines.
        terminal.Out.Profile.Out.Writer.WriteLine(network.Summary(new Shape([1, size.Channels, size.Height, size.Width])).ToString());
        return ExitCode.Success;
    }

    static (Module Network, PictureSize Size) OfRun(string folder)
    {
        SavedNetwork saved = SavedNetwork.Load(folder);
        return (saved.Model, saved.Form.Size);
    }

    (Module Network, PictureSize Size) OfSpec(string word, ParseResult result)
    {
        int[] shape = result.GetValue(input) is { Length: > 0 } asked ? asked : [3, 32, 32];
        if (shape.Length != 3) throw new UsageException($"--input takes channels, height and width; it got {shape.Length} {(shape.Length == 1 ? "number" : "numbers")}.", "--input 1,28,28");
        var size = new PictureSize(shape[0], shape[1], shape[2]);
        return (NetworkSpec.Parse(word).Build(size, result.GetValue(classes) ?? 10, new Generator(0)), size);
    }
}
