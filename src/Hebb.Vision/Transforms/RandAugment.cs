using System.Buffers;
using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Changes each Float32 image by some operations drawn from a published list of fourteen, all equally strong: two numbers are all there is to choose.</summary>
/// <remarks>
/// E. Cubuk, B. Zoph, J. Shlens, Q. Le: RandAugment (2019). The list and its strengths are torchvision's; at strength m of 0 … 30: identity; shears up to 0.3; shifts up to 150/331 of a side;
/// turns up to 30°; brightness, colour, contrast and sharpness by factors up to 1 ± 0.9; posterize to 8 … 4 bits; solarize from 255 … 0; stretched and equalised contrast. Directions are drawn at random.
/// </remarks>
public sealed class RandAugment : ImageTransform
{
    const int Strongest = 30;

    readonly int operations;
    readonly int magnitude;
    readonly bool isBilinear;
    readonly float fill;

    /// <summary>Sets how much.</summary>
    /// <param name="operations">How many operations follow one another.</param>
    /// <param name="magnitude">How strong they are, 0 to 30.</param>
    /// <param name="interpolation">Nearest or bilinear, for those that move pixels.</param>
    /// <param name="fill">The value of what lies outside of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of operations is negative, the magnitude is not from 0 to 30, or the interpolation is bicubic.</exception>
    public RandAugment(int operations = 2, int magnitude = 9, Interpolation interpolation = Interpolation.Nearest, float fill = 0)
    {
        if (operations < 0) throw new ArgumentOutOfRangeException(nameof(operations), operations, "RandAugment applies 0 or more operations; 2 is usual.");
        if (magnitude is < 0 or > Strongest) throw new ArgumentOutOfRangeException(nameof(magnitude), magnitude, $"RandAugment's magnitude goes from 0 to {Strongest}; 9 is usual.");
        if (interpolation is not (Interpolation.Nearest or Interpolation.Bilinear)) throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Images are bent with Nearest or Bilinear interpolation.");
        (this.operations, this.magnitude, this.fill) = (operations, magnitude, fill);
        isBilinear = interpolation == Interpolation.Bilinear;
    }

    internal enum Operation
    {
        Identity, ShearX, ShearY, TranslateX, TranslateY, Rotate, Brightness, Color, Contrast, Sharpness, Posterize, Solarize, AutoContrast, Equalize,
    }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override ImageSize SizeAfter(ImageSize size) => ColorKernel.Require(nameof(RandAugment), size);

    /// <inheritdoc/>
    protected override void Change(ReadOnlySpan<float> from, Span<float> to, ImageSize size, Generator? generator)
    {
        from.CopyTo(to);
        float[] rented = ArrayPool<float>.Shared.Rent(size.Count);
        for (int i = 0; i < operations; i++)
        {
            var operation = (Operation)generator!.NextInt(0, (int)Operation.Equalize + 1);
            double strength = Strength(operation, magnitude, size);
            bool isSigned = operation is > Operation.Identity and < Operation.Posterize;
            if (isSigned && generator.NextInt(0, 2) == 1) strength = -strength;
            Apply(operation, strength, to, size, rented, isBilinear, fill);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>How strong an operation is, in its own unit.</summary>
    internal static double Strength(Operation operation, int magnitude, ImageSize size)
    {
        double share = (double)magnitude / Strongest;
        return operation switch
        {
            Operation.ShearX or Operation.ShearY => 0.3 * share,
            Operation.TranslateX => 150.0 / 331 * size.Width * share,
            Operation.TranslateY => 150.0 / 331 * size.Height * share,
            Operation.Rotate => 30 * share,
            Operation.Brightness or Operation.Color or Operation.Contrast or Operation.Sharpness => 0.9 * share,
            Operation.Posterize => 8 - Math.Round(4 * share),
            Operation.Solarize => 255 * (1 - share),
            _ => 0,
        };
    }

    internal static void Apply(Operation operation, double strength, Span<float> image, ImageSize size, Span<float> scratch, bool isBilinear, float fill)
    {
        double x = (size.Width - 1) / 2.0, y = (size.Height - 1) / 2.0;
        var factor = (float)(1 + strength);
        switch (operation)
        {
            // Sheared about the corner of the first pixel, as in the paper's program.
            case Operation.ShearX: Bend(image, size, scratch, Projection.Affine(-0.5, -0.5, 0, 0, 0, 1, Math.Atan(strength), 0), isBilinear, fill); break;
            case Operation.ShearY: Bend(image, size, scratch, Projection.Affine(-0.5, -0.5, 0, 0, 0, 1, 0, Math.Atan(strength)), isBilinear, fill); break;
            case Operation.TranslateX: Bend(image, size, scratch, Projection.Affine(x, y, 0, Math.Truncate(strength), 0, 1, 0, 0), isBilinear, fill); break;
            case Operation.TranslateY: Bend(image, size, scratch, Projection.Affine(x, y, 0, 0, Math.Truncate(strength), 1, 0, 0), isBilinear, fill); break;
            case Operation.Rotate: Bend(image, size, scratch, Projection.Affine(x, y, -strength * Math.PI / 180, 0, 0, 1, 0, 0), isBilinear, fill); break;
            case Operation.Brightness: ColorKernel.Brightness(image, factor); break;
            case Operation.Color: ColorKernel.Saturation(image, size, factor, scratch); break;
            case Operation.Contrast: ColorKernel.Contrast(image, size, factor, scratch); break;
            case Operation.Sharpness: ColorKernel.Sharpness(image, size, factor, scratch); break;
            case Operation.Posterize: ToneKernel.Posterize(image, (int)strength); break;
            case Operation.Solarize: ToneKernel.Solarize(image, (float)(strength / 255)); break;
            case Operation.AutoContrast: ToneKernel.AutoContrast(image, size); break;
            case Operation.Equalize: ToneKernel.Equalize(image, size); break;
        }
    }

    static void Bend(Span<float> image, ImageSize size, Span<float> scratch, in Projection projection, bool isBilinear, float fill)
    {
        Span<float> copy = scratch[..size.Count];
        image.CopyTo(copy);
        Warp.Run(copy, image, size, projection, isBilinear, fill);
    }
}
