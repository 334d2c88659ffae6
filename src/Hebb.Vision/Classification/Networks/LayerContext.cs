using System.Text.Json;
using Hebb.Nn;

namespace Hebb.Vision.Classification;

/// <summary>What a layer in a file meets: the shape that comes to it, without the batch, and what the whole network should do.</summary>
sealed class LayerContext(string file, int[] shape, int classes, Generator generator, int depth)
{
    const int MaxLayers = 1000, Deepest = 8;

    /// <summary>The shape that comes to the next layer, without the batch.</summary>
    public int[] Shape { get; private set; } = shape;

    public int Classes => classes;

    public Generator Generator => generator;

    /// <summary>The channels that come to a layer for images.</summary>
    public int Channels(string layer) => Shape.Length == 3 ? Shape[0] : throw new HebbException($"{file}: {layer} works on images [channels, height, width]; [{string.Join(", ", Shape)}] comes to it.", "Put it before the Flatten.");

    /// <summary>The features that come to a layer for vectors.</summary>
    public int Features(string layer) => Shape.Length == 1 ? Shape[0] : throw new HebbException($"{file}: {layer} works on vectors; [{string.Join(", ", Shape)}] comes to it.", "Put a Flatten before it: { \"layer\": \"Flatten\" }.");

    /// <summary>Makes a chain that begins where this stands; this stays where it is.</summary>
    public Sequential Chain(JsonElement layers) => new LayerContext(file, Shape, classes, generator, depth + 1).Build(layers);

    /// <summary>Makes a chain and goes along it.</summary>
    /// <exception cref="HebbException">The layers do not fit each other.</exception>
    public Sequential Build(JsonElement layers)
    {
        if (depth > Deepest) throw new HebbException($"{file}: layers lie in layers more than {Deepest} deep.");
        if (layers.GetArrayLength() is 0 or > MaxLayers) throw new HebbException($"{file}: a list of layers has 1 to {MaxLayers} of them; here are {layers.GetArrayLength()}.");
        var chain = new Sequential();
        using IDisposable quiet = Autograd.NoGrad();
        foreach ((int i, JsonElement layer) in layers.EnumerateArray().Index())
        {
            string place = $"{file}: layer {i + 1}";
            if (layer.ValueKind != JsonValueKind.Object || !layer.TryGetProperty("layer", out JsonElement name) || name.ValueKind != JsonValueKind.String)
                throw new HebbException($"{place} must say which it is: {{ \"layer\": \"Conv2d\", … }}.");
            Module module = LayerCatalog.Make(name.GetString()!, new LayerArguments(layer, $"{place}, {name.GetString()}"), this);
            chain.Add(module);
            Shape = Through(module, place);
        }

        return chain;
    }

    int[] Through(Module module, string place)
    {
        using (Memory.Scope())
        {
            try
            {
                module.Eval();
                Shape after = module.Forward(Tensor.Zeros(new Shape([1, .. Shape]))).Shape;
                module.Train();
                return after.ToArray()[1..];
            }
            catch (Exception problem) when (problem is HebbException or ArgumentException)
            {
                string[] parts = problem.Message.Split("\n  help: ", 2);
                throw new HebbException($"{place} does not fit what comes to it, [{string.Join(", ", Shape)}]: {parts[0]}", parts.Length > 1 ? parts[1] : null, problem);
            }
        }
    }
}
