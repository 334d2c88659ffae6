using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// One matrix product by pointers: C[m, n] = A[m, k]·B[k, n]. A and B have any strides (in elements), so a transposed matrix is the same
// memory with its strides exchanged; C has unit column stride and overlaps neither.
// On its way into C an element's old value is added (Accumulate), then the bias of its column (unless null), then comes the activation.
internal unsafe struct Product<T>
    where T : unmanaged
{
    public int M;
    public int N;
    public int K;
    public T* A;
    public nint ARow;
    public nint ACol;
    public T* B;
    public nint BRow;
    public nint BCol;
    public T* C;
    public nint CRow;
    public T* Bias;
    public bool Accumulate;
    public Activation Activation;

    // The rows from i and columns from j of this product, as a product of its own.
    public readonly Product<T> Part(int i, int rows, int j, int columns)
    {
        Product<T> part = this;
        part.M = rows;
        part.N = columns;
        part.A = A + (i * ARow);
        part.B = B + (j * BCol);
        part.C = C + (i * CRow) + j;
        if (Bias != null)
            part.Bias = Bias + j;
        return part;
    }
}

// Runs products on the registers of this machine.
// After Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34 (2008).
internal static unsafe class Gemm
{
    public static void Multiply<T>(Product<T>* product)
        where T : unmanaged, INumber<T> => Multiply(product, SimdWidth.Bits);

    // The same at a chosen width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<T>(Product<T>* product, int bits)
        where T : unmanaged, INumber<T>
    {
        if ((product->M | product->N | product->K) < 0)
            Refuse(product->M, product->N, product->K);
        SimdDispatch.Run<Job, T>(new Job(product), bits);
    }

    static void Refuse(int m, int n, int k) => throw new ArgumentOutOfRangeException(
        nameof(m), $"A matrix product needs m, n and k of at least 0, but [{m}, {k}]·[{k}, {n}] came. Did a product of sizes overflow an int?");

    readonly struct Job(void* product) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => GemmDriver<S, V, T>.Multiply((Product<T>*)product);
    }
}

