namespace Hebb.Vision.Reading.Characters;

/// <summary>
/// A character as black and white on a fine grid, whose strokes can be made thicker or thinner without closing a hole, joining parts, cutting a stroke or losing a dot: pixels are added or taken in the
/// order of their distance, and only where the neighbourhood stays as connected as it was.
/// </summary>
/// <remarks>Distances are in pixels times <see cref="Unit"/>, by steps to the eight neighbours, within 4 % of the straight distance. Borgefors: Distance transformations in digital images (1986).</remarks>
sealed class StrokeGrid
{
    /// <summary>Paper on every side, so that there is room for thicker strokes.</summary>
    public const int Margin = 14;

    /// <summary>The length of one pixel in distances.</summary>
    public const float Unit = 12.5f;

    // How much is kept open, or kept of a stroke, on either side of its middle line, in grid pixels.
    const float KeptPaper = 2.5f, KeptInk = 3.5f;
    const int Straight = 12, Diagonal = 17, Far = short.MaxValue / 2;

    static readonly bool[] Simple = SimpleNeighbourhoods();

    byte[] ink = [], before = [];
    short[] distance = [];
    int[] order = [], counts = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>1 for ink, row by row.</summary>
    public Span<byte> Ink => ink.AsSpan(0, Width * Height);

    /// <summary>Begins an empty grid with room for an inner part of the given size.</summary>
    public void Begin(int innerWidth, int innerHeight)
    {
        (Width, Height) = (innerWidth + (2 * Margin), innerHeight + (2 * Margin));
        int area = Width * Height;
        if (ink.Length < area) (ink, before, distance, order) = (new byte[area], new byte[area], new short[area], new int[area]);
        Ink.Clear();
    }

    /// <summary>The width of the pen in grid pixels: twice the mean distance to paper along the middle lines of the strokes; 0 without ink.</summary>
    public float PenWidth()
    {
        Measure(toward: 0);
        long sum = 0;
        int count = 0;
        for (int y = 1; y < Height - 1; y++)
        {
            for (int i = (y * Width) + 1, end = i + Width - 2; i < end; i++)
            {
                if (ink[i] == 0 || !IsRidge(i)) continue;
                sum += distance[i];
                count++;
            }
        }

        // The middle line of a stroke of n pixels is (n + 1) / 2 steps away from paper.
        return count == 0 ? 0 : Math.Max(1, (2 * sum / Unit / count) - 1);
    }

    /// <summary>Adds <paramref name="radius"/> pixels to every edge, or takes them when it is negative.</summary>
    public void Grow(float radius)
    {
        if (radius >= 0.25f) Thicken(Math.Min(radius, Margin - 2 - KeptPaper));
        else if (radius <= -0.25f) Thin(-radius);
    }

    void Thicken(float radius)
    {
        Ink.CopyTo(before);
        Measure(toward: 1);
        Change(0, (radius + KeptPaper) * Unit, anchors: false);
        Measure(toward: 0);
        float limit = KeptPaper * Unit;
        Span<byte> now = Ink;
        for (int i = 0; i < now.Length; i++)
        {
            if (now[i] == 1 && before[i] == 0 && distance[i] <= limit) now[i] = 0;
        }
    }

    void Thin(float radius)
    {
        Ink.CopyTo(before);
        Measure(toward: 0);
        Change(1, (radius + KeptInk) * Unit, anchors: true);
        Measure(toward: 1);
        float limit = KeptInk * Unit;
        Span<byte> now = Ink;
        for (int i = 0; i < now.Length; i++)
        {
            if (now[i] == 0 && before[i] == 1 && distance[i] <= limit) now[i] = 1;
        }
    }

    // Turns the pixels of one colour into the other, the nearest to the other colour first, where the neighbourhood allows it.
    void Change(byte from, float limit, bool anchors)
    {
        int top = (int)limit, count = 0;
        if (counts.Length < top + 2) counts = new int[top + 2];
        Span<int> starts = counts.AsSpan(0, top + 2);
        starts.Clear();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int y = 1; y < Height - 1; y++)
            {
                for (int i = (y * Width) + 1, end = i + Width - 2; i < end; i++)
                {
                    if (ink[i] != from || distance[i] > top || (anchors && IsRidge(i))) continue;
                    if (pass == 0) starts[distance[i] + 1]++;
                    else order[starts[distance[i]]++] = i;
                    count += 1 - pass;
                }
            }

            if (pass == 1) break;
            for (int d = 1; d < starts.Length; d++) starts[d] += starts[d - 1];
        }

        byte to = (byte)(1 - from);
        for (int k = 0; k < count; k++)
        {
            int i = order[k];
            if (Simple[Neighbours(i)]) ink[i] = to;
        }
    }

    bool IsRidge(int i)
    {
        short d = distance[i];
        ReadOnlySpan<short> above = distance.AsSpan(i - Width - 1, 3), row = distance.AsSpan(i - 1, 3), below = distance.AsSpan(i + Width - 1, 3);
        return d >= above[0] && d >= above[1] && d >= above[2] && d >= row[0] && d >= row[2] && d >= below[0] && d >= below[1] && d >= below[2];
    }

    int Neighbours(int i)
    {
        ReadOnlySpan<byte> above = ink.AsSpan(i - Width - 1, 3), row = ink.AsSpan(i - 1, 3), below = ink.AsSpan(i + Width - 1, 3);
        return above[0] | (above[1] << 1) | (above[2] << 2) | (row[2] << 3) | (below[2] << 4) | (below[1] << 5) | (below[0] << 6) | (row[0] << 7);
    }

    // The distance of every pixel of the other colour from the nearest one of this colour; 0 on it.
    void Measure(byte toward)
    {
        Span<short> d = distance.AsSpan(0, Width * Height);
        for (int i = 0; i < d.Length; i++) d[i] = ink[i] == toward ? (short)0 : (short)Far;
        for (int y = 1; y < Height; y++)
        {
            Span<short> above = d.Slice((y - 1) * Width, Width), row = d.Slice(y * Width, Width);
            for (int x = 1; x < row.Length - 1; x++)
            {
                if (row[x] == 0) continue;
                int near = Math.Min(Math.Min(row[x - 1], above[x]) + Straight, Math.Min(above[x - 1], above[x + 1]) + Diagonal);
                if (near < row[x]) row[x] = (short)near;
            }
        }

        for (int y = Height - 2; y >= 0; y--)
        {
            Span<short> below = d.Slice((y + 1) * Width, Width), row = d.Slice(y * Width, Width);
            for (int x = row.Length - 2; x >= 1; x--)
            {
                if (row[x] == 0) continue;
                int near = Math.Min(Math.Min(row[x + 1], below[x]) + Straight, Math.Min(below[x - 1], below[x + 1]) + Diagonal);
                if (near < row[x]) row[x] = (short)near;
            }
        }
    }

    // Which of the 256 neighbourhoods (clockwise from the upper left, 1 for ink) let their middle change colour: one piece of ink by eight neighbours that has paper by four beside it.
    static bool[] SimpleNeighbourhoods()
    {
        var simple = new bool[256];
        for (int n = 0; n < simple.Length; n++)
        {
            // Hilditch's crossing number: pieces of paper among the straight neighbours, with a corner joining the two beside it.
            int crossings = 0;
            for (int k = 1; k < 8; k += 2)
            {
                bool here = ((n >> k) & 1) == 0, next = ((n >> ((k + 1) % 8)) & 1) == 1 || ((n >> ((k + 2) % 8)) & 1) == 1;
                if (here && next) crossings++;
            }

            simple[n] = crossings == 1;
        }

        return simple;
    }
}
