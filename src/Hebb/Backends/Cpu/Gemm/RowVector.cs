using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// One row times a matrix with unit column stride: B is read once and wide, each row of it in runs of eight vectors.
// Lanes: columns. Remainder: columns beyond the last eight vectors go to the micro-kernel. Scalar twin: the triple loop in GemmTests.
internal static unsafe class RowVector<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged
    where TVector : unmanaged
{
    const int Vectors = 8;

    public static int Width => Vectors * TLanes.Count;

    [SkipLocalsInit]
    public static void Run(Product<T>* p)
    {
        T* scratch = stackalloc T[Width];
        TileWork<T> tile = new()
        {
            Accumulate = p->Accumulate,
            Activation = p->Activation,
            Mode = TileMode.Finish,
            Scratch = scratch,
        };
        int j = 0;
        for (; j <= p->N - Width; j += Width)
        {
            Wide(p->K, p->A, p->ACol, p->B + j, p->BRow, scratch);
            tile.Columns = Width;
            tile.Bias = p->Bias == null ? null : p->Bias + j;
            tile.C = p->C + j;
            TileWork<T>.Finish<TLanes, TVector>(&tile, 1, Vectors);
        }

        if (j < p->N)
        {
            Product<T> rest = p->Part(0, 1, j, p->N - j);
            Panels<TLanes, T, TVector>.Short(&rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Wide(nint k, T* a, nint aCol, T* b, nint bRow, T* sums)
    {
        TVector x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default;
        for (; k > 0; k--)
        {
            TVector s = TLanes.Broadcast(a);
            x0 = TLanes.MultiplyAdd(s, TLanes.Load(b), x0);
            x1 = TLanes.MultiplyAdd(s, TLanes.Load(b + TLanes.Count), x1);
            x2 = TLanes.MultiplyAdd(s, TLanes.Load(b + (2 * TLanes.Count)), x2);
            x3 = TLanes.MultiplyAdd(s, TLanes.Load(b + (3 * TLanes.Count)), x3);
            x4 = TLanes.MultiplyAdd(s, TLanes.Load(b + (4 * TLanes.Count)), x4);
            x5 = TLanes.MultiplyAdd(s, TLanes.Load(b + (5 * TLanes.Count)), x5);
            x6 = TLanes.MultiplyAdd(s, TLanes.Load(b + (6 * TLanes.Count)), x6);
            x7 = TLanes.MultiplyAdd(s, TLanes.Load(b + (7 * TLanes.Count)), x7);
            a += aCol;
            b += bRow;
        }

        TLanes.Store(sums, x0);
        TLanes.Store(sums + TLanes.Count, x1);
        TLanes.Store(sums + (2 * TLanes.Count), x2);
        TLanes.Store(sums + (3 * TLanes.Count), x3);
        TLanes.Store(sums + (4 * TLanes.Count), x4);
        TLanes.Store(sums + (5 * TLanes.Count), x5);
        TLanes.Store(sums + (6 * TLanes.Count), x6);
        TLanes.Store(sums + (7 * TLanes.Count), x7);
    }
}
