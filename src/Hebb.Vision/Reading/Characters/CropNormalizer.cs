namespace Hebb.Vision.Reading.Characters;

/// <summary>
/// Makes the ink of one character into what the network reads: the longer side 25 pixels, the aspect ratio kept, the bounding box in the middle, strokes about 3 pixels wide. A small mark keeps the
/// thickness that the pen has at this scale, so that a full stop stays a disc. Safe from several threads.
/// </summary>
static class CropNormalizer
{
    /// <summary>The longer side of the ink, in pixels of the crop.</summary>
    public const float LongerSide = 25;

    /// <summary>The width of the strokes of a letter by <see cref="StrokeGrid.PenWidth"/>, in pixels of the crop: the median of NIST36.</summary>
    public const float StrokeWidth = 2.9f;

    // The longer side on the fine grid, about four times that of the crop.
    const int Fine = 96;

    // Up to this share of the longer side the pen's width is that of a letter, from the second on that of a mark.
    const float LetterPen = 0.2f, MarkPen = 0.28f;
    const int Faintest = 32;

    [ThreadStatic]
    static Workspace? workspace;

    /// <summary>Makes the crop of one character; a mask without ink gives a crop of paper.</summary>
    /// <param name="mask">The ink of the character alone, of any size.</param>
    public static CharacterCrop Normalize(InkMask mask)
    {
        int darkest = 0;
        foreach (byte value in mask.Ink) darkest = Math.Max(darkest, value);
        if (darkest < Faintest) return CharacterCrop.Empty;
        LetterBox box = Box(mask, (darkest + 1) / 2);
        Workspace work = workspace ??= new Workspace();
        work.Enlarge(mask, box, (float)Fine / Math.Max(box.Width, box.Height), darkest * 0.5f);
        StrokeGrid grid = work.Grid;
        (int left, int top, int right, int bottom) = Bounds(grid);
        if (right < left) return CharacterCrop.Empty;
        float longer = Math.Max(right - left, bottom - top) + 1;
        float pen = grid.PenWidth();
        float radius = Radius(pen, longer);
        grid.Grow(radius);
        (left, top, right, bottom) = Bounds(grid);
        longer = Math.Max(right - left, bottom - top) + 1;
        return new CharacterCrop(work.Reduce((left + right + 1) / 2f, (top + bottom + 1) / 2f, longer / LongerSide));
    }

    // After growing, the longer side is longer + 2r and the pen is pen + 2r; their ratio shall be the wanted one.
    static float Radius(float pen, float longer)
    {
        float share = pen / longer, wanted = StrokeWidth / LongerSide;
        float mark = Math.Clamp((share - LetterPen) / (MarkPen - LetterPen), 0, 1);
        wanted += mark * Math.Max(0, share - wanted);
        return mark == 1 ? 0 : ((wanted * longer) - pen) / (2 * (1 - wanted));
    }

    static LetterBox Box(InkMask mask, int threshold)
    {
        (int top, int left, int bottom, int right) = (mask.Height, mask.Width, 0, 0);
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<byte> row = mask.Ink.AsSpan(y * mask.Width, mask.Width);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] < threshold) continue;
                (top, bottom, left, right) = (Math.Min(top, y), y + 1, Math.Min(left, x), Math.Max(right, x + 1));
            }
        }

        return new LetterBox(top, left, bottom, right);
    }

    static (int Left, int Top, int Right, int Bottom) Bounds(StrokeGrid grid)
    {
        (int left, int top, int right, int bottom) = (grid.Width, grid.Height, -1, -1);
        for (int y = 0; y < grid.Height; y++)
        {
            ReadOnlySpan<byte> row = grid.Ink.Slice(y * grid.Width, grid.Width);
            int first = row.IndexOf((byte)1);
            if (first < 0) continue;
            (top, bottom, left, right) = (Math.Min(top, y), y, Math.Min(left, first), Math.Max(right, row.LastIndexOf((byte)1)));
        }

        return (left, top, right, bottom);
    }

    sealed class Workspace
    {
        float[] rows = [], smooth = [];

        public StrokeGrid Grid { get; } = new();

        /// <summary>Draws the box of the mask on the grid, enlarged or reduced: ink where the smooth image is above the threshold.</summary>
        public void Enlarge(InkMask mask, LetterBox box, float scale, float threshold)
        {
            int width = Math.Max(1, (int)MathF.Round(box.Width * scale)), height = Math.Max(1, (int)MathF.Round(box.Height * scale));
            Grid.Begin(width, height);

            // A little more than the box, because soft edges reach beyond it.
            const int Beyond = 4;
            (int outWidth, int outHeight) = (width + (2 * Beyond), height + (2 * Beyond));
            ResampleAxis across = ResampleAxis.Smooth(mask.Width, box.Left - (Beyond / scale), scale, outWidth);
            ResampleAxis down = ResampleAxis.Smooth(mask.Height, box.Top - (Beyond / scale), scale, outHeight);
            (int first, int last) = down.Range;
            if (rows.Length < (last - first) * outWidth) rows = new float[(last - first) * outWidth];
            if (smooth.Length < outWidth) smooth = new float[outWidth];
            for (int y = first; y < last; y++) across.Apply(mask.Ink.AsSpan(y * mask.Width, mask.Width), rows.AsSpan((y - first) * outWidth, outWidth));
            for (int y = 0; y < outHeight; y++)
            {
                Span<float> sum = smooth.AsSpan(0, outWidth);
                down.Combine(y, rows, first, outWidth, sum);
                Span<byte> line = Grid.Ink.Slice(((StrokeGrid.Margin - Beyond + y) * Grid.Width) + StrokeGrid.Margin - Beyond, outWidth);
                for (int x = 0; x < sum.Length; x++) line[x] = sum[x] >= threshold ? (byte)1 : (byte)0;
            }
        }

        /// <summary>The crop: every pixel the mean of a square of the grid, paper 1.</summary>
        public float[] Reduce(float centerX, float centerY, float step)
        {
            float half = CharacterCrop.Side / 2f * step;
            ResampleAxis across = ResampleAxis.Mean(Grid.Width, centerX - half, step, CharacterCrop.Side);
            ResampleAxis down = ResampleAxis.Mean(Grid.Height, centerY - half, step, CharacterCrop.Side);
            (int first, int last) = down.Range;
            if (rows.Length < (last - first) * CharacterCrop.Side) rows = new float[(last - first) * CharacterCrop.Side];
            for (int y = first; y < last; y++) across.Apply(Grid.Ink.Slice(y * Grid.Width, Grid.Width), rows.AsSpan((y - first) * CharacterCrop.Side, CharacterCrop.Side));
            var pixels = new float[CharacterCrop.Area];
            for (int y = 0; y < CharacterCrop.Side; y++)
            {
                Span<float> line = pixels.AsSpan(y * CharacterCrop.Side, CharacterCrop.Side);
                down.Combine(y, rows, first, CharacterCrop.Side, line);
                for (int x = 0; x < line.Length; x++) line[x] = 1 - Math.Clamp(line[x], 0, 1);
            }

            return pixels;
        }
    }
}
