using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Makes images of one channel smaller by whole factors: each pixel is the mean of factor × factor pixels.</summary>
static class BoxReduction
{
    public static Image Reduce(Image grey, int factor)
    {
        if (factor == 1) return grey;
        int width = Math.Max(1, grey.Width / factor), height = Math.Max(1, grey.Height / factor);
        int rows = Math.Min(factor, grey.Height), columns = Math.Min(factor, grey.Width), area = rows * columns;
        var to = new byte[width * height];
        var sums = new int[width];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (int i = 0; i < rows; i++) AddRow(grey.Pixels.Slice(((y * factor) + i) * grey.Width, grey.Width), columns, sums);
            for (int x = 0; x < width; x++) to[(y * width) + x] = (byte)((sums[x] + (area / 2)) / area);
        }

        return new Image(width, height, 1, to);
    }

    /// <summary>Adds the pixels of a row to the sums of their groups.</summary>
    public static void AddRow(ReadOnlySpan<byte> row, int group, Span<int> sums)
    {
        for (int x = 0, i = 0; x < sums.Length; x++)
        {
            int sum = 0;
            for (int end = i + group; i < end; i++) sum += row[i];
            sums[x] += sum;
        }
    }
}
