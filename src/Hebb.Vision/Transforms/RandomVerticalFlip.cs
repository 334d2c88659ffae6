using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Exchanges top and bottom of some pictures.</summary>
/// <param name="probability">How likely a picture is mirrored, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
public sealed class RandomVerticalFlip(double probability = 0.5) : PlacingTransform
{
    readonly double probability = Probability.Require(probability);

    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override Placement Draw(PictureSize size, Generator? generator) =>
        new(generator!.NextSingle() < probability ? PlacedAxis.Mirror(size.Height) : PlacedAxis.Whole(size.Height), PlacedAxis.Whole(size.Width));
}
