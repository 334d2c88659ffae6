using Hebb.Images;

namespace Hebb.Vision.Reading.Page;

/// <summary>A light sheet of paper on a dark desk: where it lies.</summary>
sealed class PaperRegion
{
    // The side of the reduced image, how clearly its levels must fall into two groups, how much lighter the sheet is, its least area, and how many pixels of its edge may lie between the two.
    const int Side = 128;
    const double Separability = 0.65, Ratio = 1.5, LeastArea = 0.08, Softness = 1.5;

    readonly bool[] isPaper;
    readonly int columns, rows;

    PaperRegion(bool[] isPaper, int columns, int rows) => (this.isPaper, this.columns, this.rows) = (isPaper, columns, rows);

    /// <summary>Finds it; null when the page fills the image, or when what is dark may as well be a shadow: a desk has three corners of the image at least, and the edge of the sheet is sharp.</summary>
    /// <param name="grey">One channel.</param>
    public static PaperRegion? Find(Image grey)
    {
        Image small = BoxReduction.Reduce(grey, Math.Max(1, Math.Max(grey.Width, grey.Height) / Side));
        int width = small.Width, height = small.Height;
        if (width < 16 || height < 16) return null;
        var counts = new long[256];
        ReadOnlySpan<byte> pixels = small.Pixels;
        foreach (byte level in pixels) counts[level]++;
        int threshold = Thresholding.OtsuLevel(counts, out double separability);
        if (separability < Separability) return null;
        (double dark, double light) = Means(counts, threshold);
        if (light < Ratio * (dark + 8)) return null;
        var isLight = new byte[width * height];
        for (int i = 0; i < isLight.Length; i++) isLight[i] = pixels[i] > threshold ? (byte)255 : (byte)0;
        if (DarkCorners(isLight, width, height) < 3 || IsSoft(pixels, isLight, width, height, dark, light)) return null;
        var parts = ConnectedComponents.Label(isLight, width, height, inkIsBelow: false);
        int largest = Enumerable.Range(0, parts.Count).MaxBy(k => parts.Areas[k]);
        if (parts.Areas[largest] < LeastArea * isLight.Length) return null;
        return new PaperRegion(Inside(parts.Labels, largest + 1, width, height), width, height);
    }

    /// <summary>Sets to 0 what lies outside of the sheet.</summary>
    public void Apply(Span<byte> plane, int width, int height) => Clear(plane, width, height, isOutside: true);

    /// <summary>Sets to 0 what lies on the sheet.</summary>
    public void ApplyOutside(Span<byte> plane, int width, int height) => Clear(plane, width, height, isOutside: false);

    /// <summary>Removes the components of a mask that reach the edge of the sheet.</summary>
    public void RemoveAtEdge(Span<byte> mask, int width, int height)
    {
        var components = ConnectedComponents.Label(mask, width, height, inkIsBelow: false);
        var isAtEdge = new bool[components.Count + 1];
        ReadOnlySpan<int> labels = components.Labels;
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
            {
                if (labels[i] != 0 && IsAtEdge(x, y, width, height)) isAtEdge[labels[i]] = true;
            }
        }

        isAtEdge[0] = false;
        for (int i = 0; i < mask.Length; i++)
        {
            if (isAtEdge[labels[i]]) mask[i] = 0;
        }
    }

    // In one of its cells that has a neighbour outside.
    bool IsAtEdge(int x, int y, int width, int height)
    {
        int column = Math.Min(columns - 1, x * columns / width), row = Math.Min(rows - 1, y * rows / height);
        return !(isPaper[(row * columns) + Math.Max(0, column - 1)] && isPaper[(row * columns) + Math.Min(columns - 1, column + 1)]
            && isPaper[(Math.Max(0, row - 1) * columns) + column] && isPaper[(Math.Min(rows - 1, row + 1) * columns) + column]);
    }

    void Clear(Span<byte> plane, int width, int height, bool isOutside)
    {
        for (int y = 0; y < height; y++)
        {
            int row = Math.Min(rows - 1, y * rows / height) * columns;
            for (int x = 0; x < width; x++)
            {
                if (isPaper[row + Math.Min(columns - 1, x * columns / width)] != isOutside) plane[(y * width) + x] = 0;
            }
        }
    }

    static (double Dark, double Light) Means(long[] counts, int threshold)
    {
        double dark = 0, light = 0, darkCount = 0, lightCount = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            if (level <= threshold) (dark, darkCount) = (dark + ((double)level * counts[level]), darkCount + counts[level]);
            else (light, lightCount) = (light + ((double)level * counts[level]), lightCount + counts[level]);
        }

        return (dark / Math.Max(1, darkCount), light / Math.Max(1, lightCount));
    }

    static int DarkCorners(byte[] isLight, int width, int height)
    {
        int size = Math.Max(2, Math.Min(width, height) / 16), dark = 0;
        foreach ((int left, int top) in ((int Left, int Top)[])[(0, 0), (width - size, 0), (0, height - size), (width - size, height - size)])
        {
            int count = 0;
            for (int y = top; y < top + size; y++) count += isLight.AsSpan((y * width) + left, size).Count((byte)0);
            if (count > size * size * 3 / 4) dark++;
        }

        return dark;
    }

    static bool IsSoft(ReadOnlySpan<byte> pixels, byte[] isLight, int width, int height, double dark, double light)
    {
        int between = 0, edge = 0;
        double low = dark + (0.3 * (light - dark)), high = dark + (0.7 * (light - dark));
        for (int y = 1; y < height; y++)
        {
            for (int x = 1; x < width; x++)
            {
                int i = (y * width) + x;
                if (pixels[i] > low && pixels[i] < high) between++;
                if (isLight[i] != isLight[i - 1] || isLight[i] != isLight[i - width]) edge++;
            }
        }

        return between > Softness * edge;
    }

    // The sheet with what it surrounds: what can be reached from the sides of the image is outside.
    static bool[] Inside(ReadOnlySpan<int> labels, int sheet, int width, int height)
    {
        var outside = new bool[width * height];
        var open = new Stack<int>();
        for (int x = 0; x < width; x++)
        {
            open.Push(x);
            open.Push(((height - 1) * width) + x);
        }

        for (int y = 0; y < height; y++)
        {
            open.Push(y * width);
            open.Push((y * width) + width - 1);
        }

        while (open.TryPop(out int i))
        {
            if (outside[i] || labels[i] == sheet) continue;
            outside[i] = true;
            int x = i % width;
            if (x > 0) open.Push(i - 1);
            if (x < width - 1) open.Push(i + 1);
            if (i >= width) open.Push(i - width);
            if (i < (height - 1) * width) open.Push(i + width);
        }

        return Array.ConvertAll(outside, isOutside => !isOutside);
    }
}
