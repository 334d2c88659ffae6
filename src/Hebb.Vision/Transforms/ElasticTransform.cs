using System.Buffers;
using System.Numerics.Tensors;
using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Bends Float32 images like rubber: every pixel moves by random amounts, smoothed so that neighbours move alike.</summary>
/// <remarks>
/// P. Simard, D. Steinkraus, J. Platt: Best practices for convolutional neural networks applied to visual document analysis (2003). As in torchvision, the amounts are uniform in
/// −1 … 1, blurred with a Gaussian of σ pixels, times α/2 pixels.
/// </remarks>
public sealed class ElasticTransform : ImageTransform
{
    readonly double alpha;
    readonly double sigma;
    readonly bool isBilinear;
    readonly float fill;

    /// <summary>Sets how much and how smoothly.</summary>
    /// <param name="alpha">How far pixels move; 0 or more.</param>
    /// <param name="sigma">How smoothly, in pixels; above 0. The image must be larger than 4 σ.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="fill">The value of what lies outside of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is out of its range, or the interpolation is bicubic.</exception>
    public ElasticTransform(double alpha = 50, double sigma = 5, Interpolation interpolation = Interpolation.Bilinear, float fill = 0)
    {
        if (!(alpha >= 0 && double.IsFinite(alpha))) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "ElasticTransform's alpha says how far pixels move: finite, 0 or more.");
        if (!(sigma > 0 && sigma < 1e4)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "ElasticTransform's sigma says over how many pixels the movement is smoothed: above 0.");
        if (interpolation is not (Interpolation.Nearest or Interpolation.Bilinear)) throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Images are bent with Nearest or Bilinear interpolation.");
        (this.alpha, this.sigma, this.fill) = (alpha, sigma, fill);
        isBilinear = interpolation == Interpolation.Bilinear;
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    int Kernel => (int)((8 * sigma) + 1) | 1;

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => Math.Min(size.Height, size.Width) > Kernel / 2
        ? size
        : throw new ShapeException($"ElasticTransform smooths over {Kernel} pixels and needs images of at least {(Kernel / 2) + 1} × {(Kernel / 2) + 1}; these have {size.Height} × {size.Width}.", "Use a smaller sigma.");

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(3 * size.Area);
        Span<float> noise = rented.AsSpan(0, size.Area), x = rented.AsSpan(size.Area, size.Area), y = rented.AsSpan(2 * size.Area, size.Area);
        float[] weights = GaussianKernel.Weights(Kernel, sigma);
        Draw(noise, x, size, weights, generator!);
        Draw(noise, y, size, weights, generator!);
        Warp.Run(from, to, size, x, y, isBilinear, fill);
        ArrayPool<float>.Shared.Return(rented);
    }

    void Draw(Span<float> noise, Span<float> shift, ImageSize size, float[] weights, Generator generator)
    {
        generator.Uniform(noise, -1, 1);
        GaussianKernel.Blur(noise, shift, size.Height, size.Width, weights, weights);
        TensorPrimitives.Multiply(shift, (float)(alpha / 2), shift);
    }
}
