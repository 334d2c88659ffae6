using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Cuts a part of random size, shape and place out of each Float32 or UInt8 image and resizes it: how networks are trained on ImageNet.</summary>
/// <remarks>
/// C. Szegedy et al.: Going deeper with convolutions (2015). The part's area is a uniform share of the image's, the logarithm of width / height is uniform. After ten parts that
/// do not fit, the middle of the image is taken, with the nearest allowed shape.
/// </remarks>
public sealed class RandomResizedCrop : Transform
{
    const int Attempts = 10;

    readonly int height;
    readonly int width;
    readonly UniformRange area;
    readonly UniformRange ratio;
    readonly Interpolation interpolation;

    /// <summary>Sets the ranges.</summary>
    /// <param name="side">The side of the square that results.</param>
    /// <param name="area">The part's share of the image: 0.08 to 1 unless given.</param>
    /// <param name="ratio">The part's width divided by its height: ¾ to 4/3 unless given.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    public RandomResizedCrop(int side, (double Low, double High)? area = null, (double Low, double High)? ratio = null, Interpolation interpolation = Interpolation.Bilinear)
        : this(side, side, area, ratio, interpolation)
    {
    }

    /// <summary>Sets the ranges.</summary>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="area">The part's share of the image: 0.08 to 1 unless given.</param>
    /// <param name="ratio">The part's width divided by its height: ¾ to 4/3 unless given.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or a range does not lie above 0 (the area's, up to 1).</exception>
    public RandomResizedCrop(int height, int width, (double Low, double High)? area = null, (double Low, double High)? ratio = null, Interpolation interpolation = Interpolation.Bilinear)
    {
        this.height = CropSize.Require(height, nameof(height));
        this.width = CropSize.Require(width, nameof(width));
        this.area = ((ValueRange)(area ?? (0.08, 1))).Around(0).Within(double.Epsilon, 1, nameof(RandomResizedCrop), nameof(area));
        this.ratio = ((ValueRange)(ratio ?? (3 / 4.0, 4 / 3.0))).Around(0).Within(double.Epsilon, double.MaxValue, nameof(RandomResizedCrop), nameof(ratio));
        this.interpolation = interpolation;
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        if (batch.DType is not (DType.Float32 or DType.UInt8)) throw new DTypeException($"RandomResizedCrop changes images of Float32 or UInt8; it got {batch.DType}.", "Convert them first: x.To(DType.Float32).");
        ImageSize size = ImageSize.Of(batch);
        if (size.Area == 0) throw new ShapeException($"RandomResizedCrop cannot make anything of images without pixels: {batch.Shape} came.");
        Tensor result = Tensor.Uninitialized([batch.Shape[0], size.Channels, height, width], batch.DType);
        for (int i = 0; i < batch.Shape[0]; i++)
        {
            (int top, int left, int h, int w) = Part(size, generators[i]);
            var rows = new ResizeWeights(h, height, interpolation);
            var columns = new ResizeWeights(w, width, interpolation);
            for (int p = i * size.Channels; p < (i + 1) * size.Channels; p++)
            {
                if (batch.DType == DType.UInt8)
                {
                    using var source = batch.Open<byte>();
                    using var target = result.Open<byte>();
                    ResizeKernel.Run(
                        source.Span(batch.Count).Slice(p * size.Area, size.Area), size.Width, top, left, h, w, rows, columns,
                        target.Span(result.Count).Slice(p * height * width, height * width), height, width);
                }
                else
                {
                    using var source = batch.Open<float>();
                    using var target = result.Open<float>();
                    ResizeKernel.Run(
                        source.Span(batch.Count).Slice(p * size.Area, size.Area), size.Width, top, left, w, rows, columns,
                        target.Span(result.Count).Slice(p * height * width, height * width), height, width);
                }
            }
        }

        return result;
    }

    (int Top, int Left, int Height, int Width) Part(ImageSize size, Generator generator)
    {
        var logarithms = new UniformRange(Math.Log(ratio.Low), Math.Log(ratio.High));
        for (int i = 0; i < Attempts; i++)
        {
            double target = size.Area * area.Draw(generator), shape = Math.Exp(logarithms.Draw(generator));
            int w = (int)Math.Round(Math.Sqrt(target * shape)), h = (int)Math.Round(Math.Sqrt(target / shape));
            if (w > 0 && w <= size.Width && h > 0 && h <= size.Height)
                return (generator.NextInt(0, size.Height - h + 1), generator.NextInt(0, size.Width - w + 1), h, w);
        }

        double own = (double)size.Width / size.Height;
        int allHeight = size.Height, allWidth = size.Width;
        if (own < ratio.Low) allHeight = Math.Clamp((int)Math.Round(allWidth / ratio.Low), 1, size.Height);
        else if (own > ratio.High) allWidth = Math.Clamp((int)Math.Round(allHeight * ratio.High), 1, size.Width);
        return ((size.Height - allHeight) / 2, (size.Width - allWidth) / 2, allHeight, allWidth);
    }
}
