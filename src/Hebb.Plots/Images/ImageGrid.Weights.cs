namespace Hebb.Plots;

/// <content>Grids of what networks hold.</content>
public sealed partial class ImageGrid
{
    /// <summary>The incoming weights of each unit of a fully connected layer as an image, blue below zero and vermillion above.</summary>
    /// <param name="weight">Shape [units, height · width], or [units, channels · height · width] with three channels.</param>
    /// <param name="size">[height, width] of the images that the layer sees, or [3, height, width].</param>
    /// <param name="range">Whether units share their colours' ends.</param>
    /// <exception cref="ShapeException">The weights do not fill images of that size.</exception>
    public static ImageGrid OfWeights(Tensor weight, Shape size, ImageRange range = ImageRange.PerTile)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2 || size.Rank is < 2 or > 3 || weight.Shape[1] != size.Count)
            throw new ShapeException($"Weights of shape {weight.Shape} do not make images of shape {size}: the last axis must have {size.Count} elements.", "Give the [height, width] of the layer's input.");
        Tensor images = weight.Detach().Reshape([weight.Shape[0], .. size.ToArray()]);
        return new ImageGrid("Weights") { Range = range, Map = ColorMap.Diverging }.Images(images);
    }

    /// <summary>
    /// The filters of a convolution. With one input channel in blue and vermillion, with three in colour; with more, a row for each filter and a column for
    /// each input channel.
    /// </summary>
    /// <param name="weight">Shape [filters, channels, height, width].</param>
    /// <param name="range">Whether filters share their colours' ends.</param>
    /// <exception cref="ShapeException">The tensor has not four axes.</exception>
    public static ImageGrid OfFilters(Tensor weight, ImageRange range = ImageRange.PerTile)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 4) throw new ShapeException($"Filters have shape [filters, channels, height, width]; this tensor has {weight.Shape}.", "OfWeights shows fully connected layers.");
        int channels = weight.Shape[1];
        Tensor images = channels is 1 or 3 ? weight.Detach() : weight.Detach().Reshape(weight.Shape[0] * channels, weight.Shape[2], weight.Shape[3]);
        var grid = new ImageGrid("Filters") { Range = range, Map = ColorMap.Diverging, Columns = channels is 1 or 3 ? 0 : channels };
        if (channels > 12) grid.Scale = Math.Max(1, Math.Floor(24.0 / Math.Max(weight.Shape[2], weight.Shape[3])));
        return grid.Images(images);
    }

    /// <summary>Each image with what a network made of it to its right.</summary>
    /// <param name="originals">Shape [n, channels, height, width] or [n, height, width].</param>
    /// <param name="reconstructions">The same shape.</param>
    /// <exception cref="ShapeException">The shapes differ, or are not those of images.</exception>
    public static ImageGrid Pairs(Tensor originals, Tensor reconstructions)
    {
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(reconstructions);
        if (originals.Shape != reconstructions.Shape) throw new ShapeException($"The originals have shape {originals.Shape}, the reconstructions {reconstructions.Shape}; they must be the same.");
        if (originals.Rank is < 3 or > 4) throw new ShapeException($"Images have shape [n, channels, height, width] or [n, height, width]; these have {originals.Shape}.", "Reshape flat outputs to images first.");
        var grid = new ImageGrid("Originals and reconstructions") { group = 2 };
        var first = new ImageGrid().Images(originals.Detach());
        var second = new ImageGrid().Images(reconstructions.Detach());
        for (int i = 0; i < first.tiles.Count; i++)
        {
            grid.tiles.Add(first.tiles[i]);
            grid.tiles.Add(second.tiles[i]);
        }

        return grid;
    }
}
