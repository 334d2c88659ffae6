using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>Makes of a model's inputs what can be shown: one or three channels.</summary>
static class InputImages
{
    /// <summary>[n, 1 or 3, height, width] of [n, channels, height, width]; the mean where there are other numbers of channels. Null for inputs that are no images.</summary>
    public static Tensor? Of(Tensor x)
    {
        using var quiet = Autograd.NoGrad();
        if (x.Rank == 3) return x.Detach().Unsqueeze(1);
        if (x.Rank != 4) return null;
        return x.Shape[1] is 1 or 3 ? x.Detach() : x.Detach().To(DType.Float32).Mean(1, keepDims: true);
    }

    /// <summary>Values from 0 (the least) to 1 (the greatest) of each image.</summary>
    public static float[] Stretched(ReadOnlySpan<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double v in values) (low, high) = (Math.Min(low, v), Math.Max(high, v));
        var result = new float[values.Length];
        for (int i = 0; i < result.Length; i++) result[i] = high > low ? (float)((values[i] - low) / (high - low)) : 0;
        return result;
    }

    /// <summary>A grid of inputs, each followed by what belongs to it.</summary>
    public static ImageGrid Beside(string title, Tensor images, IReadOnlyList<string> captions, params ReadOnlySpan<(Tensor Maps, ColorMap Map, string Caption)> others)
    {
        int n = images.Shape[0];
        var grid = new ImageGrid(title) { Range = ImageRange.Unit, Columns = n == 1 ? 1 + others.Length : (1 + others.Length) * Math.Max(1, 8 / (1 + others.Length)) };
        using var quiet = Autograd.NoGrad();
        for (int i = 0; i < n; i++)
        {
            grid.Image(Colored(images.Select(0, i), ColorMap.Gray), captions[i]);
            foreach ((Tensor maps, ColorMap map, string caption) in others)
            {
                // A map around zero is white there, and on dark pages dark; so its colours are left to the grid.
                if (map.IsDiverging) grid.Image(maps.Select(0, i), caption, map);
                else grid.Image(Colored(maps.Select(0, i), map), caption);
            }
        }

        return grid;
    }

    /// <summary>One image in colours of 0 … 1, [3, height, width]: a map through its colours from its least to its greatest value, centred on 0 where the colours are.</summary>
    public static Tensor Colored(Tensor image, ColorMap map)
    {
        double[] values = image.ToArray<double>();
        if (image.Rank == 3 && image.Shape[0] == 3) return Tensor.From(Stretched(values), image.Shape);
        int area = values.Length;
        float[] shares;
        if (map.IsDiverging)
        {
            double max = values.Max(Math.Abs);
            shares = [.. values.Select(v => max > 0 ? (float)(0.5 + (v / max / 2)) : 0.5f)];
        }
        else
        {
            shares = Stretched(values);
        }

        var rgb = new float[3 * area];
        for (int i = 0; i < area; i++)
        {
            Rgb color = map.At(shares[i]);
            (rgb[i], rgb[area + i], rgb[(2 * area) + i]) = (color.R / 255f, color.G / 255f, color.B / 255f);
        }

        return Tensor.From(rgb, [3, image.Shape[-2], image.Shape[-1]]);
    }
}
