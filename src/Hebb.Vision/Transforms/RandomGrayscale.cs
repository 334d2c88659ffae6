using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Takes the colour out of some Float32 images; their number of channels stays.</summary>
/// <param name="probability">How likely an image becomes grey.</param>
/// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
public sealed class RandomGrayscale(double probability = 0.1) : ImageTransform
{
    readonly double probability = Probability.Require(probability);

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => ColorKernel.Require(nameof(RandomGrayscale), size);

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        if (generator!.NextSingle() >= probability)
        {
            from.CopyTo(to);
            return;
        }

        Span<float> gray = to[..size.Area];
        ColorKernel.Gray(from, gray, size);
        for (int c = 1; c < size.Channels; c++) gray.CopyTo(to[(c * size.Area)..]);
    }
}
