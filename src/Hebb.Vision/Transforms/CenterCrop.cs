using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Cuts the middle out of images; where the sides cannot be equal, as torchvision does: ⌊(size − cut)/2⌉ is cut off at the top and the left, halves to the even number.</summary>
/// <param name="height">Rows to keep.</param>
/// <param name="width">Pixels of a row to keep.</param>
/// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
public sealed class CenterCrop(int height, int width) : GeometricTransform
{
    readonly int height = CropSize.Require(height, nameof(height));
    readonly int width = CropSize.Require(width, nameof(width));

    /// <summary>Cuts a square.</summary>
    /// <param name="side">Its side.</param>
    public CenterCrop(int side)
        : this(side, side)
    {
    }

    private protected override ImageSize SizeAfter(ImageSize size) => CropSize.Require(nameof(CenterCrop), size, height, width, 0);

    private protected override GeometricMap Draw(ImageSize size, Generator? generator) => new(
        AxisMap.Part((int)Math.Round((size.Height - height) / 2.0), height, size.Height), AxisMap.Part((int)Math.Round((size.Width - width) / 2.0), width, size.Width));
}
