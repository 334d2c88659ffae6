using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>Removes what is printed on paper to write on: ruled lines, grids, margins, frames, and the line under a word.</summary>
/// <remarks>
/// Thin runs of ink in neighbouring columns are followed from left to right. Traces that lie on one straight or gently bent curve are a rule when together they are long
/// and cover most of it. The pixels of a rule vanish but where a stroke goes through from one side to the other, or is clearly darker than the rule.
/// Vertical rules are found in the transposed image.
/// </remarks>
public static class RuledLines
{
    /// <summary>The image without rules.</summary>
    /// <param name="image">One channel, ink below 128; grey levels help to tell strokes from rules.</param>
    /// <param name="leastLength">A straight line at least so many pixels long is a rule, not writing.</param>
    /// <param name="mostThickness">Thicker lines are none.</param>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Image Remove(Image image, int leastLength, int mostThickness)
    {
        OneChannel.Require(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostThickness);
        byte[] pixels = image.Pixels.ToArray(), mask = new byte[pixels.Length], strength = new byte[pixels.Length];
        for (int i = 0; i < mask.Length; i++) (mask[i], strength[i]) = (pixels[i] < 128 ? (byte)255 : (byte)0, (byte)(255 - pixels[i]));
        byte[] kept = [.. mask];
        Remove(kept, strength, image.Width, image.Height, leastLength, leastLength, mostThickness);
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] != kept[i]) pixels[i] = 255;
        }

        return new Image(image.Width, image.Height, 1, pixels);
    }

    /// <summary>Removes rules from a mask of 255 and 0.</summary>
    /// <returns>How many there were.</returns>
    internal static int Remove(byte[] mask, ReadOnlySpan<byte> strength, int width, int height, int leastAcross, int leastDown, int mostThickness)
    {
        byte[] turned = Transpose(mask, width, height);
        List<Rule> across = leastAcross <= width ? RuleTracing.Find(turned, width, height, leastAcross, mostThickness) : [];
        List<Rule> down = leastDown <= height ? RuleTracing.Find(mask, height, width, leastDown, mostThickness) : [];
        if (across.Count + down.Count == 0) return 0;
        byte[] acrossOnly = new byte[mask.Length], downOnly = new byte[mask.Length];
        foreach (Rule rule in across) Mark(acrossOnly, width, height, rule);
        foreach (Rule rule in down) Mark(downOnly, height, width, rule);

        // A stroke that goes through a rule is not another rule.
        byte[] downUpright = Transpose(downOnly, height, width), strokes = [.. mask];
        for (int i = 0; i < strokes.Length; i++)
        {
            if (downUpright[i] != 0) strokes[i] = 0;
        }

        byte[] result = [.. mask];
        foreach (Rule rule in across) Clear(result, strokes, strength, width, height, rule);
        if (down.Count > 0)
        {
            byte[] resultTurned = Transpose(result, width, height), strengthTurned = Transpose(strength, width, height), strokesTurned = [.. turned];
            byte[] acrossTurned = Transpose(acrossOnly, width, height);
            for (int i = 0; i < strokesTurned.Length; i++)
            {
                if (acrossTurned[i] != 0) strokesTurned[i] = 0;
            }

            foreach (Rule rule in down) Clear(resultTurned, strokesTurned, strengthTurned, height, width, rule);
            result = Transpose(resultTurned, height, width);
        }

        result.CopyTo(mask, 0);
        return across.Count + down.Count;
    }

    static (int Top, int Bottom) Band(Rule rule, int x)
    {
        double middle = rule.Rows[x - rule.Left], half = (rule.Thickness + 1.5) / 2;
        return ((int)Math.Floor(middle - half), (int)Math.Ceiling(middle + half));
    }

    static void Mark(byte[] plane, int width, int height, Rule rule)
    {
        for (int x = rule.Left; x < rule.Right; x++)
        {
            (int top, int bottom) = Band(rule, x);
            for (int y = Math.Max(0, top); y < Math.Min(height, bottom); y++) plane[(y * width) + x] = 255;
        }
    }

    static void Clear(byte[] result, byte[] strokes, ReadOnlySpan<byte> strength, int width, int height, Rule rule)
    {
        // What is half as dark again as the rule is on most of its columns is a stroke.
        int level = Math.Max(Level(strength, width, height, rule) * 3 / 2, Level(strength, width, height, rule) + 12);
        for (int x = rule.Left; x < rule.Right; x++)
        {
            (int top, int bottom) = Band(rule, x);
            bool isCrossed = HasInk(strokes, width, height, x, top - 1) && HasInk(strokes, width, height, x, bottom);
            if (isCrossed || Thickness(strokes, width, height, x, rule.Rows[x - rule.Left]) > Math.Max(2.2 * rule.Thickness, rule.Thickness + 3)) continue;
            for (int y = Math.Max(0, top); y < Math.Min(height, bottom); y++)
            {
                int i = (y * width) + x;
                if (strength[i] < level) result[i] = 0;
            }
        }
    }

    // The median over the columns of the darkest pixel.
    static int Level(ReadOnlySpan<byte> strength, int width, int height, Rule rule)
    {
        var levels = new List<int>(rule.Right - rule.Left);
        for (int x = rule.Left; x < rule.Right; x++)
        {
            (int top, int bottom) = Band(rule, x);
            int darkest = 0;
            for (int y = Math.Max(0, top); y < Math.Min(height, bottom); y++) darkest = Math.Max(darkest, strength[(y * width) + x]);
            levels.Add(darkest);
        }

        levels.Sort();
        return levels[levels.Count / 2];
    }

    // Of the run of ink in the column through the row.
    static int Thickness(byte[] mask, int width, int height, int x, double middle)
    {
        int row = Math.Clamp((int)middle, 0, height - 1), thickness = 0;
        for (int y = row; y >= 0 && mask[(y * width) + x] != 0; y--) thickness++;
        for (int y = row + 1; y < height && mask[(y * width) + x] != 0; y++) thickness++;
        return thickness;
    }

    static bool HasInk(byte[] mask, int width, int height, int x, int y)
    {
        if ((uint)y >= (uint)height) return false;
        for (int u = Math.Max(0, x - 2); u <= Math.Min(width - 1, x + 2); u++)
        {
            if (mask[(y * width) + u] != 0) return true;
        }

        return false;
    }

    static byte[] Transpose(ReadOnlySpan<byte> from, int width, int height)
    {
        const int Tile = 32;
        var to = new byte[from.Length];
        for (int top = 0; top < height; top += Tile)
        {
            for (int left = 0; left < width; left += Tile)
            {
                int bottom = Math.Min(height, top + Tile), right = Math.Min(width, left + Tile);
                for (int x = left; x < right; x++)
                {
                    for (int y = top; y < bottom; y++) to[(x * height) + y] = from[(y * width) + x];
                }
            }
        }

        return to;
    }
}
