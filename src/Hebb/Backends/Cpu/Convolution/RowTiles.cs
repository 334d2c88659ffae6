namespace Hebb.Backends.Cpu;

// Rows divided evenly into tiles of at most so many: 32 are 6 + 6 + 5 + 5 + 5 + 5.
internal readonly struct RowTiles
{
    readonly int low;
    readonly int higher;

    public RowTiles(int rows, int most)
    {
        Count = (rows + most - 1) / most;
        low = Count == 0 ? 0 : rows / Count;
        higher = rows - (low * Count);
    }

    public int Count { get; }

    // The first row of a tile; of tile Count, the number of rows.
    public int First(int tile) => (tile * low) + Math.Min(tile, higher);
}
