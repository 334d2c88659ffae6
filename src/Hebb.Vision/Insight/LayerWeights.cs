using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>What a fully connected layer or a convolution looks for: its weights, and a figure of them.</summary>
public sealed class LayerWeights
{
    LayerWeights(string layer, Tensor weight) => (Layer, Weight) = (layer, weight);

    /// <summary>The layer's name in the model: "features.0".</summary>
    public string Layer { get; }

    /// <summary>A copy of the weights: [filters, channels, height, width] of a convolution, [units, inputs] of a fully connected layer.</summary>
    public Tensor Weight { get; }

    /// <summary>The weights of a layer.</summary>
    /// <param name="model">The model; it is not run.</param>
    /// <param name="layerName">The name of a <see cref="Conv2d"/> or <see cref="Linear"/> in it; null for the first one.</param>
    /// <exception cref="ArgumentException">There is no such layer, or it is of another kind.</exception>
    public static LayerWeights Of(Module model, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach ((string name, Module module) in model.NamedModules())
        {
            if (layerName is not null && layerName != name) continue;
            Parameter? weight = module switch { Conv2d conv => conv.Weight, Linear linear => linear.Weight, _ => null };
            if (weight is null && layerName is null) continue;
            if (weight is null) throw new ArgumentException($"The layer \"{name}\" is a {module.GetType().Name}; the weights of Conv2d and Linear layers can be shown.", nameof(layerName));
            using var quiet = Autograd.NoGrad();
            return new LayerWeights(name, weight.Tensor.Clone().Keep());
        }

        throw new ArgumentException(layerName is null
            ? "The model has no Conv2d and no Linear layer, so there are no weights to show."
            : $"The model has no layer \"{layerName}\". Its layers are: {string.Join(", ", model.NamedModules().Where(m => m.Key.Length > 0).Select(m => m.Key))}.", nameof(layerName));
    }

    /// <summary>The weights as images, blue below zero and vermillion above.</summary>
    /// <param name="size">For a fully connected layer: [height, width] or [3, height, width] of the images that it sees. Null where their inputs make a square.</param>
    /// <param name="range">Whether all share their colours' ends.</param>
    /// <exception cref="ShapeException">The weights do not fill images of that size.</exception>
    public ImageGrid ToFigure(Shape? size = null, ImageRange range = ImageRange.PerTile)
    {
        ImageGrid grid = Weight.Rank == 4 ? ImageGrid.OfFilters(Weight, range) : ImageGrid.OfWeights(Weight, size ?? Square(), range);
        grid.Title = $"{(Weight.Rank == 4 ? "Filters" : "Weights")} of {(Layer.Length > 0 ? $"layer {Layer}" : "the layer")}";
        return grid;
    }

    Shape Square()
    {
        int inputs = Weight.Shape[1];
        foreach (int channels in (ReadOnlySpan<int>)[1, 3])
        {
            int side = (int)Math.Round(Math.Sqrt((double)inputs / channels));
            if (channels * side * side == inputs) return channels == 1 ? [side, side] : [3, side, side];
        }

        throw new ShapeException($"The {inputs} inputs of the layer make no square image.", "Say how large the images are: ToFigure([height, width]).");
    }
}
