using Hebb.Cli.Commands;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Classification;
using Hebb.Vision.Transforms;

namespace Hebb.Cli.Saved;

/// <summary>
/// A network whose weights another program wrote: a .pth, .pt or .safetensors file, which holds no architecture. That, the form of the images and the classes are said beside it, or
/// taken from a run.
/// </summary>
/// <param name="Architecture">mlp:256,128, cnn:small …, a JSON file that lists layers, or a run; null if it was not said.</param>
/// <param name="Input">Channels, height and width.</param>
/// <param name="Classes">A file with a name a line, or names divided by commas; null for numbers.</param>
/// <param name="Mean">What is subtracted from each channel; null for nothing.</param>
/// <param name="Deviation">By what each channel is divided; null for 1.</param>
sealed record WeightsOfAnother(string? Architecture, int[]? Input, string? Classes, double[]? Mean, double[]? Deviation)
{
    /// <summary>Whether a path names such a file: weights that no card beside them describes.</summary>
    public static bool IsOne(string path) => File.Exists(path) && Path.GetExtension(path) is not ".json" && !File.Exists(Path.ChangeExtension(path, ".json"));

    /// <summary>Builds the network and gives it the weights of a file.</summary>
    /// <exception cref="HebbException">The architecture is not said, or is another than that of the weights.</exception>
    public ImageClassifier Load(string path)
    {
        if (Architecture is not { } name) throw NotSaid(path);
        try
        {
            return IsRun(name) ? ImageClassifier.FromWeights(path, CardOf(name)) : OfWords(name, path);
        }
        catch (HebbException problem) when (problem.InnerException is StateDictException)
        {
            throw new HebbException(problem.Message.Split("\n  help: ")[0], $"{CommandText.Of("inspect", CommandText.Word(path))} lists what it holds; --arch takes a JSON file that lists layers, too.", problem);
        }
    }

    static bool IsRun(string name) => Directory.Exists(name) || Path.GetFileName(name) is ClassifierFiles.CardName;

    static ClassifierCard CardOf(string run)
    {
        ClassifierCard card = ClassifierFiles.ReadCard(Directory.Exists(run) ? Path.Combine(run, ClassifierFiles.CardName) : run);
        return ClassifierCard.Of(card.Model, card.Layers, card.Input, card.Classes);
    }

    static UsageException NotSaid(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        string held = file.Entries.Count == 0 ? "no tensors" : $"{file.Entries.Count} {(file.Entries.Count == 1 ? "tensor" : "tensors")} ({string.Join(", ", file.Entries.Take(3).Select(entry => $"{entry.Name} {entry.Shape}"))}{(file.Entries.Count > 3 ? ", …" : string.Empty)})";
        return new UsageException($"'{path}' holds {held}, but not how to build their network.", "Say it with --arch: mlp:256,128, cnn:small, a JSON file that lists layers, or the folder of a run with the same network.");
    }

    ImageClassifier OfWords(string name, string path)
    {
        _ = NetworkSpec.Parse(name);
        if (Input is not [int channels, int height, int width]) throw new UsageException($"What images the network of '{path}' takes is not known.", "--input 3,64,64 gives channels, height and width.");
        const int MaxSide = ClassifierFiles.MaxSide;
        if (channels is not (1 or 3) || height > MaxSide || width > MaxSide) throw new UsageException($"--input takes 1 or 3 channels, and up to {MaxSide:N0} rows and columns; it got {channels},{height},{width}.");
        return ImageClassifier.FromWeights(path, name, new ImageSize(channels, height, width), Names(), PerChannel(Mean, "--mean", channels), PerChannel(Deviation, "--std", channels));
    }

    static float[]? PerChannel(double[]? given, string option, int channels) => given is null || given.Length == 1 || given.Length == channels
        ? given?.Select(value => (float)value).ToArray()
        : throw new UsageException($"{option} takes one number, or one for each of {channels} channels; it got {given.Length}.");

    string[]? Names()
    {
        if (Classes is not { } given) return null;
        string[] names = File.Exists(given) ? [.. InputFile.ReadAllText(given).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)] : given.Split(',', StringSplitOptions.TrimEntries);
        return names.Length is >= 2 and <= ClassifierFiles.MaxClasses
            ? names
            : throw new UsageException($"A network tells 2 to {ClassifierFiles.MaxClasses:N0} classes apart; there are {names.Length} here.", "--classes takes a file with a name a line, or names divided by commas.");
    }
}
