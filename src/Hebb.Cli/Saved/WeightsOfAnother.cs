using Hebb.Cli.Commands;
using Hebb.Cli.Configuration;
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
    const int MaxSide = 8192, MaxClasses = 100_000;

    /// <summary>Whether a path names such a file: weights that no card beside them describes.</summary>
    public static bool IsOne(string path) => File.Exists(path) && Path.GetExtension(path) is not ".json" && !File.Exists(Path.ChangeExtension(path, ".json"));

    /// <summary>Builds the network and gives it the weights of a file.</summary>
    /// <exception cref="HebbException">The architecture is not said, or is another than that of the weights.</exception>
    public SavedNetwork Load(string path)
    {
        if (Architecture is not { } name) throw NotSaid(path);
        (NetworkSpec spec, Preprocessing form, string[] classes) = IsRun(name) ? OfRun(name) : OfWords(name, path);
        Module model = spec.Build(form.Size, classes.Length, new Generator(0));
        try
        {
            _ = model.Load(path);
        }
        catch (StateDictException problem)
        {
            throw new HebbException($"{path} does not hold the weights of {spec.Text}: {problem.Message.Split("\n  help: ")[0]}", $"{CommandText.Of("inspect", CommandText.Word(path))} lists what it holds; --arch takes a JSON file that lists layers, too.", problem);
        }

        model.Eval();
        var card = new NetworkCard
        {
            Format = NetworkCard.FormatName,
            Hebb = VersionLine.Number,
            Weights = path,
            WeightsSha256 = string.Empty,
            Model = spec.Text,
            Layers = spec.Layers,
            Input = new InputCard { Channels = form.Channels, Height = form.Height, Width = form.Width, Resize = form.Resize, Mean = form.Mean, Deviation = form.Deviation },
            Classes = classes,
            Data = string.Empty,
            HasNumbersOnly = Classes is null && !IsRun(Architecture),
            Scores = new ScoreCard { Val = double.NaN, Epochs = 0, Seed = 0 },
        };
        return new SavedNetwork(model, form, card, path);
    }

    static bool IsRun(string name) => Directory.Exists(name) || Path.GetFileName(name) is SavedNetwork.CardName;

    static HebbException NotSaid(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        string held = file.Entries.Count == 0 ? "no tensors" : $"{file.Entries.Count} {(file.Entries.Count == 1 ? "tensor" : "tensors")} ({string.Join(", ", file.Entries.Take(3).Select(entry => $"{entry.Name} {entry.Shape}"))}{(file.Entries.Count > 3 ? ", …" : string.Empty)})";
        return new UsageException($"'{path}' holds {held}, but not how to build their network.", "Say it with --arch: mlp:256,128, cnn:small, a JSON file that lists layers, or the folder of a run with the same network.");
    }

    static (NetworkSpec Spec, Preprocessing Form, string[] Classes) OfRun(string path)
    {
        NetworkCard card = SavedNetwork.ReadCard(Directory.Exists(path) ? Path.Combine(path, SavedNetwork.CardName) : path);
        return (NetworkSpec.Parse(card.Model, card.Layers), SavedNetwork.FormOf(card), card.Classes);
    }

    (NetworkSpec Spec, Preprocessing Form, string[] Classes) OfWords(string name, string path)
    {
        NetworkSpec spec = NetworkSpec.Parse(name is "resnet20" && IsPaper(path) ? NetworkSpec.Paper : name);
        if (Input is not [int channels, int height, int width]) throw new UsageException($"What images the network of '{path}' takes is not known.", "--input 3,64,64 gives channels, height and width.");
        if (channels is not (1 or 3) || height > MaxSide || width > MaxSide) throw new UsageException($"--input takes 1 or 3 channels, and up to {MaxSide:N0} rows and columns; it got {channels},{height},{width}.");
        var form = new Preprocessing(channels, height, width, Math.Min(height, width), PerChannel(Mean, "--mean", channels, 0), PerChannel(Deviation, "--std", channels, 1));
        return (spec, form, Names(path));
    }

    // Published weights of ResNet-20 have the names and the shortcuts of the paper's form.
    static bool IsPaper(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        return file.Entries.Any(entry => entry.Name.EndsWith("layer1.0.conv1.weight", StringComparison.Ordinal));
    }

    static float[] PerChannel(double[]? given, string option, int channels, float otherwise) => given switch
    {
        null => [.. Enumerable.Repeat(otherwise, channels)],
        [double one] => [.. Enumerable.Repeat((float)one, channels)],
        _ when given.Length == channels => [.. given.Select(value => (float)value)],
        _ => throw new UsageException($"{option} takes one number, or one for each of {channels} channels; it got {given.Length}."),
    };

    // As many as the last weights have rows, if nobody says how they are called.
    string[] Names(string path)
    {
        string[] names;
        if (Classes is { } given && File.Exists(given)) names = [.. InputFile.ReadAllText(given).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        else if (Classes is { } words) names = words.Split(',', StringSplitOptions.TrimEntries);
        else
        {
            using TensorFile file = TensorFile.Open(path);
            TensorEntry? last = file.Entries.LastOrDefault(entry => entry.Name.EndsWith("weight", StringComparison.Ordinal) && entry.Shape.Rank >= 2);
            names = [.. Enumerable.Range(0, last is null ? 0 : Math.Min(MaxClasses, last.Shape[0])).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        if (names.Length is < 2 or > MaxClasses) throw new UsageException($"A network tells 2 to {MaxClasses:N0} classes apart; there are {names.Length} here.", "--classes takes a file with a name a line, or names divided by commas.");
        return names;
    }
}
