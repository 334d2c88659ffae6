using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Exchanges top and bottom of some images.</summary>
/// <param name="probability">How likely an image is mirrored, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
public sealed class RandomVerticalFlip(double probability = 0.5) : GeometricTransform
{
    readonly double probability = Probability.Require(probability);

    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override GeometricMap Draw(ImageSize size, Generator? generator) =>
        new(generator!.NextSingle() < probability ? AxisMap.Mirror(size.Height) : AxisMap.Whole(size.Height), AxisMap.Whole(size.Width));
}
