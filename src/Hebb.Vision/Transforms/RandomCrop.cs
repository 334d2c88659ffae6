using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Cuts a part out of each image, every place equally likely, after pixels of one value were added around it.</summary>
/// <param name="height">Rows of the part.</param>
/// <param name="width">Columns of the part; as many as rows unless given.</param>
/// <param name="padding">Pixels to add on every side first.</param>
/// <param name="fill">The value of the added pixels, in the images' own unit.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the padding is negative.</exception>
public sealed class RandomCrop(int height, int? width = null, int padding = 0, float fill = 0) : GeometricTransform
{
    readonly int height = CropSize.Require(height, nameof(height));
    readonly int width = CropSize.Require(width ?? height, nameof(width));
    readonly int padding = padding >= 0 ? padding : throw new ArgumentOutOfRangeException(nameof(padding), padding, "RandomCrop's padding is a number of pixels, 0 or more.");

    /// <inheritdoc/>
    public override bool IsRandom => true;

    private protected override float? Outside => padding > 0 ? fill : null;

    private protected override ImageSize SizeAfter(ImageSize size) => CropSize.Require(nameof(RandomCrop), size, height, width, padding);

    private protected override GeometricMap Draw(ImageSize size, Generator? generator)
    {
        int top = generator!.NextInt(0, size.Height + (2 * padding) - height + 1), left = generator.NextInt(0, size.Width + (2 * padding) - width + 1);
        return new GeometricMap(AxisMap.Part(top - padding, height, size.Height), AxisMap.Part(left - padding, width, size.Width));
    }
}
