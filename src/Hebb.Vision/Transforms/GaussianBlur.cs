using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Blurs Float32 images with a Gaussian of fixed or random width; outside, an image continues as its mirror image.</summary>
public sealed class GaussianBlur : ImageTransform
{
    readonly int kernel;
    readonly UniformRange sigma;

    /// <summary>Blurs every image alike.</summary>
    /// <param name="kernel">How many pixels wide the kernel is: odd.</param>
    /// <param name="sigma">The Gaussian's standard deviation in pixels, above 0.</param>
    public GaussianBlur(int kernel, double sigma)
        : this(kernel, (sigma, sigma))
    {
    }

    /// <summary>Blurs each image by its own random width.</summary>
    /// <param name="kernel">How many pixels wide the kernel is: odd.</param>
    /// <param name="sigma">The range of the Gaussian's standard deviation in pixels, above 0; (0.1, 2) is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kernel is even or not positive, or the range does not lie above 0.</exception>
    public GaussianBlur(int kernel, (double Low, double High) sigma)
    {
        if (kernel < 1 || kernel % 2 == 0) throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "GaussianBlur's kernel has a middle: its width must be odd, such as 3 or 5.");
        this.kernel = kernel;
        this.sigma = ((ValueRange)sigma).Around(0).Within(1e-3, 1e6, nameof(GaussianBlur), nameof(sigma));
    }

    /// <inheritdoc/>
    public override bool IsRandom => sigma.Low != sigma.High;

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => Math.Min(size.Height, size.Width) > kernel / 2
        ? size
        : throw new ShapeException($"GaussianBlur with a kernel of {kernel} pixels needs images of at least {(kernel / 2) + 1} × {(kernel / 2) + 1}; these have {size.Height} × {size.Width}.", "Use a smaller kernel.");

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        float[] weights = GaussianKernel.Weights(kernel, IsRandom ? sigma.Draw(generator!) : sigma.Low);
        for (int c = 0; c < size.Channels; c++) GaussianKernel.Blur(from.Slice(c * size.Area, size.Area), to.Slice(c * size.Area, size.Area), size.Height, size.Width, weights, weights);
    }
}
