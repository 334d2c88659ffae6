using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The ways of storing that have their own code, and the way through the scratch tile for everything else.
internal enum TileMode
{
    Assign,
    Add,

    // Assign with a partial last vector; masked tiles only.
    AssignPart,
    Finish,
}

// Where a tile's operands lie: the values of the micro-kernel's TSource.
internal static class TileSource
{
    // A and B by their strides.
    public const int Plain = 0;

    // Row p of B is b + Offsets[p], its second vector Second elements behind the first: taps of a padded image.
    public const int Offsets = 1;

    // A's row i is a + Rows[i], and step p moves all rows by Offsets[p]: patches of padded images.
    public const int Patches = 2;

    // By strides, with the epilogue of a convolution.
    public const int Sliver = 3;
}

// How a tile goes into C: the epilogue of one step over k, and how many columns of the tile exist.
internal unsafe struct TileStore<T>
    where T : unmanaged
{
    public TileMode Mode;
    public bool Accumulate;
    public bool Relu;
    public int Columns;

    // The bias of the tile's first column, or null.
    public T* Bias;

    // Room for one tile.
    public T* Scratch;

    // One number per row that its sums begin with, or null (Offsets and Sliver); such tiles apply Relu to the registers.
    public T* RowBias;

    // One entry per step (Offsets and Patches).
    public int* Offsets;

    // One entry per row (Patches).
    public int* Rows;

    public nint Second;

    // Lanes: columns. Remainder: the last vector is finished in full in the scratch tile (its bias and old values read by mask) and stored in part.
    // Scalar twin: the triple loop in GemmTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<TLanes, TVector>(TileStore<T>* store, int rows, int vectors, T* c, nint cRow)
        where TLanes : ISimd<TVector, T>
        where TVector : unmanaged
    {
        T* scratch = store->Scratch;
        bool accumulate = store->Accumulate, relu = store->Relu;
        for (int v = 0; v < vectors; v++)
        {
            int left = Math.Min(store->Columns - (v * TLanes.Count), TLanes.Count);
            bool whole = left == TLanes.Count;
            TVector mask = TLanes.Mask(left);
            bool hasBias = store->Bias != null;
            TVector bias = default;
            if (hasBias)
                bias = whole ? TLanes.Load(store->Bias + (v * TLanes.Count)) : TLanes.LoadMasked(store->Bias + (v * TLanes.Count), mask);
            T* from = scratch + (v * TLanes.Count);
            T* to = c + (v * TLanes.Count);
            for (int i = 0; i < rows; i++)
            {
                TVector value = TLanes.Load(from);
                if (accumulate)
                    value = TLanes.Add(whole ? TLanes.Load(to) : TLanes.LoadMasked(to, mask), value);
                if (hasBias)
                    value = TLanes.Add(value, bias);
                if (relu)
                    value = TLanes.AtLeast(value, TLanes.Zero);
                if (whole)
                    TLanes.Store(to, value);
                else
                    TLanes.StoreFirst(to, value, left);
                from += vectors * TLanes.Count;
                to += cRow;
            }
        }
    }
}
