namespace Hebb.Vision.Reading.Page;

/// <summary>Reads a plane of bytes between its pixels.</summary>
static class PlaneSampling
{
    /// <summary>The linear mixture of the four pixels around a point; outside there is 0.</summary>
    public static byte Bilinear(ReadOnlySpan<byte> plane, int width, int height, double x, double y)
    {
        if (!(x > -1 && y > -1 && x < width && y < height)) return 0;
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        int across = (int)((x - left) * 256), down = (int)((y - top) * 256);
        int above = (At(plane, width, height, left, top) * (256 - across)) + (At(plane, width, height, left + 1, top) * across);
        int below = (At(plane, width, height, left, top + 1) * (256 - across)) + (At(plane, width, height, left + 1, top + 1) * across);
        return (byte)(((above * (256 - down)) + (below * down) + (1 << 15)) >> 16);
    }

    /// <summary>The values at evenly spaced points of a straight line.</summary>
    public static void Row(ReadOnlySpan<byte> plane, int width, int height, double x, double y, double stepX, double stepY, Span<byte> to)
    {
        const int One = 1 << 16;
        long u = (long)(x * One), v = (long)(y * One), du = (long)(stepX * One), dv = (long)(stepY * One);
        for (int i = 0; i < to.Length; i++, u += du, v += dv)
        {
            int left = (int)(u >> 16), top = (int)(v >> 16);
            if ((uint)left >= (uint)(width - 1) || (uint)top >= (uint)(height - 1))
            {
                to[i] = Bilinear(plane, width, height, u / (double)One, v / (double)One);
                continue;
            }

            int at = (top * width) + left;
            int a = plane[at], b = plane[at + 1], c = plane[at + width], d = plane[at + width + 1];
            if ((a | b | c | d) == 0) continue;
            int across = (int)(u >> 8) & 255, down = (int)(v >> 8) & 255;
            int above = (a * (256 - across)) + (b * across), below = (c * (256 - across)) + (d * across);
            to[i] = (byte)(((above * (256 - down)) + (below * down) + (1 << 15)) >> 16);
        }
    }

    static int At(ReadOnlySpan<byte> plane, int width, int height, int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? plane[(y * width) + x] : 0;
}
