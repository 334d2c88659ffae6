using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hebb.Backends.Cpu;

// The loops around the micro-kernel: k in steps whose sliver of B fits half the first cache, rows of A in blocks for half the second,
// columns of B in panels for a part of the third.
internal static unsafe class Panels<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
    where V : unmanaged
{
    // Strides of a multiple of this many bytes put the rows of a tile into the same few places of the first cache.
    const int BadStride = 1024;

    // A transposed A is read in place up to this depth.
    const int DeepTransposed = 96;

    // A B of so many bytes is fetched ahead from wherever it lies; a smaller one stays in the caches.
    const int FarBytes = 4 << 20;

    // From this depth on a tile takes longer than memory does.
    const int FetchedDepth = 64;

    // Each row of a wide result lies in another page, and the processor finds only so many pages quickly.
    const int MaxRows = 384;

    static int Sliver => 2 * S.Count;

    // The deepest product that Small takes: its sliver lies on the stack.
    public const int SmallDepth = 64;

    // A product of few numbers, with the least fuss: k up to SmallDepth, any strides.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Small(Product<T>* p)
    {
        if (p->BCol == 1 && (S.HasMaskedLoad || p->N % S.Count == 0))
            Short(p);
        else
            SmallPacked(p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    static void SmallPacked(Product<T>* p)
    {
        T* room = stackalloc T[(S.TileRows + SmallDepth) * Sliver];
        TileWork<T> tile = default;
        tile.Scratch = room + (SmallDepth * Sliver);
        (tile.ARow, tile.ACol) = (p->ARow, p->ACol);
        Aim(p, &tile, 0, p->K);
        for (int j = 0; j < p->N; j += Sliver)
        {
            int columns = Math.Min(Sliver, p->N - j);
            int width = columns > S.Count ? Sliver : S.Count;
            Pack.Sliver(p->B + (j * p->BCol), p->BRow, p->BCol, p->K, columns, width, room);
            tile.A = p->A;
            tile.B = room;
            tile.BRow = width;
            Column(p, &tile, 0, p->M, j, columns);
        }
    }

    // All of k in one go, B read in place.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Short(Product<T>* p)
    {
        T* scratch = stackalloc T[S.TileRows * Sliver];
        TileWork<T> tile = default;
        tile.Scratch = scratch;
        (tile.ARow, tile.ACol) = (p->ARow, p->ACol);
        Aim(p, &tile, 0, p->K);
        for (int j = 0; j < p->N; j += Sliver)
        {
            int columns = Math.Min(Sliver, p->N - j);
            bool edge = columns % S.Count != 0;
            T* b = p->B + j;
            nint bRow = p->BRow;
            if (edge && !S.HasMaskedLoad)
            {
                T* padded = (T*)Scratch.Take((nint)p->K * Sliver * sizeof(T));
                Pack.Sliver(b, bRow, 1, p->K, columns, Sliver, padded);
                b = padded;
                bRow = Sliver;
            }

            tile.A = p->A;
            tile.B = b;
            tile.BRow = bRow;
            Column(p, &tile, 0, p->M, j, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run(Product<T>* p, bool pack)
    {
        int steps = Steps(p->K);
        if (!pack && steps == 1 && p->M <= 4 * S.TileRows)
        {
            Short(p);
            return;
        }

        T* scratch = stackalloc T[S.TileRows * Sliver];
        TileWork<T> tile = default;
        tile.Scratch = scratch;

        int depth = Math.Max(8, (((p->K + steps - 1) / steps) + 7) & ~7);
        int blockRows = RowsPerBlock(p->M, depth);
        bool one = blockRows >= p->M;
        int panelColumns = one || !pack ? p->N : Math.Max(Sliver, Math.Min(CacheSizes.Level3 / 4, 4 << 20) / (depth * sizeof(T)) / Sliver * Sliver);

        // A is copied, k running along memory, when it lies badly and enough columns use the copy: strides in both directions, rows that
        // meet in the same places of the cache, or a deep transposed A, whose tiles take a line per step.
        bool bad = p->ACol == 1
            ? p->ARow * sizeof(T) % BadStride == 0
            : p->ARow != 1 || depth >= DeepTransposed || p->ACol * sizeof(T) % BadStride == 0;
        bool copy = bad && p->M > 1 && p->N > 2 * Sliver;
        nint copyStride = depth + (64 / sizeof(T));
        if (copyStride * sizeof(T) % 256 == 0)
            copyStride += 64 / sizeof(T);
        nint slivers = one || !pack ? 1 : (Math.Min(panelColumns, p->N) + Sliver - 1) / Sliver;

        // The rows of a transposed B lie pages apart: while one is at hand, as many steps over k as half the second cache holds of A.
        int group = one && p->BRow == 1 && p->BCol != 1 ? Math.Clamp(CacheSizes.Level2 / 2 / (p->M * depth * sizeof(T)), 1, steps) : 1;
        (tile.ARow, tile.ACol) = copy ? (copyStride, 1) : (p->ARow, p->ACol);
        nint copyLength = copy ? copyStride * blockRows : 0;
        T* packedB = (T*)Scratch.Take(((slivers * depth * Sliver) + (copyLength * group)) * sizeof(T));
        T* packedA = packedB + (slivers * depth * Sliver);

        // The rows of a large B lie in other pages too, each with one line for a sliver.
        bool far = p->BCol == 1 && p->BRow * sizeof(T) >= BadStride && (long)p->K * p->N * sizeof(T) >= FarBytes;
        for (int jc = 0; jc < p->N; jc += panelColumns)
        {
            int jcEnd = Math.Min(p->N, jc + panelColumns);
            int first = 0;
            do
            {
                int last = (int)Math.Min(p->K, first + ((long)depth * group));
                DepthRange range = new(first, last, depth);
                for (int ic = 0; ic < p->M; ic += blockRows)
                {
                    int mc = Math.Min(blockRows, p->M - ic);
                    T* block = p->A + (ic * p->ARow);
                    if (copy)
                        Gather(p, block, mc, range, packedA, copyStride, copyLength);
                    for (int j = jc; j < jcEnd; j += Sliver)
                    {
                        int columns = Math.Min(Sliver, jcEnd - j);
                        int pc = first;
                        do
                        {
                            int kc = Math.Min(depth, last - pc);
                            Aim(p, &tile, pc, kc);
                            T* b = p->B + (pc * p->BRow) + (j * p->BCol);
                            nint bRow = p->BRow;
                            Prefetch ahead = default;
                            if (ic == 0 || slivers == 1)
                                ahead = Next(p, b, far, j + (2 * Sliver) <= jcEnd, pc, range, columns);
                            if (pack || (columns % S.Count != 0 && !S.HasMaskedLoad))
                            {
                                // With one block of rows a sliver is used at once, so all share one place that never leaves the first cache.
                                T* sliver = slivers == 1 ? packedB : packedB + ((nint)(j - jc) * kc);
                                if (ic == 0 || slivers == 1)
                                    Pack.Sliver(b, bRow, p->BCol, kc, columns, Sliver, sliver);
                                b = sliver;
                                bRow = Sliver;
                            }

                            tile.A = copy ? packedA + ((pc - first) / depth * copyLength) : block + (pc * p->ACol);
                            tile.B = b;
                            tile.BRow = bRow;
                            Column(p, &tile, ic, mc, j, columns, ahead);
                            pc += depth;
                        }
                        while (pc < last);
                    }
                }

                first = last;
            }
            while (first < p->K);
        }
    }

    // A range of k, in steps of so much.
    readonly record struct DepthRange(int First, int Last, int Depth);

    // What the step after this one reads of B, if it is worth fetching: of a transposed one the same columns further along or the next ones,
    // of a large plain one a line of every row.
    static Prefetch Next(Product<T>* p, T* b, bool far, bool more, int pc, DepthRange steps, int columns)
    {
        (int first, int last, int depth) = steps;
        int kc = Math.Min(depth, last - pc);
        if (far && more)
            return new Prefetch(b + Sliver, p->BRow * sizeof(T), kc, Sliver * sizeof(T));
        if (p->BRow != 1 || p->BCol == 1)
            return default;
        if (pc + kc < last)
            return new Prefetch(b + kc, p->BCol * sizeof(T), columns, (nint)Math.Min(depth, last - pc - kc) * sizeof(T));
        return more ? new Prefetch(b - (pc - first) + (Sliver * p->BCol), p->BCol * sizeof(T), Sliver, (nint)Math.Min(depth, last - first) * sizeof(T)) : default;
    }

    // A block of A, k running along memory: a part of `stride` rows for each step over k.
    static void Gather(Product<T>* p, T* block, int rows, DepthRange steps, T* to, nint stride, nint part)
    {
        for (int pc = steps.First; pc < steps.Last; pc += steps.Depth, to += part)
        {
            int kc = Math.Min(steps.Depth, steps.Last - pc);
            T* a = block + (pc * p->ACol);
            if (p->ACol == 1)
                Pack.Rows(a, p->ARow, rows, kc, to, stride);
            else if (p->ARow == 1)
                Transpose.Copy(a, p->ACol, kc, rows, to, stride, kc);
            else
                Pack.Strided(a, p->ARow, p->ACol, rows, kc, to, stride);
        }
    }

    // One sliver of B against a block of A (both in the tile, k running as deep as it says), its rows divided evenly: 32 rows are 6 + 6 + 5 + 5 + 5 + 5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Column(Product<T>* p, TileWork<T>* tile, int row, int rows, int j, int columns, Prefetch ahead = default)
    {
        int vectors = columns > S.Count ? 2 : 1;
        TileMode mode = tile->Mode;
        tile->Columns = columns;
        // Padded slivers are read by mask too: only the masked kernels store a part by themselves.
        bool edge = columns % S.Count != 0;
        bool masked = edge && S.HasMaskedLoad;
        if (edge)
            tile->Mode = masked && mode == TileMode.Assign ? TileMode.AssignPart : TileMode.Finish;
        if (p->Bias != null)
            tile->Bias = tile->Bias == null ? null : p->Bias + j;
        T* a = tile->A, c = p->C + (row * p->CRow) + j;
        nint aRow = tile->ARow;
        tile->CRow = p->CRow;
        int blocks = (rows + S.TileRows - 1) / S.TileRows;
        int high = rows / blocks, higher = rows - (high * blocks);
        for (int block = 0; block < blocks; block++)
        {
            int count = block < higher ? high + 1 : high;
            ahead.Fetch(blocks - block);
            if (Sse.IsSupported && tile->K >= FetchedDepth)
            {
                // The tile's place in C is wanted at its end, and arrives meanwhile.
                for (int i = 0; i < count; i++)
                    Sse.Prefetch0(c + (i * p->CRow));
            }

            tile->A = a;
            tile->C = c;
            Tile<S, V, T>.Run<N0>(count, vectors, masked, tile);
            a += count * aRow;
            c += count * p->CRow;
        }

        tile->Mode = mode;
    }

    // What this step over k does with C: the first one honours Accumulate, the last one adds the bias and applies the activation.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Aim(Product<T>* p, TileWork<T>* tile, int pc, int kc)
    {
        tile->K = kc;
        bool last = pc + kc >= p->K;
        tile->Accumulate = p->Accumulate || pc > 0;
        tile->Activation = last ? p->Activation : Activation.None;
        tile->Bias = last ? p->Bias : null;
        if (tile->Activation != Activation.None || tile->Bias != null)
            tile->Mode = TileMode.Finish;
        else
            tile->Mode = tile->Accumulate ? TileMode.Add : TileMode.Assign;
    }

    // Steps over k follow from k alone, so that every part of a product takes the same.
    static int Steps(int k)
    {
        int best = Math.Clamp(CacheSizes.Level1 / 2 / (Sliver * sizeof(T)), 128, 512);
        return (int)Math.Max(1, (k + (best / 2L)) / best);
    }

    static int RowsPerBlock(int m, int depth)
    {
        int max = Math.Clamp(CacheSizes.Level2 / 2 / (Math.Max(depth, 8) * sizeof(T)), S.TileRows, MaxRows);
        int blocks = (m + max - 1) / max;
        int rows = (m + blocks - 1) / blocks;
        return (rows + S.TileRows - 1) / S.TileRows * S.TileRows;
    }
}
