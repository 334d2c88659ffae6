using Hebb.Plots;

namespace Hebb.Vision.Insight;

/// <summary>An image with a map of heat laid over it.</summary>
internal static class Overlay
{
    /// <summary>
    /// Mixes each image, in grey, with the colours of its heat, (1 − a·h)·grey + a·h·colour(h): where there is no heat the image stays as it is.
    /// </summary>
    /// <param name="images">[n, channels, height, width]; each is stretched to 0 … 1.</param>
    /// <param name="heat">[n, height, width], 0 … 1; values beyond are cut off.</param>
    /// <param name="strength">a, how much of the image the greatest heat covers, 0 … 1.</param>
    /// <param name="map">The colours of heat.</param>
    /// <returns>Float32 [n, 3, height, width], 0 … 1.</returns>
    /// <exception cref="ShapeException">The shapes do not belong together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The strength lies outside 0 … 1.</exception>
    public static Tensor Of(Tensor images, Tensor heat, double strength = 0.75, ColorMap? map = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(heat);
        if (!(strength is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(strength), strength, "The strength of an overlay is a share, 0 … 1.");
        if (images.Rank != 4 || heat.Rank != 3 || heat.Shape[0] != images.Shape[0] || heat.Shape[1] != images.Shape[2] || heat.Shape[2] != images.Shape[3])
            throw new ShapeException($"An overlay takes images [n, channels, height, width] and heat [n, height, width] of the same size; it got {images.Shape} and {heat.Shape}.", "Interpolate the heat to the images' size.");
        using var quiet = Autograd.NoGrad();
        int n = images.Shape[0], area = images.Shape[2] * images.Shape[3];
        double[] grey = images.Detach().To(DType.Float64).Mean(1).ToArray<double>(), warm = heat.ToArray<double>();
        var mixed = new float[3 * n * area];
        for (int i = 0; i < n; i++)
        {
            float[] shades = InputImages.Stretched(grey.AsSpan(i * area, area));
            for (int p = 0; p < area; p++)
            {
                double h = Math.Clamp(warm[(i * area) + p], 0, 1), a = strength * h;
                Rgb color = (map ?? ColorMap.Viridis).At(h);
                int at = (3 * i * area) + p;
                mixed[at] = (float)(((1 - a) * shades[p]) + (a * color.R / 255));
                mixed[at + area] = (float)(((1 - a) * shades[p]) + (a * color.G / 255));
                mixed[at + (2 * area)] = (float)(((1 - a) * shades[p]) + (a * color.B / 255));
            }
        }

        return Tensor.Wrap(mixed, [n, 3, images.Shape[2], images.Shape[3]]);
    }
}
