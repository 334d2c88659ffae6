using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Shows some Float32 images as if from another side: each corner moves inwards by its own random amounts.</summary>
public sealed class RandomPerspective : WarpTransform
{
    readonly double distortion;
    readonly double probability;

    /// <summary>Sets how much.</summary>
    /// <param name="distortion">How far a corner may move, as a fraction of half the width and half the height; 0 to 1.</param>
    /// <param name="probability">How likely an image is changed.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="fill">The value of what lies outside of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distortion or the probability is not from 0 to 1, or the interpolation is bicubic.</exception>
    public RandomPerspective(double distortion = 0.5, double probability = 0.5, Interpolation interpolation = Interpolation.Bilinear, float fill = 0)
        : base(interpolation, fill)
    {
        if (!(distortion is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(distortion), distortion, "RandomPerspective's distortion is a fraction of half the image, from 0 to 1.");
        this.distortion = distortion;
        this.probability = Probability.Require(probability);
    }

    private protected override Projection? Draw(ImageSize size, Generator generator)
    {
        if (generator.NextSingle() >= probability || size.Width < 2 || size.Height < 2) return null;
        int right = size.Width - 1, bottom = size.Height - 1;
        int x = Math.Min((int)(distortion * (size.Width / 2)), (right - 1) / 2), y = Math.Min((int)(distortion * (size.Height / 2)), (bottom - 1) / 2);
        Span<double> to =
        [
            generator.NextInt(0, x + 1), generator.NextInt(0, y + 1), right - generator.NextInt(0, x + 1), generator.NextInt(0, y + 1),
            right - generator.NextInt(0, x + 1), bottom - generator.NextInt(0, y + 1), generator.NextInt(0, x + 1), bottom - generator.NextInt(0, y + 1),
        ];
        return Through([0, 0, right, 0, right, bottom, 0, bottom], to);
    }

    /// <summary>The projection for corners as torchvision counts them: its points lie on a grid whose pixels have their centres at ½.</summary>
    internal static Projection Through(ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        // torchvision solves with whole numbers as the corners and then asks at centres x + ½, taking ½ off again; so the points move by −½ in our count.
        Span<double> source = stackalloc double[8], target = stackalloc double[8];
        for (int i = 0; i < 8; i++) (source[i], target[i]) = (from[i] - 0.5, to[i] - 0.5);
        return Projection.Between(source, target);
    }
}
