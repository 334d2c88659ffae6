using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

public sealed partial class ImageClassifier
{
    /// <summary>
    /// Builds a network and gives it weights that another program wrote: a .pth, .pt or .safetensors file, which holds no architecture, so that it is said here. Names of the weights must be those
    /// of the network; prefixes such as <c>module.</c> are found and taken off.
    /// </summary>
    /// <param name="path">The file of the weights.</param>
    /// <param name="model">The network, as in <see cref="ClassifierOptions.Model"/>.</param>
    /// <param name="input">The images that it takes: 1 or 3 channels, height and width.</param>
    /// <param name="classes">The names of its classes; numbers, as many as its last layer has outputs, where it is null.</param>
    /// <param name="mean">What is subtracted from the channels; 0 where it is null.</param>
    /// <param name="deviation">What the channels are then divided by; 1 where it is null.</param>
    /// <exception cref="SettingException">There is no such network, or there are fewer than two classes.</exception>
    /// <exception cref="HebbException">The file does not hold the weights of this network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The input is none, or there are not as many means as channels.</exception>
    /// <example><code>
    /// var classifier = ImageClassifier.FromWeights("resnet20.th", "resnet20", new ImageSize(3, 32, 32), names, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
    /// </code></example>
    public static ImageClassifier FromWeights(string path, string model, ImageSize input, IReadOnlyList<string>? classes = null, IReadOnlyList<float>? mean = null, IReadOnlyList<float>? deviation = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(model);
        if (input.Channels is not (1 or 3) || input.Height is < 1 or > ClassifierFiles.MaxSide || input.Width is < 1 or > ClassifierFiles.MaxSide)
            throw new ArgumentException($"A network takes images of 1 or 3 channels, and of up to {ClassifierFiles.MaxSide:N0} rows and columns; {input.Channels} × {input.Height} × {input.Width} came.", nameof(input));
        NetworkSpec spec = NetworkSpec.Parse(model is "resnet20" && IsPaper(path) ? NetworkSpec.Paper : model);
        var preprocessing = new Preprocessing
        {
            Channels = input.Channels,
            Height = input.Height,
            Width = input.Width,
            Resize = Math.Min(input.Height, input.Width),
            Mean = PerChannel(mean, nameof(mean), input.Channels, 0),
            Deviation = PerChannel(deviation, nameof(deviation), input.Channels, 1),
        };
        return FromWeights(path, ClassifierCard.Of(spec.Text, spec.Layers, preprocessing, classes ?? Numbers(path)) with { HasNumbersOnly = classes is null });
    }

    /// <summary>Builds the network of a card and gives it weights that another program wrote.</summary>
    internal static ImageClassifier FromWeights(string path, ClassifierCard card)
    {
        if (card.Classes.Count is < 2 or > ClassifierFiles.MaxClasses) throw new SettingException($"A network tells 2 to {ClassifierFiles.MaxClasses:N0} classes apart; there are {card.Classes.Count} here.", Phrases.ClassNames);
        Module network = NetworkSpec.Parse(card.Model, card.Layers).Build(card.Input.Size, card.Classes.Count, new Generator(0));
        try
        {
            _ = network.Load(path);
        }
        catch (StateDictException problem)
        {
            throw new HebbException($"{path} does not hold the weights of {card.Model}: {problem.Message.Split("\n  help: ")[0]}", "TensorFile.Open lists what it holds; a JSON file that lists layers describes other networks.", problem);
        }

        return new ImageClassifier(network, card with { Weights = path }, path);
    }

    // Published weights of ResNet-20 have the names and the shortcuts of the paper's form.
    static bool IsPaper(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        return file.Entries.Any(entry => entry.Name.EndsWith("layer1.0.conv1.weight", StringComparison.Ordinal));
    }

    // As many as the last weights have rows.
    static string[] Numbers(string path)
    {
        using TensorFile file = TensorFile.Open(path);
        TensorEntry? last = file.Entries.LastOrDefault(entry => entry.Name.EndsWith("weight", StringComparison.Ordinal) && entry.Shape.Rank >= 2);
        return [.. Enumerable.Range(0, last is null ? 0 : Math.Min(ClassifierFiles.MaxClasses, last.Shape[0])).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    static IReadOnlyList<float> PerChannel(IReadOnlyList<float>? given, string name, int channels, float otherwise) => given switch
    {
        null => [.. Enumerable.Repeat(otherwise, channels)],
        [float one] => [.. Enumerable.Repeat(one, channels)],
        _ when given.Count == channels => [.. given],
        _ => throw new ArgumentException($"There is one {name} for all channels, or one for each of {channels}; {given.Count} came.", name),
    };
}
