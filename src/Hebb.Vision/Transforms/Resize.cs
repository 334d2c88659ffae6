using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Makes images of Float32 or UInt8 larger or smaller, without jagged edges: as Pillow does, and torchvision with antialias on.</summary>
/// <remarks>Bicubic results may overshoot: Float32 values a little below 0 or above 1 are kept, UInt8 ones are clipped.</remarks>
public sealed class Resize : Transform
{
    readonly int height;
    readonly int width;
    readonly Interpolation interpolation;

    /// <summary>Gives the shorter side a length; the longer one follows, rounded down.</summary>
    /// <param name="shorterSide">Pixels.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is not positive, or the interpolation is none of the three.</exception>
    public Resize(int shorterSide, Interpolation interpolation = Interpolation.Bilinear)
        : this(CropSize.Require(shorterSide, nameof(shorterSide)), 0, interpolation, isChecked: true)
    {
    }

    /// <summary>Gives both sides a length.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or the interpolation is none of the three.</exception>
    public Resize(int height, int width, Interpolation interpolation = Interpolation.Bilinear)
        : this(CropSize.Require(height, nameof(height)), CropSize.Require(width, nameof(width)), interpolation, isChecked: true)
    {
    }

    Resize(int height, int width, Interpolation interpolation, bool isChecked)
    {
        if (!isChecked || interpolation is < Interpolation.Nearest or > Interpolation.Bicubic) throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Resize knows Nearest, Bilinear and Bicubic.");
        (this.height, this.width, this.interpolation) = (height, width, interpolation);
    }

    /// <inheritdoc/>
    protected internal override Tensor Run(Tensor batch, ReadOnlySpan<Generator> generators)
    {
        ImageSize size = ImageSize.Of(batch), after = SizeAfter(size);
        if (batch.DType is not (DType.Float32 or DType.UInt8)) throw new DTypeException($"Resize changes images of Float32 or UInt8; it got {batch.DType}.", "Convert them first: x.To(DType.Float32).");
        if (size.Area == 0) throw new ShapeException($"Resize cannot make anything of images without pixels: {batch.Shape} came.");
        if (size == after) return batch;
        var rows = new ResizeWeights(size.Height, after.Height, interpolation);
        var columns = new ResizeWeights(size.Width, after.Width, interpolation);
        int planes = batch.Shape[0] * size.Channels;
        Tensor result = Tensor.Uninitialized([batch.Shape[0], after.Channels, after.Height, after.Width], batch.DType);
        if (batch.DType == DType.UInt8)
        {
            using var source = batch.Open<byte>();
            using var target = result.Open<byte>();
            for (int p = 0; p < planes; p++)
            {
                ResizeKernel.Run(
                    source.Span(batch.Count).Slice(p * size.Area, size.Area), size.Width, 0, 0, size.Height, size.Width, rows, columns,
                    target.Span(result.Count).Slice(p * after.Area, after.Area), after.Height, after.Width);
            }
        }
        else
        {
            using var source = batch.Open<float>();
            using var target = result.Open<float>();
            for (int p = 0; p < planes; p++)
            {
                ResizeKernel.Run(
                    source.Span(batch.Count).Slice(p * size.Area, size.Area), size.Width, 0, 0, size.Width, rows, columns,
                    target.Span(result.Count).Slice(p * after.Area, after.Area), after.Height, after.Width);
            }
        }

        return result;
    }

    ImageSize SizeAfter(ImageSize size)
    {
        if (width > 0) return size with { Height = height, Width = width };
        return size.Width <= size.Height
            ? size with { Height = Shape.Checked((long)height * size.Height / Math.Max(size.Width, 1), "The height of the resized image"), Width = height }
            : size with { Height = height, Width = Shape.Checked((long)height * size.Width / Math.Max(size.Height, 1), "The width of the resized image") };
    }
}
