using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Exchanges left and right of some images.</summary>
/// <param name="probability">How likely an image is mirrored, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
public sealed class RandomHorizontalFlip(double probability = 0.5) : GeometricTransform
{
    readonly double probability = Probability.Require(probability);

    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override GeometricMap Draw(ImageSize size, Generator? generator) =>
        new(AxisMap.Whole(size.Height), generator!.NextSingle() < probability ? AxisMap.Mirror(size.Width) : AxisMap.Whole(size.Width));
}
