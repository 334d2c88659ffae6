using System.CommandLine;
using Hebb.Cli.Saved;
using Hebb.Vision.Classification;

namespace Hebb.Cli.Commands;

/// <summary>The options that say which network is asked: those of eval, predict and explain.</summary>
sealed class ModelOptions
{
    const int MaxSide = 8192;

    /// <summary>What the options are for, below a help page.</summary>
    public const string Remark =
        "Weights that another program wrote (.pth, .pt, .safetensors …) hold no architecture: --arch and --input say it, as in --model net.pth --arch mlp:128 --input 1,28,28. Names of the "
        + "weights must be those of the network; prefixes such as module. are found and taken off.";

    readonly Option<string?> model = CheckedOption.Path("--model", "The folder of a run, its model.json or model.safetensors, or a file of weights.", "RUN|FILE");
    readonly Option<string?> architecture = ArchitectureOption();
    readonly Option<int[]?> input = CheckedOption.WholeList("--input", "With --arch: channels, height and width of its images.", 1, MaxSide, "3,64,64");
    readonly Option<string?> classes = CheckedOption.Path("--classes", "With --arch: its classes, a file with a name a line, or names divided by commas [default: numbers].", "FILE|NAMES");
    readonly Option<double[]?> mean = CheckedOption.NumberList("--mean", "With --arch: what is subtracted from the channels [default: 0].", "0.5,0.5,0.5");
    readonly Option<double[]?> deviation = CheckedOption.NumberList("--std", "With --arch: by what the channels are divided [default: 1].", "0.2,0.2,0.2");

    /// <summary>The option that names an architecture.</summary>
    public static Option<string?> ArchitectureOption() => CheckedOption.Path("--arch", "The network of a file of weights: as in train --model, or a run with the same network.", "SPEC|FILE|RUN");

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[model, architecture, input, classes, mean, deviation]) command.Add(option);
    }

    /// <summary>What --model says; null if it was not given.</summary>
    public string? Named(ParseResult result) => result.GetValue(model);

    /// <summary>Loads a network.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="path">Its name, by the option or an argument.</param>
    /// <exception cref="HebbException">It is not there, broken, or its architecture is not said.</exception>
    public ImageClassifier Load(ParseResult result, string path)
    {
        var another = new WeightsOfAnother(result.GetValue(architecture), Listed(result, input), result.GetValue(classes), Listed(result, mean), Listed(result, deviation));
        if (another.Architecture is not null && File.Exists(path) && Path.GetExtension(path) is not ".json") return another.Load(path);
        foreach (Option option in (Option[])[architecture, input, classes, mean, deviation])
        {
            if (result.GetResult(option) is { Implicit: false }) throw new UsageException($"{option.Name} plays no part for '{path}': a run says it itself, and for a file of weights it comes with --arch.", "Leave it out.");
        }

        return WeightsOfAnother.IsOne(path) ? another.Load(path) : SavedRun.Load(path);
    }

    // An option that was not given has an empty list.
    static T[]? Listed<T>(ParseResult result, Option<T[]?> option) => result.GetValue(option) is { Length: > 0 } list ? list : null;
}
