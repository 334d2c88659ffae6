namespace Hebb.Backends.Cpu;

// The decisions of one correlation. Steps over the depth follow from the shape alone, so that any number of threads adds in the same order.
internal struct CorrelationPlan
{
    // Below about a million multiplications (some ten microseconds) waking a thread costs more than it saves.
    const long SharedWork = 1 << 20;

    public bool Packed;
    public int DepthStep;
    public RowTiles Tiles;

    // Tiles of rows whose weights stay in the second cache together.
    public int TileStep;

    // Of each image and group: how many parts by output rows (or columns where there is one row only), and by output channels.
    public int LineParts;
    public int ChannelParts;
    public int LinesPerPart;
    public bool ByColumns;
    public bool IsShared;

    public static CorrelationPlan Of<TLanes, T, TVector>(ref Correlation<T> c, ConvAlgorithm algorithm)
        where TLanes : ISimd<TVector, T>
        where T : unmanaged
        where TVector : unmanaged
    {
        if (c.IsDense)
        {
            c.Grid.Flatten();
            c.ToLine = c.Grid.OutWidth;
        }

        CorrelationPlan plan = default;
        int sliver = 2 * TLanes.Count, size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        plan.Tiles = new RowTiles(c.Outputs, TLanes.TileRows);
        c.Grid.Arrange(1, size, true);
        bool flat = c.Grid.InPlace && c.Grid.OutHeight == 1 && c.IsDense;
        plan.Packed = algorithm switch
        {
            ConvAlgorithm.Packed => true,
            ConvAlgorithm.Direct => false,
            _ => PacksCheaper(c.Grid, plan.Tiles.Count * TLanes.TileRows, TLanes.Count, flat, size),
        };

        plan.Packed |= flat && !TLanes.HasMaskedLoad;
        int most = plan.Packed
            ? Math.Clamp(GemmBlocks.Level1 / 2 / (sliver * size), 128, 512)
            : Math.Max(1, GemmBlocks.Level1 / 2 / (c.TapsH.Count * 128)) * c.Taps;
        int steps = Math.Max(1, (c.Depth + (most / 2)) / most);
        plan.DepthStep = Math.Max(1, (c.Depth + steps - 1) / steps);
        plan.TileStep = Math.Max(1, GemmBlocks.Level2 / 2 / (plan.DepthStep * TLanes.TileRows * size));
        plan.Divide(c, flat, sliver, size);
        return plan;
    }

    // Cycles per step over the depth and row of output, a tile of two vectors taking one per row. One vector alone waits for its own
    // results and takes 0.7 of two. Packing takes about four per stretch of a row in each sliver.
    static bool PacksCheaper(in PatchGrid grid, int rows, int lanes, bool flat, int size)
    {
        int sliver = 2 * lanes;
        if (flat)
        {
            // Channels that meet in the same places of the first cache.
            return grid.Plane * size % 1024 == 0;
        }

        int rest = grid.OutWidth % sliver;
        double direct = (grid.OutWidth / sliver) + (rest == 0 ? 0 : rest > lanes ? 1 : 0.7);
        if (grid.OutWidth == lanes)
            direct = 0.5;
        double stretches = 1 + ((double)sliver / grid.OutWidth);
        double packed = (double)grid.OutWidth / sliver * (1 + (4 * stretches / rows));
        return packed < direct;
    }

    void Divide<T>(in Correlation<T> c, bool flat, int sliver, int size)
        where T : unmanaged
    {
        int threads = c.Work >= SharedWork ? Hebb.Threads.Count : 1;
        int units = c.Images * c.Groups;
        ByColumns = flat;
        int lines = flat ? (c.Grid.OutWidth + sliver - 1) / sliver : c.Grid.OutHeight;

        // A part's copy of the image should fit half the second cache, and every thread needs a few parts to even out.
        long line = (long)c.Grid.Channels * c.Grid.StepH * c.Grid.Pitch * size;
        long fits = flat ? lines : Math.Max(4, (GemmBlocks.Level2 / 2 / line) - c.Grid.SpanH + 1);
        int wanted = threads == 1 || units >= 8 * threads ? 1 : Math.Min(lines, ((4 * threads) + units - 1) / units);
        LineParts = Math.Max(wanted, (int)Math.Min(lines, (lines + fits - 1) / fits));
        ChannelParts = 1;
        if (threads > 1 && LineParts * units < threads)
            ChannelParts = Math.Min(Tiles.Count, ((2 * threads) + (LineParts * units) - 1) / (LineParts * units));
        LinesPerPart = (lines + LineParts - 1) / LineParts;
        LineParts = (lines + LinesPerPart - 1) / LinesPerPart;
        if (flat)
            LinesPerPart *= sliver;
        IsShared = threads > 1;
    }
}
