using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Takes the colour out of Float32 images: 0.2989 r + 0.587 g + 0.114 b.</summary>
/// <param name="channels">1, or 3 for three equal ones.</param>
/// <exception cref="ArgumentOutOfRangeException">Another number of channels.</exception>
public sealed class Grayscale(int channels = 1) : ImageTransform
{
    readonly int channels = channels is 1 or 3 ? channels : throw new ArgumentOutOfRangeException(nameof(channels), channels, "Grayscale makes 1 channel, or 3 equal ones.");

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => ColorKernel.Require(nameof(Grayscale), size) with { Channels = channels };

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        Span<float> gray = to[..size.Area];
        ColorKernel.Gray(from, gray, size);
        for (int c = 1; c < channels; c++) gray.CopyTo(to[(c * size.Area)..]);
    }
}
