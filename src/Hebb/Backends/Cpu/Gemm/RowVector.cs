using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// One row times a matrix with unit column stride: B is read once and wide, each row of it in runs of eight vectors.
// Lanes: columns. Remainder: columns beyond the last eight vectors go to the micro-kernel. Scalar twin: the triple loop in GemmTests.
internal static unsafe class RowVector<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
    where V : unmanaged
{
    const int Vectors = 8;

    public static int Width => Vectors * S.Count;

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
            TileWork<T>.Finish<S, V>(&tile, 1, Vectors);
        }

        if (j < p->N)
        {
            Product<T> rest = p->Part(0, 1, j, p->N - j);
            Panels<S, V, T>.Short(&rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Wide(nint k, T* a, nint aCol, T* b, nint bRow, T* sums)
    {
        V x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default;
        for (; k > 0; k--)
        {
            V s = S.Broadcast(a);
            x0 = S.MultiplyAdd(s, S.Load(b), x0);
            x1 = S.MultiplyAdd(s, S.Load(b + S.Count), x1);
            x2 = S.MultiplyAdd(s, S.Load(b + (2 * S.Count)), x2);
            x3 = S.MultiplyAdd(s, S.Load(b + (3 * S.Count)), x3);
            x4 = S.MultiplyAdd(s, S.Load(b + (4 * S.Count)), x4);
            x5 = S.MultiplyAdd(s, S.Load(b + (5 * S.Count)), x5);
            x6 = S.MultiplyAdd(s, S.Load(b + (6 * S.Count)), x6);
            x7 = S.MultiplyAdd(s, S.Load(b + (7 * S.Count)), x7);
            a += aCol;
            b += bRow;
        }

        S.Store(sums, x0);
        S.Store(sums + S.Count, x1);
        S.Store(sums + (2 * S.Count), x2);
        S.Store(sums + (3 * S.Count), x3);
        S.Store(sums + (4 * S.Count), x4);
        S.Store(sums + (5 * S.Count), x5);
        S.Store(sums + (6 * S.Count), x6);
        S.Store(sums + (7 * S.Count), x7);
    }
}
