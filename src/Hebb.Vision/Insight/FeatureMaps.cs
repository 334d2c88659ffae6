using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>What a layer inside a model makes of some inputs. The model runs once in evaluation mode; nothing about it changes.</summary>
public sealed class FeatureMaps
{
    FeatureMaps(string layer, Tensor values) => (Layer, Values) = (layer, values);

    /// <summary>The layer's name: "features.2".</summary>
    public string Layer { get; }

    /// <summary>The layer's output: [n, channels, height, width] of a convolution, [n, features] of a fully connected layer.</summary>
    public Tensor Values { get; }

    /// <summary>The output of one layer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Inputs with a batch axis.</param>
    /// <param name="layerName">The layer's name, as <see cref="Module.NamedModules"/> gives it.</param>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="InvalidOperationException">The layer does not run in a forward pass.</exception>
    public static FeatureMaps Of(Module model, Tensor x, string layerName) => Of(model, x, [layerName])[0];

    /// <summary>The outputs of several layers in one forward pass. Of a layer that runs more than once, the last one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Inputs with a batch axis.</param>
    /// <param name="layerNames">The layers' names.</param>
    /// <returns>One for each name, in that order.</returns>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="InvalidOperationException">A layer does not run in a forward pass.</exception>
    public static IReadOnlyList<FeatureMaps> Of(Module model, Tensor x, IReadOnlyList<string> layerNames)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(layerNames);
        using var inspection = new Inspection(model);
        using var quiet = Autograd.NoGrad();
        var seen = new Tensor?[layerNames.Count];
        for (int i = 0; i < seen.Length; i++)
        {
            int place = i;
            // A copy: what comes after may work in place.
            inspection.Watch(inspection.Named(layerNames[i]), y => seen[place] = y.Clone());
        }

        model.Call(x);
        return [.. layerNames.Select((name, i) => new FeatureMaps(name, seen[i] ?? throw NotRun(name)))];
    }

    /// <summary>The maps of one input, each channel a tile with its number; features without height and width as one row.</summary>
    /// <param name="sample">Which input.</param>
    /// <param name="max">How many channels at most.</param>
    /// <exception cref="IndexException">There is no such input.</exception>
    /// <exception cref="ShapeException">The layer's output has neither two nor four axes.</exception>
    public ImageGrid ToFigure(int sample = 0, int max = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        using var quiet = Autograd.NoGrad();
        if (Values.Rank is not (2 or 4)) throw new ShapeException($"Maps of shape [n, channels, height, width] or [n, features] can be drawn; {Layer} gives {Values.Shape}.", "Values holds the numbers.");
        Tensor one = Values.Select(0, sample);
        var grid = new ImageGrid($"Feature maps of layer {Layer}") { Range = ImageRange.PerTile, Map = ColorMap.Viridis };
        if (one.Rank == 1) return grid.Image(one.Unsqueeze(0), $"{one.Count} features");
        int count = Math.Min(max, one.Shape[0]);
        if (count < one.Shape[0]) grid.Title += $": {count} of {one.Shape[0]}";
        return grid.Images(one.Narrow(0, 0, count), Enumerable.Range(0, count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    internal static InvalidOperationException NotRun(string name) =>
        new($"The layer \"{name}\" did not run: either the model's Forward leaves it out, or it is a module of your own whose Forward others call directly; begin that with \"if (IsHooked()) return Hooked(x);\".");
}
