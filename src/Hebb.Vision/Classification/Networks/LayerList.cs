using System.Text.Json;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Vision.Transforms;

namespace Hebb.Vision.Classification;

/// <summary>A network as a file of layers: <c>{ "layers": [ { "layer": "Conv2d", "outChannels": 32, "kernelSize": 3 }, … ] }</c>, or the list alone.</summary>
static class LayerList
{
    /// <summary>Reads the list of a file.</summary>
    /// <exception cref="HebbException">The file is not there, no JSON, or holds no list of layers.</exception>
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonFile.Read(path);
        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("layers", out JsonElement layers)) root = layers;
        if (root.ValueKind != JsonValueKind.Array) throw new HebbException($"{path}: expected {{ \"layers\": [ {{ \"layer\": \"Conv2d\", … }}, … ] }}; there is no such list.", "docs/command-line.md shows an example.");
        return root.Clone();
    }

    /// <summary>Makes the network.</summary>
    /// <exception cref="HebbException">The layers do not fit each other, or do not end in one score for each class.</exception>
    public static Sequential Build(JsonElement layers, string file, ImageSize input, int classes, Generator generator)
    {
        var context = new LayerContext(file, [input.Channels, input.Height, input.Width], classes, generator, 0);
        Sequential network = context.Build(layers);
        if (context.Shape is [int scores] && scores == classes) return network;
        throw new HebbException(
            $"{file}: the layers end in [{string.Join(", ", context.Shape)}]; {classes} scores, one for each class, were expected.",
            "End with { \"layer\": \"Flatten\" }, { \"layer\": \"Linear\" }: a Linear without outFeatures has one score for each class.");
    }
}
