using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>
/// Turns, shears, scales and shifts each Float32 image by its own random amounts about its centre, so that a network sees each training image a little differently in every
/// epoch. All amounts are uniform.
/// </summary>
public sealed class RandomAffine : WarpTransform
{
    const double Degree = Math.PI / 180;

    readonly UniformRange degrees;
    readonly UniformRange translate;
    readonly UniformRange scale;
    readonly UniformRange shearX;
    readonly UniformRange shearY;

    /// <summary>Sets the ranges.</summary>
    /// <param name="degrees">The turn, in degrees; positive is clockwise.</param>
    /// <param name="translate">The shift along each axis, as a fraction of the image's width and height.</param>
    /// <param name="scale">The factor of the size: 0.1 for 0.9 to 1.1, or a pair such as (0.5, 2). Above 0.</param>
    /// <param name="shear">The shear along the rows, in degrees, between −90 and 90.</param>
    /// <param name="shearY">The shear along the columns, in degrees, between −90 and 90.</param>
    /// <param name="interpolation">Nearest or bilinear.</param>
    /// <param name="fill">The value of what lies outside of the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A range reaches too far, or the interpolation is bicubic.</exception>
    public RandomAffine(
        ValueRange degrees = default, ValueRange translate = default, ValueRange scale = default, ValueRange shear = default, ValueRange shearY = default,
        Interpolation interpolation = Interpolation.Bilinear, float fill = 0)
        : base(interpolation, fill)
    {
        double steepest = Math.BitDecrement(90.0);
        this.degrees = degrees.Around(0);
        this.translate = translate.Around(0);
        this.scale = scale.Around(1).Within(double.Epsilon, double.MaxValue, nameof(RandomAffine), nameof(scale));
        shearX = shear.Around(0).Within(-steepest, steepest, nameof(RandomAffine), nameof(shear));
        this.shearY = shearY.Around(0).Within(-steepest, steepest, nameof(RandomAffine), nameof(shearY));
    }

    private protected override Projection? Draw(ImageSize size, Generator generator)
    {
        double turn = degrees.Draw(generator), right = translate.Draw(generator) * size.Width, down = translate.Draw(generator) * size.Height;
        return Projection.Affine(
            (size.Width - 1) / 2.0, (size.Height - 1) / 2.0, turn * Degree, right, down, scale.Draw(generator), shearX.Draw(generator) * Degree, shearY.Draw(generator) * Degree);
    }
}
