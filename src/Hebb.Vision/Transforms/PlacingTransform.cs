using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>The family of transforms that only move pixels: they take Float32 and UInt8 pictures, and <see cref="Compose"/> does neighbours in one pass.</summary>
public abstract class PlacingTransform : Transform, IPlacing
{
    readonly PlacementPass pass;

    private protected PlacingTransform() => pass = new PlacementPass([this], toFloat: false, normalize: null);

    float? IPlacing.Fill => Outside;

    private protected virtual float? Outside => null;

    PictureSize IPlacing.SizeAfter(PictureSize size) => SizeAfter(size);

    Placement IPlacing.Draw(PictureSize size, Generator? generator) => Draw(size, generator);

    /// <inheritdoc/>
    protected internal sealed override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators) => pass.Run(Name, batch, generators);

    private protected virtual PictureSize SizeAfter(PictureSize size) => size;

    private protected abstract Placement Draw(PictureSize size, Generator? generator);
}
