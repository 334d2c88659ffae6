using Hebb.Images;

namespace Hebb.Vision.Transforms;

/// <summary>Makes Float32 images (0 to 1) UInt8 ones (0 to 255): the nearest whole number to 255 x, halves to the even one; what lies outside is clipped, NaN becomes 0. UInt8 images stay.</summary>
public sealed class ToBytes : Transform
{
    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        if (batch.DType == DType.UInt8) return batch;
        RequireFloat(batch);
        Tensor result = Tensor.Uninitialized(batch.Shape, DType.UInt8);
        using var source = batch.Open<float>();
        using var target = result.Open<byte>();
        Span<float> from = source.Span(batch.Count);
        Span<byte> to = target.Span(result.Count);
        for (int i = 0; i < from.Length; i++) to[i] = Image.Level(from[i] * 255);
        return result;
    }
}
