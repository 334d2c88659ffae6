using Hebb.Images;
using Hebb.Vision.Transforms.Kernels;

namespace Hebb.Vision.Transforms;

/// <summary>Turns each Float32 image about its centre by its own random angle; the size stays.</summary>
/// <param name="degrees">The angle in degrees; positive is counter-clockwise, as in torchvision.</param>
/// <param name="interpolation">Nearest or bilinear.</param>
/// <param name="fill">The value of what lies outside of the image.</param>
public sealed class RandomRotation(ValueRange degrees, Interpolation interpolation = Interpolation.Bilinear, float fill = 0) : WarpTransform(interpolation, fill)
{
    readonly UniformRange degrees = degrees.Around(0);

    private protected override Projection? Draw(ImageSize size, Generator generator) =>
        Projection.Affine((size.Width - 1) / 2.0, (size.Height - 1) / 2.0, -degrees.Draw(generator) * Math.PI / 180, 0, 0, 1, 0, 0);
}
