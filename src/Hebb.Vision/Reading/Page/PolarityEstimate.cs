using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Tells dark ink on light paper from light ink on a dark board.</summary>
public static class PolarityEstimate
{
    const int Block = 16;

    /// <summary>The side on which ink lies: most pixels are paper, so the third moment of the differences from the local median points to the ink.</summary>
    /// <param name="grey">One channel.</param>
    /// <returns>Dark ink when the image is even.</returns>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static InkPolarity Detect(Image grey)
    {
        OneChannel.Require(grey);
        int width = grey.Width, height = grey.Height, columns = (width + Block - 1) / Block, rows = (height + Block - 1) / Block;
        var counts = new int[columns * rows][];
        ReadOnlySpan<byte> pixels = grey.Pixels;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) (counts[(y / Block * columns) + (x / Block)] ??= new int[256])[pixels[(y * width) + x]]++;
        }

        double moment = 0;
        var around = new int[256];
        for (int j = 0; j < rows; j++)
        {
            for (int i = 0; i < columns; i++)
            {
                Array.Clear(around);
                int total = 0;
                for (int y = Math.Max(0, j - 2); y <= Math.Min(rows - 1, j + 2); y++)
                {
                    for (int x = Math.Max(0, i - 2); x <= Math.Min(columns - 1, i + 2); x++)
                    {
                        int[] part = counts[(y * columns) + x];
                        for (int level = 0; level < 256; level++)
                        {
                            around[level] += part[level];
                            total += part[level];
                        }
                    }
                }

                int median = 0;
                for (int sum = around[0]; sum * 2 < total; sum += around[++median])
                {
                }

                int[] own = counts[(j * columns) + i];
                for (int level = 0; level < 256; level++)
                {
                    double difference = level - median;
                    moment += own[level] * difference * difference * difference;
                }
            }
        }

        return moment > 0 ? InkPolarity.WhiteInkOnBlack : InkPolarity.BlackInkOnWhite;
    }
}
