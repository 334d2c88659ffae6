using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Paints over a random rectangle of some Float32 images, so that a network does not rely on one spot.</summary>
/// <remarks>Z. Zhong et al.: Random erasing data augmentation (2017). Usually the last transform, after Normalize.</remarks>
public sealed class RandomErasing : ImageTransform
{
    const int Attempts = 10;

    readonly double probability;
    readonly UniformRange area;
    readonly UniformRange ratio;
    readonly float? value;

    /// <summary>Sets the ranges.</summary>
    /// <param name="probability">How likely an image is changed.</param>
    /// <param name="area">The rectangle's share of the image: 0.02 to 0.33 unless given.</param>
    /// <param name="ratio">Its height divided by its width: 0.3 to 3.3 unless given; the logarithm is uniform.</param>
    /// <param name="value">What it is painted with; null for noise of mean 0 and standard deviation 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1, or a range does not lie above 0 (the area's, up to 1).</exception>
    public RandomErasing(double probability = 0.5, (double Low, double High)? area = null, (double Low, double High)? ratio = null, float? value = 0)
    {
        this.probability = Probability.Require(probability);
        this.area = ((ValueRange)(area ?? (0.02, 0.33))).Around(0).Within(double.Epsilon, 1, nameof(RandomErasing), nameof(area));
        this.ratio = ((ValueRange)(ratio ?? (0.3, 3.3))).Around(0).Within(double.Epsilon, double.MaxValue, nameof(RandomErasing), nameof(ratio));
        this.value = value;
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        from.CopyTo(to);
        if (generator!.NextSingle() >= probability) return;
        var logarithms = new UniformRange(Math.Log(ratio.Low), Math.Log(ratio.High));
        for (int i = 0; i < Attempts; i++)
        {
            double target = size.Area * area.Draw(generator), shape = Math.Exp(logarithms.Draw(generator));
            int height = (int)Math.Round(Math.Sqrt(target * shape)), width = (int)Math.Round(Math.Sqrt(target / shape));
            if (height >= size.Height || width >= size.Width) continue;
            Paint(to, size, generator.NextInt(0, size.Height - height + 1), generator.NextInt(0, size.Width - width + 1), height, width, generator);
            return;
        }
    }

    void Paint(Span<float> image, ImageSize size, int top, int left, int height, int width, Generator generator)
    {
        for (int c = 0; c < size.Channels; c++)
        {
            for (int y = top; y < top + height; y++)
            {
                Span<float> row = image.Slice((c * size.Area) + (y * size.Width) + left, width);
                if (value is { } one) row.Fill(one);
                else generator.Normal(row);
            }
        }
    }
}
