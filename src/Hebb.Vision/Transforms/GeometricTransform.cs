using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>The family of transforms that only move pixels: they take Float32 and UInt8 images, and <see cref="Compose"/> does neighbours in one pass.</summary>
public abstract class GeometricTransform : Transform, IGeometricTransform
{
    readonly GeometricPass pass;

    private protected GeometricTransform() => pass = new GeometricPass([this], toFloat: false, normalize: null);

    float? IGeometricTransform.Fill => Outside;

    private protected virtual float? Outside => null;

    ImageSize IGeometricTransform.SizeAfter(ImageSize size) => SizeAfter(size);

    GeometricMap IGeometricTransform.Draw(ImageSize size, Generator? generator) => Draw(size, generator);

    /// <inheritdoc/>
    protected internal sealed override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators) => pass.Run(Name, batch, generators);

    private protected virtual ImageSize SizeAfter(ImageSize size) => size;

    private protected abstract GeometricMap Draw(ImageSize size, Generator? generator);
}
