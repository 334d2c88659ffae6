using System.Numerics;
using System.Runtime.InteropServices;
using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Grey morphology of one channel with rectangles. Outside the image there is nothing: the rectangle is cut at the edge.</summary>
/// <remarks>A maximum over n pixels is put together from maxima over 1, 2, 4, … pixels, so the time grows with log n. Source: Serra, Image Analysis and Mathematical Morphology (1982).</remarks>
public static class Morphology
{
    /// <summary>The largest value within the rectangle around each pixel: light grows.</summary>
    /// <param name="image">One channel.</param>
    /// <param name="radiusX">The rectangle is 2·radiusX + 1 pixels wide.</param>
    /// <param name="radiusY">The rectangle is 2·radiusY + 1 pixels high.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A radius is negative.</exception>
    public static Image Dilate(Image image, int radiusX, int radiusY) => Extreme(image, radiusX, radiusY, isMaximum: true);

    /// <summary>The smallest value within the rectangle around each pixel: dark grows.</summary>
    /// <param name="image">One channel.</param>
    /// <param name="radiusX">The rectangle is 2·radiusX + 1 pixels wide.</param>
    /// <param name="radiusY">The rectangle is 2·radiusY + 1 pixels high.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A radius is negative.</exception>
    public static Image Erode(Image image, int radiusX, int radiusY) => Extreme(image, radiusX, radiusY, isMaximum: false);

    /// <summary>Dilation, then erosion: dark parts that are smaller than the rectangle vanish, all else keeps its place.</summary>
    /// <param name="image">One channel.</param>
    /// <param name="radiusX">The rectangle is 2·radiusX + 1 pixels wide.</param>
    /// <param name="radiusY">The rectangle is 2·radiusY + 1 pixels high.</param>
    public static Image Close(Image image, int radiusX, int radiusY) => Erode(Dilate(image, radiusX, radiusY), radiusX, radiusY);

    /// <summary>Erosion, then dilation: light parts that are smaller than the rectangle vanish, all else keeps its place.</summary>
    /// <param name="image">One channel.</param>
    /// <param name="radiusX">The rectangle is 2·radiusX + 1 pixels wide.</param>
    /// <param name="radiusY">The rectangle is 2·radiusY + 1 pixels high.</param>
    public static Image Open(Image image, int radiusX, int radiusY) => Dilate(Erode(image, radiusX, radiusY), radiusX, radiusY);

    static Image Extreme(Image image, int radiusX, int radiusY, bool isMaximum)
    {
        OneChannel.Require(image);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusX);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusY);
        int width = image.Width, height = image.Height;
        byte[] pixels = image.Pixels.ToArray();
        if (radiusX > 0) Rows(pixels, width, height, Math.Min(radiusX, width - 1), isMaximum);
        if (radiusY > 0) Columns(pixels, width, height, Math.Min(radiusY, height - 1), isMaximum);
        return new Image(width, height, 1, pixels);
    }

    static void Rows(byte[] pixels, int width, int height, int radius, bool isMaximum)
    {
        int window = (2 * radius) + 1;
        var padded = new byte[width + (2 * radius)];
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = pixels.AsSpan(y * width, width);
            padded.AsSpan().Fill(isMaximum ? byte.MinValue : byte.MaxValue);
            row.CopyTo(padded.AsSpan(radius));
            for (int done = 1; done < window;)
            {
                int step = Math.Min(done, window - done);
                Merge(padded.AsSpan(0, padded.Length - step), padded.AsSpan(step), isMaximum);
                done += step;
            }

            padded.AsSpan(0, width).CopyTo(row);
        }
    }

    // Strips of columns that stay in the cache.
    static void Columns(byte[] pixels, int width, int height, int radius, bool isMaximum)
    {
        const int Strip = 64;
        int window = (2 * radius) + 1, rows = height + (2 * radius);
        var padded = new byte[Strip * rows];
        for (int left = 0; left < width; left += Strip)
        {
            int columns = Math.Min(Strip, width - left);
            padded.AsSpan().Fill(isMaximum ? byte.MinValue : byte.MaxValue);
            for (int y = 0; y < height; y++) pixels.AsSpan((y * width) + left, columns).CopyTo(padded.AsSpan((y + radius) * Strip));
            for (int done = 1; done < window;)
            {
                int step = Math.Min(done, window - done);
                Merge(padded.AsSpan(0, (rows - step) * Strip), padded.AsSpan(step * Strip), isMaximum);
                done += step;
            }

            for (int y = 0; y < height; y++) padded.AsSpan(y * Strip, columns).CopyTo(pixels.AsSpan((y * width) + left));
        }
    }

    // Each value with one that stands behind it; those are read before they change.
    static void Merge(Span<byte> values, ReadOnlySpan<byte> others, bool isMaximum)
    {
        int i = 0;
        ref byte to = ref MemoryMarshal.GetReference(values), from = ref MemoryMarshal.GetReference(others);
        for (; i <= values.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector<byte> a = Vector.LoadUnsafe(ref to, (nuint)i), b = Vector.LoadUnsafe(ref from, (nuint)i);
            (isMaximum ? Vector.Max(a, b) : Vector.Min(a, b)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < values.Length; i++) values[i] = isMaximum ? Math.Max(values[i], others[i]) : Math.Min(values[i], others[i]);
    }
}
