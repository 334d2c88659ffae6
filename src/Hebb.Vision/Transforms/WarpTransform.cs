using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>The family of transforms that bend Float32 images by a projection; all use one kernel.</summary>
public abstract class WarpTransform : ImageTransform
{
    readonly Interpolation interpolation;
    readonly float fill;

    private protected WarpTransform(Interpolation interpolation, float fill)
    {
        if (interpolation is not (Interpolation.Nearest or Interpolation.Bilinear)) throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Images are bent with Nearest or Bilinear interpolation.");
        (this.interpolation, this.fill) = (interpolation, fill);
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        if (Draw(size, generator!) is { } projection) Warp.Run(from, to, size, projection, interpolation == Interpolation.Bilinear, fill);
        else from.CopyTo(to);
    }

    /// <summary>The way of one image; null if it stays as it is.</summary>
    private protected abstract Projection? Draw(ImageSize size, Generator generator);
}
