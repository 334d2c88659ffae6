namespace Hebb.Vision.Transforms;

/// <summary>
/// Turns, scales and shifts every picture of a batch by its own small random amounts, so that a network sees each training picture a little differently
/// in every epoch. Points between pixels are interpolated bilinearly; what lies outside the picture is 0.
/// </summary>
/// <remarks>The amounts are uniform in the given ranges. A generator belongs to one thread, and so does this transform.</remarks>
public sealed class RandomAffine
{
    readonly double radians;
    readonly double shift;
    readonly double scale;
    readonly Generator generator;

    /// <summary>Sets the ranges.</summary>
    /// <param name="degrees">The largest turn either way, in degrees.</param>
    /// <param name="translate">The largest shift along each axis, as a fraction of the picture's height and width.</param>
    /// <param name="scale">The largest change of size: 0.1 for factors from 0.9 to 1.1. Below 1.</param>
    /// <param name="generator">Where the amounts come from; the default generator unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range is negative or not finite, or <paramref name="scale"/> is 1 or more.</exception>
    public RandomAffine(double degrees = 0, double translate = 0, double scale = 0, Generator? generator = null)
    {
        RequireRange(degrees, nameof(degrees), double.MaxValue);
        RequireRange(translate, nameof(translate), double.MaxValue);
        RequireRange(scale, nameof(scale), Math.BitDecrement(1.0));
        radians = degrees * Math.PI / 180;
        shift = translate;
        this.scale = scale;
        this.generator = generator ?? Generator.Default;
    }

    /// <summary>A changed copy of a batch of pictures, without a gradient.</summary>
    /// <param name="images">Float32 [n, channels, height, width].</param>
    /// <exception cref="ShapeException">The batch has not four axes.</exception>
    /// <exception cref="DTypeException">The batch does not hold Float32.</exception>
    public Tensor Apply(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Rank != 4) throw new ShapeException($"RandomAffine changes batches of pictures [n, channels, height, width]; it got shape {images.Shape}.", "Unsqueeze(0) makes one picture a batch.");
        if (images.DType != DType.Float32) throw new DTypeException($"RandomAffine changes Float32 pictures; it got {images.DType}.", "Convert them first: images.To(DType.Float32).");
        int count = images.Shape[0], channels = images.Shape[1], height = images.Shape[2], width = images.Shape[3];
        float[] source = images.ToArray<float>();
        var target = new float[source.Length];
        for (int i = 0; i < count; i++)
        {
            double turn = Within(radians), size = 1 + Within(scale), down = Within(shift) * height, right = Within(shift) * width;
            double cos = Math.Cos(turn) / size, sin = Math.Sin(turn) / size;
            for (int c = 0; c < channels; c++)
            {
                int plane = (i * channels + c) * height * width;
                Warp(source.AsSpan(plane, height * width), target.AsSpan(plane, height * width), height, width, cos, sin, down, right);
            }
        }

        return Tensor.Wrap(target, images.Shape);
    }

    // Each target pixel asks where it came from: back by the shift, then turned and scaled about the centre.
    static void Warp(ReadOnlySpan<float> source, Span<float> target, int height, int width, double cos, double sin, double down, double right)
    {
        double middleY = (height - 1) / 2.0, middleX = (width - 1) / 2.0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double v = y - middleY - down, u = x - middleX - right;
                target[y * width + x] = Sample(source, height, width, middleY + sin * u + cos * v, middleX + cos * u - sin * v);
            }
        }
    }

    static float Sample(ReadOnlySpan<float> source, int height, int width, double y, double x)
    {
        int top = (int)Math.Floor(y), left = (int)Math.Floor(x);
        float fy = (float)(y - top), fx = (float)(x - left);
        return (1 - fy) * ((1 - fx) * At(source, height, width, top, left) + fx * At(source, height, width, top, left + 1))
            + fy * ((1 - fx) * At(source, height, width, top + 1, left) + fx * At(source, height, width, top + 1, left + 1));
    }

    static float At(ReadOnlySpan<float> source, int height, int width, int y, int x) =>
        (uint)y < (uint)height && (uint)x < (uint)width ? source[y * width + x] : 0;

    static void RequireRange(double value, string name, double most)
    {
        if (!(value >= 0 && value <= most))
            throw new ArgumentOutOfRangeException(name, value, $"RandomAffine's {name} is the largest change either way: it must be 0 or more{(most < 1 ? " and below 1" : string.Empty)}.");
    }

    double Within(double range) => range == 0 ? 0 : (2 * generator.NextDouble() - 1) * range;
}
