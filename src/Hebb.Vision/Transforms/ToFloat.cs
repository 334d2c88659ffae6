using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Makes UInt8 images (0 to 255) Float32 ones (0 to 1): x / 255. Float32 images stay as they are.</summary>
public sealed class ToFloat : Transform
{
    readonly GeometricPass pass = new([], toFloat: true, normalize: null);

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators) => batch.DType == DType.Float32 ? batch : pass.Run(nameof(ToFloat), batch, generators);
}
