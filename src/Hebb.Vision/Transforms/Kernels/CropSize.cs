namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Checks the sizes of crops.</summary>
static class CropSize
{
    public static int Require(int side, string name) => side > 0
        ? side
        : throw new ArgumentOutOfRangeException(name, side, "A picture has at least one row and one column.");

    public static PictureSize Require(string transform, PictureSize size, int height, int width, int padding)
    {
        if (height > size.Height + (2 * padding) || width > size.Width + (2 * padding))
        {
            string padded = padding > 0 ? $" with {padding} pixels added on every side" : string.Empty;
            throw new ShapeException(
                $"{transform} cuts out {height} × {width} pixels, but the pictures have {size.Height} × {size.Width}{padded}.", "Cut out less, put a Resize before it, or pad more.");
        }

        return size with { Height = height, Width = width };
    }
}
