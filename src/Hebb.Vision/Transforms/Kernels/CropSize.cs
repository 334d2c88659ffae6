namespace Hebb.Vision.Transforms.Kernels;

/// <summary>Checks the sizes of crops.</summary>
static class CropSize
{
    // Places in padded images are computed in 32 bits.
    const int Max = 1 << 30;

    public static int Require(int side, string name) => side > 0
        ? side
        : throw new ArgumentOutOfRangeException(name, side, "An image has at least one row and one column.");

    public static ImageSize Require(string transform, ImageSize size, int height, int width, int padding)
    {
        long high = size.Height + (2L * padding), wide = size.Width + (2L * padding);
        if (Math.Max(high, wide) > Max) throw new ShapeException($"{transform}: {padding} pixels on every side make images of {high} × {wide}; a side has at most {Max}.", "Pad less.");
        if (height > high || width > wide)
        {
            string padded = padding > 0 ? $" with {padding} pixels added on every side" : string.Empty;
            throw new ShapeException(
                $"{transform} cuts out {height} × {width} pixels, but the images have {size.Height} × {size.Width}{padded}.", "Cut out less, put a Resize before it, or pad more.");
        }

        return size with { Height = height, Width = width };
    }
}
