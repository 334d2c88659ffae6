using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

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

// One tile's work: C[rows, columns] from A[rows, K] and B[K, columns], whose columns have unit stride, and how the sums go into C.
internal unsafe struct TileWork<T>
    where T : unmanaged
{
    public nint K;
    public T* A;
    public nint ARow;
    public nint ACol;
    public T* B;
    public nint BRow;
    public T* C;
    public nint CRow;

    // The epilogue of one step over k, and how many columns of the tile exist.
    public TileMode Mode;
    public bool Accumulate;
    public Activation Activation;
    public int Columns;

    // The bias of the tile's first column, or null.
    public T* Bias;

    // Room for one tile.
    public T* Scratch;

    // One number per row that its sums begin with, or null (Offsets and Sliver); such tiles apply the activation to the registers.
    public T* RowBias;

    // One entry per step (Offsets and Patches).
    public int* Offsets;

    // One entry per row (Patches).
    public int* Rows;

    // From a row of B's first vector to its second (Offsets).
    public nint Second;

    // What the scratch tile holds goes into C.
    // Lanes: columns. Remainder: the last vector is finished in full in the scratch tile (its bias and old values read by mask) and stored in part.
    // Scalar twin: the triple loop in GemmTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish<S, V>(TileWork<T>* tile, int rows, int vectors)
        where S : ISimd<V, T>
        where V : unmanaged
    {
        T* scratch = tile->Scratch;
        bool accumulate = tile->Accumulate, relu = tile->Activation == Activation.Relu;
        for (int v = 0; v < vectors; v++)
        {
            int left = Math.Min(tile->Columns - (v * S.Count), S.Count);
            bool whole = left == S.Count;
            V mask = S.Mask(left);
            bool hasBias = tile->Bias != null;
            V bias = default;
            if (hasBias)
                bias = whole ? S.Load(tile->Bias + (v * S.Count)) : S.LoadMasked(tile->Bias + (v * S.Count), mask);
            T* from = scratch + (v * S.Count);
            T* to = tile->C + (v * S.Count);
            for (int i = 0; i < rows; i++)
            {
                V value = S.Load(from);
                if (accumulate)
                    value = S.Add(whole ? S.Load(to) : S.LoadMasked(to, mask), value);
                if (hasBias)
                    value = S.Add(value, bias);
                if (relu)
                    value = S.AtLeast(value, S.Zero);
                if (whole)
                    S.Store(to, value);
                else
                    S.StoreFirst(to, value, left);
                from += vectors * S.Count;
                to += tile->CRow;
            }
        }
    }
}

// What the next sliver of B will need, fetched in even portions between the tiles of the present one:
// each sliver starts sixteen or more short runs of memory, too short for the processor's own prefetchers.
internal unsafe struct Prefetch
{
    const int Line = 64;

    byte* at;
    nint step;
    nint bytes;
    int left;

    // `runs` pieces of memory of so many bytes, the first at `start`, `step` bytes apart.
    public Prefetch(void* start, nint step, int runs, nint bytes)
    {
        at = (byte*)start;
        this.step = step;
        this.bytes = bytes;
        left = runs;
    }

    // Fetches what falls to one of the tiles that are still to come.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int tilesLeft)
    {
        if (!Sse.IsSupported || left == 0)
            return;
        int runs = (left + tilesLeft - 1) / tilesLeft;
        left -= runs;
        for (; runs > 0; runs--)
        {
            for (nint offset = 0; offset < bytes; offset += Line)
                Sse.Prefetch1(at + offset);
            at += step;
        }
    }
}

// A number as a type argument: the compiler makes one copy of a kernel per number and drops the branches that the number decides.
internal interface IConst
{
    static abstract int Value { get; }
}

internal readonly struct N0 : IConst { public static int Value => 0; }

internal readonly struct N1 : IConst { public static int Value => 1; }

internal readonly struct N2 : IConst { public static int Value => 2; }

internal readonly struct N3 : IConst { public static int Value => 3; }

internal readonly struct N4 : IConst { public static int Value => 4; }

internal readonly struct N5 : IConst { public static int Value => 5; }

internal readonly struct N6 : IConst { public static int Value => 6; }

internal readonly struct N7 : IConst { public static int Value => 7; }

internal readonly struct N8 : IConst { public static int Value => 8; }

internal readonly struct N9 : IConst { public static int Value => 9; }

internal readonly struct N10 : IConst { public static int Value => 10; }

internal readonly struct N11 : IConst { public static int Value => 11; }

internal readonly struct N12 : IConst { public static int Value => 12; }

internal readonly struct N13 : IConst { public static int Value => 13; }

internal readonly struct N14 : IConst { public static int Value => 14; }

// Rows divided evenly into tiles of at most so many: 32 are 6 + 6 + 5 + 5 + 5 + 5.
internal readonly struct RowTiles
{
    readonly int low;
    readonly int higher;

    public RowTiles(int rows, int max)
    {
        Count = (rows + max - 1) / max;
        low = Count == 0 ? 0 : rows / Count;
        higher = rows - (low * Count);
    }

    public int Count { get; }

    // The first row of a tile; of tile Count, the number of rows.
    public int First(int tile) => (tile * low) + Math.Min(tile, higher);
}
