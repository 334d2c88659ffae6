using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Exchanges left and right of some pictures.</summary>
/// <param name="probability">How likely a picture is mirrored, 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
public sealed class RandomHorizontalFlip(double probability = 0.5) : PlacingTransform
{
    readonly double probability = Probability.Require(probability);

    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override Placement Draw(PictureSize size, Generator? generator) =>
        new(PlacedAxis.Whole(size.Height), generator!.NextSingle() < probability ? PlacedAxis.Mirror(size.Width) : PlacedAxis.Whole(size.Width));
}
