using System.Globalization;
using System.Text.Json;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>A network as it is named on the command line and in configurations.</summary>
/// <param name="Text">mlp:256,128, cnn:16,32,M, cnn:small, cnn:medium, resnet20, or a file's name.</param>
/// <param name="Layers">The layers, where a file listed them.</param>
sealed record NetworkSpec(string Text, JsonElement? Layers)
{
    const string Mlp = "mlp";

    /// <summary>The form of ResNet-20 that published weights have.</summary>
    public const string Paper = "resnet20:paper";

    const int Widest = 16384, Deepest = 32;

    static readonly string[] Names = [Mlp, "cnn", "cnn:small", "cnn:medium", "resnet20", Paper];

    /// <summary>Understands a name; reads the file if it is one.</summary>
    /// <param name="text">What was asked for.</param>
    /// <param name="layers">Layers that were read before, from a run's configuration; then no file is read.</param>
    /// <exception cref="HebbException">There is no such network, or the file lists no layers.</exception>
    public static NetworkSpec Parse(string text, JsonElement? layers = null)
    {
        if (layers is not null) return new NetworkSpec(text, layers);
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return new NetworkSpec(text, LayerList.Read(text));
        if (text is "cnn") return new NetworkSpec("cnn:small", Layers: null);
        if (Names.Contains(text, StringComparer.Ordinal)) return new NetworkSpec(text, Layers: null);
        if (text.StartsWith("mlp:", StringComparison.Ordinal))
        {
            _ = Units(text);
            return new NetworkSpec(text, Layers: null);
        }

        if (text.Length > 4 && text.StartsWith("cnn:", StringComparison.Ordinal) && char.IsAsciiDigit(text[4]))
        {
            _ = Convnet.Channels(text);
            return new NetworkSpec(text, Layers: null);
        }

        throw new SettingException(
            $"There is no network '{text}'.",
            Suggestion.Nearest(text, Names) is { } near ? $"Did you mean {near}?" : "It is mlp:256,128 (units of hidden layers), cnn:16,32,M (channels of convolutions; M halves the image), cnn:small, cnn:medium, resnet20, or a .json file that lists layers.");
    }

    /// <summary>Makes the network with random weights.</summary>
    /// <param name="input">The images that it gets.</param>
    /// <param name="classes">The scores that it gives.</param>
    /// <param name="generator">Where the weights come from.</param>
    /// <exception cref="HebbException">The layers do not fit each other or the images.</exception>
    public Module Build(ImageSize input, int classes, Generator generator)
    {
        if (Layers is { } layers) return LayerList.Build(layers, Text, input, classes, generator);
        return Text switch
        {
            "cnn:small" => Convnet.Small(input, classes, generator),
            "cnn:medium" => Convnet.Medium(input, classes, generator),
            Paper => new PaperResNet(input, classes, generator),
            "resnet20" => ResidualNetwork.Of20Layers(input, classes, generator),
            ['c', ..] => Convnet.Of(Text, input, classes, generator),
            _ => Perceptron(input, classes, generator),
        };
    }

    Sequential Perceptron(ImageSize input, int classes, Generator generator)
    {
        var layers = new List<Module> { new Flatten() };
        int width = input.Count;
        foreach (int units in Units(Text))
        {
            layers.Add(new Linear(width, units, generator: generator));
            layers.Add(new ReLU());
            width = units;
        }

        layers.Add(new Linear(width, classes, generator: generator));
        return new Sequential(layers.ToArray());
    }

    static int[] Units(string text)
    {
        if (text is Mlp) return [256];
        string[] words = text["mlp:".Length..].Split(',');
        var units = new int[words.Length];
        for (int i = 0; i < units.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out units[i]) || units[i] is < 1 or > Widest)
                throw new SettingException($"mlp takes the units of its hidden layers, whole numbers from 1 to {Widest:N0} divided by commas; it got '{text}'.", Phrases.Model);
        }

        if (units.Length > Deepest) throw new SettingException($"An mlp has up to {Deepest} hidden layers; {units.Length} came.", $"Use fewer, wider layers: {Phrases.Model}.");
        return units;
    }
}
