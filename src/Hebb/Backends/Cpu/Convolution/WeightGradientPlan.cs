using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The decisions of one weight gradient. Blocks of positions and chunks of images follow from the shape alone; how the outputs are
// shared follows from the threads and changes no order of additions.
internal struct WeightGradientPlan
{
    const long SharedWork = 1 << 20;

    // Positions per block on a first cache of 32 KB: a sliver of them, a cache line each, fills most of it.
    const int BlockPositions = 384;

    // Chunks of images, so many at most, if their partial sums together stay below so many bytes.
    const int MostChunks = 8;
    const int ChunkBytes = 4 << 20;

    // A block is one image's Lines lines, or all lines of several Images.
    public int Lines;
    public int Images;
    public int Chunks;
    public int PaddedOutputs;
    public RowTiles Tiles;
    public int SliverParts;
    public int TileParts;
    public bool IsShared;

    public static WeightGradientPlan Of<TLanes, T, TVector>(in Correlation<T> c)
        where TLanes : ISimd<TVector, T>
        where T : unmanaged
        where TVector : unmanaged
    {
        WeightGradientPlan plan = default;
        int size = Unsafe.SizeOf<T>(), sliver = 2 * TLanes.Count;
        int most = Math.Max(1, BlockPositions * GemmBlocks.Level1 / (32 << 10) * 64 / (sliver * size));
        int positions = c.Grid.OutHeight * c.Grid.OutWidth;
        int blocks = Math.Min(c.Grid.OutHeight, (positions + most - 1) / most);
        plan.Lines = (c.Grid.OutHeight + blocks - 1) / blocks;
        plan.PaddedOutputs = (c.Outputs + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        plan.Tiles = new RowTiles(c.Depth, TLanes.TileRows);
        long sums = (long)c.Depth * plan.PaddedOutputs * c.Groups * size;
        plan.Chunks = (int)Math.Clamp(Math.Min(c.Images, ChunkBytes / sums), 1, MostChunks);
        plan.Images = blocks > 1 ? 1 : Math.Clamp(most / positions, 1, (c.Images + plan.Chunks - 1) / plan.Chunks);

        int threads = c.Work >= SharedWork ? Hebb.Threads.Count : 1;
        plan.IsShared = threads > 1;
        plan.SliverParts = plan.TileParts = 1;
        int units = plan.Chunks * c.Groups;
        if (units % threads != 0 && units < 4 * threads)
        {
            int slivers = (c.Outputs + sliver - 1) / sliver, wanted = threads;
            plan.SliverParts = Math.Min(slivers, wanted);
            plan.TileParts = Math.Min(plan.Tiles.Count, (wanted + plan.SliverParts - 1) / plan.SliverParts);
        }

        return plan;
    }
}
