using System.CommandLine;
using Hebb.Cli.Saved;
using Hebb.Nn;
using Hebb.Vision.Classification;
using Hebb.Vision.Transforms;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb summary</c>: the layers of a network.</summary>
sealed class SummaryCommand : DocumentedCommand
{
    const int MaxSide = 4096, MaxClasses = 100_000;

    readonly Option<string?> model = CheckedOption.Path("--model", "The network: mlp:256,128, cnn:small, cnn:medium, resnet20, a JSON file that lists layers, a run's folder, or a file of weights with --arch.", "SPEC|FILE|RUN");
    readonly Option<string?> architecture = ModelOptions.ArchitectureOption();
    readonly Option<int[]?> input = CheckedOption.WholeList("--input", "Channels, height and width of an image [default: 3,32,32; of a run: its own].", 1, MaxSide, "1,28,28");
    readonly Option<int?> classes = CheckedOption.Whole("--classes", "The number of classes [default: 10].", 2, MaxClasses);

    public SummaryCommand(Terminal terminal)
        : base("summary", "Show a network's layers with shapes, parameters, multiply-adds and memory.")
    {
        foreach (Option option in (Option[])[model, architecture, input, classes]) Add(option);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb summary --model cnn:small --input 1,28,28", "The network that hebb train mnist trains."),
        ("hebb summary --model hebb-runs/mnist-1", "The network of a run."),
        ("hebb summary --model net.pth --arch mlp:128 --input 1,28,28", "Weights that PyTorch wrote, if they fit."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        string word = result.GetValue(model) ?? throw new UsageException("'hebb summary' needs --model.", "hebb summary --model cnn:small --input 1,28,28");
        (Module network, ImageSize size) = Directory.Exists(word) ? OfRun(word) : IsWeights(word) ? OfWeights(word, result) : OfSpec(word, result);
        network.Eval();

        // Past the console, which would break the table's lines.
        terminal.Out.Profile.Out.Writer.WriteLine(network.Summary(new Shape([1, size.Channels, size.Height, size.Width])).ToString());
        return ExitCode.Success;
    }

    static (Module Network, ImageSize Size) OfRun(string folder)
    {
        ImageClassifier saved = SavedRun.Load(folder);
        return (saved.Model, saved.Preprocessing.Size);
    }

    // A JSON file is a list of layers; model.json and model.safetensors belong to a run.
    static bool IsWeights(string word) => File.Exists(word) && (!word.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(word) is ClassifierFiles.CardName);

    (Module Network, ImageSize Size) OfWeights(string file, ParseResult result)
    {
        string? network = result.GetValue(architecture);
        if (network is null && !WeightsOfAnother.IsOne(file)) return OfRun(file);
        string? names = result.GetValue(classes) is { } many ? string.Join(',', Enumerable.Range(0, many)) : null;
        ImageClassifier saved = new WeightsOfAnother(network, result.GetValue(input) is { Length: > 0 } asked ? asked : [3, 32, 32], names, null, null).Load(file);
        return (saved.Model, saved.Preprocessing.Size);
    }

    (Module Network, ImageSize Size) OfSpec(string word, ParseResult result)
    {
        if (result.GetValue(architecture) is not null) throw new UsageException($"--arch says the network of a file of weights, and '{word}' is none.", $"{CommandText.Of("summary", "--model", word)}");
        int[] shape = result.GetValue(input) is { Length: > 0 } asked ? asked : [3, 32, 32];
        if (shape.Length != 3) throw new UsageException($"--input takes channels, height and width; it got {shape.Length} {(shape.Length == 1 ? "number" : "numbers")}.", "--input 1,28,28");
        if ((long)shape[0] * shape[1] * shape[2] > Array.MaxLength) throw new UsageException($"An image of {shape[0]} × {shape[1]} × {shape[2]} has more values than one tensor holds.", "--input 3,224,224");
        var size = new ImageSize(shape[0], shape[1], shape[2]);
        return (NetworkSpec.Parse(word).Build(size, result.GetValue(classes) ?? 10, new Generator(0)), size);
    }
}
