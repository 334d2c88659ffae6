using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Patches of some positions times dy at these positions.
internal unsafe struct PatchBlock<T>
    where T : unmanaged
{
    public RowTiles Tiles;
    public int Tile;
    public int TileEnd;
    public int* Rows;
    public int* Positions;

    // Positions of this block.
    public int Count;
    public T* Images;

    // dy turned round: for every two vectors of outputs one sliver of Count rows, the last one perhaps of one vector.
    public T* Slivers;
    public int Outputs;
    public T* Sums;
    public nint SumRow;
    public TileMode Mode;
}

internal static unsafe class PatchProduct<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged, INumber<T>
    where TVector : unmanaged
{
    static int Sliver => 2 * TLanes.Count;

    static int Width(int left) => left > TLanes.Count ? Sliver : TLanes.Count;

    // Some positions of dy into the slivers, from position `first` of the block on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(PatchBlock<T>* block, T* dy, nint plane, int first, int count)
    {
        T* sliver = block->Slivers;
        for (int k = 0; k < block->Outputs; k += Sliver)
        {
            int width = Width(block->Outputs - k);
            Transpose.Copy(dy + (k * plane), plane, Math.Min(width, block->Outputs - k), count, sliver + ((nint)first * width), width, width);
            sliver += (nint)block->Count * width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Multiply(PatchBlock<T>* block)
    {
        T* scratch = stackalloc T[TLanes.TileRows * Sliver];
        TileStore<T> store = default;
        store.Scratch = scratch;
        store.Mode = block->Mode;
        store.Offsets = block->Positions;
        T* sliver = block->Slivers;
        int first = block->Tiles.First(block->Tile);
        for (int k = 0; k < block->Outputs; k += Sliver)
        {
            int width = Width(block->Outputs - k);
            int row = first;
            for (int tile = block->Tile; tile < block->TileEnd; tile++)
            {
                int rows = block->Tiles.First(tile + 1) - row;
                store.Rows = block->Rows + row - first;
                Tile<TLanes, T, TVector>.Run<Two>(
                    rows, width / TLanes.Count, false, block->Count, block->Images, 0, 0, sliver, width, block->Sums + ((row - first) * block->SumRow) + k, block->SumRow, &store);
                row += rows;
            }

            sliver += (nint)block->Count * width;
        }
    }

    // sums[k] += Σ dy[k, position].
    // Lanes: positions, two vectors of sums. Remainder: one by one. Scalar twin: Reference.Conv2dBiasGradient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(T* dy, nint plane, int outputs, int count, T* sums)
    {
        for (int k = 0; k < outputs; k++)
        {
            T* row = dy + (k * plane);
            TVector x = default, y = default;
            int i = 0;
            for (; i <= count - Sliver; i += Sliver)
            {
                x = TLanes.Add(x, TLanes.Load(row + i));
                y = TLanes.Add(y, TLanes.Load(row + i + TLanes.Count));
            }

            T sum = TLanes.Sum(TLanes.Add(x, y));
            for (; i < count; i++)
                sum += row[i];
            sums[k] += sum;
        }
    }
}