// Chooses the way of a product and shares it among the threads. The way follows from the whole product's shape and strides,
// never from a thread's part, and within a way each element's order of additions is fixed: any number of threads gives the same bits.
internal static unsafe class GemmDriver<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    // Below about a million multiplications (some ten microseconds) waking a thread costs more than it saves.
    const long SharedWork = 1 << 20;

    // B is read where it lies when it is small or when too few rows would use a copy of it.
    const int DirectElements = 32 << 10;

    const int DirectRows = 128;

    // Sums along k beat turning B into slivers for so few rows, or for fewer columns than three quarters of a sliver.
    const int DotRows = 16;

    // Below this many multiplications fixed costs decide, and everything goes through one short path.
    const long SmallWork = 32 << 10;

    static int DotColumns => S.Count + (S.Count / 2);

    // Shorter sums spend too much on adding up their lanes.
    static int DotDepth => 32 * S.Count;

    public static void Multiply(Product<T>* p)
    {
        if (p->M == 0 || p->N == 0)
            return;
        bool line = p->M == 1 || p->N == 1;
        if (!line && p->K <= Panels<S, V, T>.SmallDepth && (long)p->M * p->N * p->K <= SmallWork)
        {
            Panels<S, V, T>.Small(p);
            return;
        }

        if (line)
            Line(p);
        else
            Divide(p);
    }

    // A product with one row or one column.
    static void Line(Product<T>* p)
    {
        Product<T> turned;
        if (p->N == 1 && p->M > 1 && p->ARow == 1 && p->CRow == 1 && p->Bias == null)
        {
            // A column is a row: Cᵀ = Bᵀ·Aᵀ.
            turned = *p;
            turned.M = 1;
            turned.N = p->M;
            turned.A = p->B;
            turned.ACol = p->BRow;
            turned.B = p->A;
            turned.BRow = p->ACol;
            turned.BCol = p->ARow;
            p = &turned;
        }

        Divide(p);
    }

    static void Divide(Product<T>* p)
    {
        Way way = Choose(p);
        if ((long)p->M * p->N * p->K >= SharedWork && Hebb.Threads.Count > 1)
            Share(p, way);
        else
            Run(p, way);
    }

    internal static Way Choose(Product<T>* p)
    {
        if (p->M == 1 && p->BCol == 1)
            return Way.Row;
        if (p->ACol == 1 && p->BRow == 1)
        {
            bool line = p->M == 1 || p->N == 1;
            if (line || (p->K >= DotDepth && (p->M <= DotRows || p->N <= DotColumns)))
                return Way.Dots;
        }

        // Rows of B a multiple of 1 KB apart fall into a few places of the first cache and push each other out.
        int directRows = p->BRow * sizeof(T) % 1024 == 0 ? DirectRows / 4 : DirectRows;
        bool small = (long)p->N * p->K <= DirectElements || p->M <= directRows;
        return p->BCol == 1 && small ? Way.Direct : Way.Packed;
    }

    static void Run(Product<T>* p, Way way)
    {
        if (way == Way.Dots)
            Dot<S, V, T>.Run(p);
        else if (way == Way.Row)
            RowVector<S, V, T>.Run(p);
        else
            Panels<S, V, T>.Run(p, way == Way.Packed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Share(Product<T>* p, Way way)
    {
        int rowUnit = way == Way.Dots ? 4 : S.TileRows;
        int columnUnit = way == Way.Row ? RowVector<S, V, T>.Width : way == Way.Dots ? 3 : 2 * S.Count;
        long rowUnits = (p->M + rowUnit - 1) / rowUnit;
        long columnUnits = (p->N + columnUnit - 1) / columnUnit;
        int threads = (int)Math.Min(Hebb.Threads.Count, Math.Min(rowUnits * columnUnits, (long)p->M * p->N * p->K / (SharedWork / 2)));

        // The grid whose largest part is smallest; among equals the one whose parts read least.
        int rows = 1, columns = 1;
        double best = double.MaxValue;
        for (int r = 1; r <= threads && r <= rowUnits; r++)
        {
            int c = (int)Math.Min(threads / r, columnUnits);
            double high = (rowUnits + r - 1) / r * rowUnit, wide = (columnUnits + c - 1) / c * columnUnit;
            double cost = (high * wide) + (0.001 * (high + wide));
            if (cost < best)
            {
                best = cost;
                rows = r;
                columns = c;
            }
        }

        PartJob job = new() { Whole = p, Way = way, Rows = rows, Columns = columns, RowUnit = rowUnit, ColumnUnit = columnUnit };
        WorkerPool.Run(ref job, rows * columns);
    }

    internal enum Way
    {
        // One row times a B with unit column stride.
        Row,

        // Sums along k.
        Dots,

        // Tiles that read B where it lies.
        Direct,

        // Tiles that read slivers of B.
        Packed,
    }

    struct PartJob : IJob
    {
        public Product<T>* Whole;
        public Way Way;
        public int Rows;
        public int Columns;
        public int RowUnit;
        public int ColumnUnit;

        public readonly void Run(int part)
        {
            int i = Edge(part / Columns, Rows, Whole->M, RowUnit), iEnd = Edge((part / Columns) + 1, Rows, Whole->M, RowUnit);
            int j = Edge(part % Columns, Columns, Whole->N, ColumnUnit), jEnd = Edge((part % Columns) + 1, Columns, Whole->N, ColumnUnit);
            if (i == iEnd || j == jEnd)
                return;
            Product<T> own = Whole->Part(i, iEnd - i, j, jEnd - j);
            GemmDriver<S, V, T>.Run(&own, Way);
        }

        // Where part `index` of `parts` begins, in whole units.
        static int Edge(int index, int parts, int length, int unit) =>
            (int)Math.Min(length, (length + unit - 1L) / unit * index / parts * unit);
    }
}
