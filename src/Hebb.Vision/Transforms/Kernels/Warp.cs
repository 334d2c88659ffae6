using System.Buffers;

namespace Hebb.Vision.Transforms.Kernels;

/// <summary>
/// The one kernel under all geometric transforms: every pixel of the result asks where it came from, and all channels are read there. What lies outside of the image has
/// one value.
/// </summary>
static class Warp
{
    /// <summary>Through a projection.</summary>
    public static void Run(ReadOnlySpan<float> from, Span<float> to, ImageSize size, in Projection p, bool isBilinear, float fill)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(2 * size.Width);
        Span<float> xs = rented.AsSpan(0, size.Width), ys = rented.AsSpan(size.Width, size.Width);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < xs.Length; x++)
            {
                double w = (p.G * x) + (p.H * y) + 1;
                xs[x] = (float)(((p.A * x) + (p.B * y) + p.C) / w);
                ys[x] = (float)(((p.D * x) + (p.E * y) + p.F) / w);
            }

            Row(from, to, size, y, xs, ys, isBilinear, fill);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Each pixel moved by its own amounts.</summary>
    public static void Run(ReadOnlySpan<float> from, Span<float> to, ImageSize size, ReadOnlySpan<float> shiftX, ReadOnlySpan<float> shiftY, bool isBilinear, float fill)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(2 * size.Width);
        Span<float> xs = rented.AsSpan(0, size.Width), ys = rented.AsSpan(size.Width, size.Width);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < xs.Length; x++)
            {
                xs[x] = x + shiftX[(y * size.Width) + x];
                ys[x] = y + shiftY[(y * size.Width) + x];
            }

            Row(from, to, size, y, xs, ys, isBilinear, fill);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    static void Row(ReadOnlySpan<float> from, Span<float> to, ImageSize size, int y, ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, bool isBilinear, float fill)
    {
        int width = size.Width, height = size.Height, area = size.Area, target = y * width;
        for (int x = 0; x < xs.Length; x++, target++)
        {
            float sourceX = xs[x], sourceY = ys[x];

            // Also what is not a number or too large for one.
            if (!(sourceX > -1 && sourceX < width && sourceY > -1 && sourceY < height))
            {
                for (int c = 0, t = target; c < size.Channels; c++, t += area) to[t] = fill;
                continue;
            }

            if (!isBilinear)
            {
                int column = (int)MathF.Round(sourceX), row = (int)MathF.Round(sourceY);
                bool isInside = (uint)column < (uint)width && (uint)row < (uint)height;
                for (int c = 0, t = target; c < size.Channels; c++, t += area) to[t] = isInside ? from[(c * area) + (row * width) + column] : fill;
                continue;
            }

            int left = (int)MathF.Floor(sourceX), top = (int)MathF.Floor(sourceY);
            float fx = sourceX - left, fy = sourceY - top;
            if (left >= 0 && left + 1 < width && top >= 0 && top + 1 < height)
            {
                for (int c = 0, t = target, s = (top * width) + left; c < size.Channels; c++, t += area, s += area)
                    to[t] = Mix(from[s], from[s + 1], from[s + width], from[s + width + 1], fx, fy);
                continue;
            }

            for (int c = 0, t = target; c < size.Channels; c++, t += area)
            {
                ReadOnlySpan<float> plane = from.Slice(c * area, area);
                to[t] = Mix(
                    At(plane, height, width, top, left, fill), At(plane, height, width, top, left + 1, fill),
                    At(plane, height, width, top + 1, left, fill), At(plane, height, width, top + 1, left + 1, fill), fx, fy);
            }
        }
    }

    static float Mix(float topLeft, float topRight, float bottomLeft, float bottomRight, float fx, float fy) =>
        ((1 - fy) * (((1 - fx) * topLeft) + (fx * topRight))) + (fy * (((1 - fx) * bottomLeft) + (fx * bottomRight)));

    static float At(ReadOnlySpan<float> plane, int height, int width, int y, int x, float fill) =>
        (uint)y < (uint)height && (uint)x < (uint)width ? plane[(y * width) + x] : fill;
}
