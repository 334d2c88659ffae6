namespace Hebb.Vision.Transforms;

/// <summary>A transform that changes each Float32 image by itself. Derive from it to write your own: override <see cref="Change"/>.</summary>
/// <example><code>
/// sealed class Invert : ImageTransform
/// {
///     protected override void Change(ReadOnlySpan&lt;float&gt; from, Span&lt;float&gt; to, ImageSize size, Generator? generator)
///     {
///         for (int i = 0; i &lt; from.Length; i++) to[i] = 1 - from[i];
///     }
/// }
/// </code></example>
public abstract class ImageTransform : Transform
{
    /// <summary>The size that an image has afterwards; the same unless overridden. Throws for sizes that cannot be changed.</summary>
    /// <param name="size">The size that it has before.</param>
    protected virtual ImageSize SizeAfter(ImageSize size) => size;

    /// <summary>Changes one image.</summary>
    /// <param name="from">Its values: channel by channel, row by row.</param>
    /// <param name="to">Where the changed ones go; all must be written.</param>
    /// <param name="size">The image's size.</param>
    /// <param name="generator">Its randomness; null unless <see cref="Transform.IsRandom"/>.</param>
    protected abstract void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator);

    /// <inheritdoc/>
    protected internal sealed override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        RequireFloat(batch);
        int count = batch.Shape[0];
        ImageSize size = ImageSize.Of(batch), after = SizeAfter(size);
        Tensor result = Tensor.Uninitialized([count, after.Channels, after.Height, after.Width], DType.Float32);
        using var source = batch.Open<float>();
        using var target = result.Open<float>();
        Span<float> from = source.Span(batch.Count), to = target.Span(result.Count);
        for (int i = 0; i < count; i++)
            Change(from.Slice(i * size.Count, size.Count), to.Slice(i * after.Count, after.Count), size, IsRandom ? generators[i] : null);
        return result;
    }
}
