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

    static int At(ReadOnlySpan<byte> plane, int width, int height, int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? plane[(y * width) + x] : 0;
}
