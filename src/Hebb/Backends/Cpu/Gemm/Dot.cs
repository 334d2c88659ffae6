using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// Rows times rows where both run along k: up to 4 × 3 or 8 × 1 sums in registers, the lanes running along k, so that neither matrix
// is copied or turned. The order of a sum depends on the width of the vectors alone, never on the block that it falls in.
// Lanes: k. Remainder: the last numbers are loaded by mask, zeros in the other lanes. Scalar twin: the triple loop in GemmTests.
internal static unsafe class Dot<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged, INumber<T>
    where V : unmanaged
{
    // Rows of A and columns of B in one block of sums, when both have several.
    const int Rows = 4;
    const int Columns = 3;

    // Rows in one block when there is only one column.
    const int LongRows = 8;

    // Some rows of A and columns of B, both running along memory.
    struct Lines
    {
        public T* A;
        public nint ARow;
        public T* B;
        public nint BCol;
    }

    // C = A·B with ACol = 1 and BRow = 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run(Product<T>* p)
    {
        T* sums = stackalloc T[Rows * Columns];
        if (p->M == 1)
        {
            Line(p, p->N, p->B, p->BCol, p->A, (1, 1), sums);
            return;
        }

        if (p->N == 1)
        {
            Line(p, p->M, p->A, p->ARow, p->B, (p->CRow, 0), sums);
            return;
        }

        Lines lines = new() { ARow = p->ARow, BCol = p->BCol };
        int rowBlocks = (p->M + Rows - 1) / Rows;
        int columnBlocks = (p->N + Columns - 1) / Columns;
        for (int jb = 0; jb < columnBlocks; jb++)
        {
            int j = (int)((long)jb * p->N / columnBlocks);
            int columns = (int)((long)(jb + 1) * p->N / columnBlocks) - j;
            for (int ib = 0; ib < rowBlocks; ib++)
            {
                int i = (int)((long)ib * p->M / rowBlocks);
                int rows = (int)((long)(ib + 1) * p->M / rowBlocks) - i;
                lines.A = p->A + (i * p->ARow);
                lines.B = p->B + (j * p->BCol);
                Block(rows, columns, p->K, &lines, sums);
                T* from = sums;
                for (int r = 0; r < rows; r++)
                {
                    T* to = p->C + ((i + r) * p->CRow) + j;
                    for (int c = 0; c < columns; c++)
                        to[c] = Finish(p, *from++, to[c], p->Bias == null ? T.Zero : p->Bias[j + c]);
                }
            }
        }
    }

    // One vector against many: either matrix may be the one with a single row or column.
    static void Line(Product<T>* p, int count, T* many, nint step, T* one, (nint C, nint Bias) steps, T* sums)
    {
        Lines lines = new() { ARow = step, B = one };
        int blocks = (count + LongRows - 1) / LongRows;
        for (int block = 0; block < blocks; block++)
        {
            int i = (int)((long)block * count / blocks);
            int rows = (int)((long)(block + 1) * count / blocks) - i;
            lines.A = many + (i * step);
            Block(rows, 1, p->K, &lines, sums);
            for (int r = 0; r < rows; r++)
            {
                T* to = p->C + ((i + r) * steps.C);
                *to = Finish(p, sums[r], *to, p->Bias == null ? T.Zero : p->Bias[(i + r) * steps.Bias]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Finish(Product<T>* p, T sum, T old, T bias)
    {
        if (p->Accumulate)
            sum = old + sum;
        if (p->Bias != null)
            sum += bias;
        return p->Activation == Activation.Relu && sum < T.Zero ? T.Zero : sum;
    }

    static void Block(int rows, int columns, nint k, Lines* lines, T* sums)
    {
        if (columns == 3)
            Several<N3>(rows, k, lines, sums);
        else if (columns == 2)
            Several<N2>(rows, k, lines, sums);
        else
            Single(rows, k, lines, sums);
    }

    static void Several<TColumns>(int rows, nint k, Lines* lines, T* sums)
        where TColumns : struct, IConst
    {
        switch (rows)
        {
            case 1: Multiply<N1, TColumns>(k, lines, sums); break;
            case 2: Multiply<N2, TColumns>(k, lines, sums); break;
            case 3: Multiply<N3, TColumns>(k, lines, sums); break;
            default: Multiply<N4, TColumns>(k, lines, sums); break;
        }
    }

    static void Single(int rows, nint k, Lines* lines, T* sums)
    {
        switch (rows)
        {
            case 5: Multiply<N5, N1>(k, lines, sums); break;
            case 6: Multiply<N6, N1>(k, lines, sums); break;
            case 7: Multiply<N7, N1>(k, lines, sums); break;
            case 8: Multiply<N8, N1>(k, lines, sums); break;
            default: Several<N1>(rows, k, lines, sums); break;
        }
    }

    // sums[i · columns + j] = row i of A times column j of B.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply<TRows, TColumns>(nint k, Lines* lines, T* sums)
        where TRows : struct, IConst
        where TColumns : struct, IConst
    {
        T* a = lines->A, b = lines->B;
        nint aRow = lines->ARow, bCol = lines->BCol;
        V x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default,
            x7 = default;
        V y0 = default, y1 = default, y2 = default, y3 = default;
        V z0 = default, z1 = default, z2 = default, z3 = default;

        // One pointer per three rows: base, base + step and base + 2·step are single addresses.
        nint two = 2 * aRow;
        T* a3 = a + (3 * aRow);
        T* a6 = a + (6 * aRow);
        T* b2 = b + (2 * bCol);
        for (; k >= S.Count; k -= S.Count)
        {
            V s0 = S.Load(b);
            V s1 = default, s2 = default;
            if (TColumns.Value > 1) s1 = S.Load(b + bCol);
            if (TColumns.Value > 2) s2 = S.Load(b2);

            V t0 = S.Load(a);
            x0 = S.MultiplyAdd(t0, s0, x0);
            if (TColumns.Value > 1) y0 = S.MultiplyAdd(t0, s1, y0);
            if (TColumns.Value > 2) z0 = S.MultiplyAdd(t0, s2, z0);
            if (TRows.Value > 1)
            {
                V t1 = S.Load(a + aRow);
                x1 = S.MultiplyAdd(t1, s0, x1);
                if (TColumns.Value > 1) y1 = S.MultiplyAdd(t1, s1, y1);
                if (TColumns.Value > 2) z1 = S.MultiplyAdd(t1, s2, z1);
            }

            if (TRows.Value > 2)
            {
                V t2 = S.Load(a + two);
                x2 = S.MultiplyAdd(t2, s0, x2);
                if (TColumns.Value > 1) y2 = S.MultiplyAdd(t2, s1, y2);
                if (TColumns.Value > 2) z2 = S.MultiplyAdd(t2, s2, z2);
            }

            if (TRows.Value > 3)
            {
                V t3 = S.Load(a3);
                x3 = S.MultiplyAdd(t3, s0, x3);
                if (TColumns.Value > 1) y3 = S.MultiplyAdd(t3, s1, y3);
                if (TColumns.Value > 2) z3 = S.MultiplyAdd(t3, s2, z3);
            }

            if (TRows.Value > 4)
            {
                V t4 = S.Load(a3 + aRow);
                x4 = S.MultiplyAdd(t4, s0, x4);
            }

            if (TRows.Value > 5)
            {
                V t5 = S.Load(a3 + two);
                x5 = S.MultiplyAdd(t5, s0, x5);
            }

            if (TRows.Value > 6)
            {
                V t6 = S.Load(a6);
                x6 = S.MultiplyAdd(t6, s0, x6);
            }

            if (TRows.Value > 7)
            {
                V t7 = S.Load(a6 + aRow);
                x7 = S.MultiplyAdd(t7, s0, x7);
            }

            a += S.Count;
            b += S.Count;
            if (TRows.Value > 3) a3 += S.Count;
            if (TRows.Value > 6) a6 += S.Count;
            if (TColumns.Value > 2) b2 += S.Count;
        }

        if (k > 0)
        {
            V mask = S.Mask((int)k);
            V s0 = S.LoadMasked(b, mask);
            V s1 = default, s2 = default;
            if (TColumns.Value > 1) s1 = S.LoadMasked(b + bCol, mask);
            if (TColumns.Value > 2) s2 = S.LoadMasked(b2, mask);

            V t0 = S.LoadMasked(a, mask);
            x0 = S.MultiplyAdd(t0, s0, x0);
            if (TColumns.Value > 1) y0 = S.MultiplyAdd(t0, s1, y0);
            if (TColumns.Value > 2) z0 = S.MultiplyAdd(t0, s2, z0);
            if (TRows.Value > 1)
            {
                V t1 = S.LoadMasked(a + aRow, mask);
                x1 = S.MultiplyAdd(t1, s0, x1);
                if (TColumns.Value > 1) y1 = S.MultiplyAdd(t1, s1, y1);
                if (TColumns.Value > 2) z1 = S.MultiplyAdd(t1, s2, z1);
            }

            if (TRows.Value > 2)
            {
                V t2 = S.LoadMasked(a + two, mask);
                x2 = S.MultiplyAdd(t2, s0, x2);
                if (TColumns.Value > 1) y2 = S.MultiplyAdd(t2, s1, y2);
                if (TColumns.Value > 2) z2 = S.MultiplyAdd(t2, s2, z2);
            }

            if (TRows.Value > 3)
            {
                V t3 = S.LoadMasked(a3, mask);
                x3 = S.MultiplyAdd(t3, s0, x3);
                if (TColumns.Value > 1) y3 = S.MultiplyAdd(t3, s1, y3);
                if (TColumns.Value > 2) z3 = S.MultiplyAdd(t3, s2, z3);
            }

            if (TRows.Value > 4)
            {
                V t4 = S.LoadMasked(a3 + aRow, mask);
                x4 = S.MultiplyAdd(t4, s0, x4);
            }

            if (TRows.Value > 5)
            {
                V t5 = S.LoadMasked(a3 + two, mask);
                x5 = S.MultiplyAdd(t5, s0, x5);
            }

            if (TRows.Value > 6)
            {
                V t6 = S.LoadMasked(a6, mask);
                x6 = S.MultiplyAdd(t6, s0, x6);
            }

            if (TRows.Value > 7)
            {
                V t7 = S.LoadMasked(a6 + aRow, mask);
                x7 = S.MultiplyAdd(t7, s0, x7);
            }
        }

        sums[0] = S.Sum(x0);
        if (TColumns.Value > 1) sums[1] = S.Sum(y0);
        if (TColumns.Value > 2) sums[2] = S.Sum(z0);
        if (TRows.Value > 1)
        {
            sums[1 * TColumns.Value] = S.Sum(x1);
            if (TColumns.Value > 1) sums[(1 * TColumns.Value) + 1] = S.Sum(y1);
            if (TColumns.Value > 2) sums[(1 * TColumns.Value) + 2] = S.Sum(z1);
        }

        if (TRows.Value > 2)
        {
            sums[2 * TColumns.Value] = S.Sum(x2);
            if (TColumns.Value > 1) sums[(2 * TColumns.Value) + 1] = S.Sum(y2);
            if (TColumns.Value > 2) sums[(2 * TColumns.Value) + 2] = S.Sum(z2);
        }

        if (TRows.Value > 3)
        {
            sums[3 * TColumns.Value] = S.Sum(x3);
            if (TColumns.Value > 1) sums[(3 * TColumns.Value) + 1] = S.Sum(y3);
            if (TColumns.Value > 2) sums[(3 * TColumns.Value) + 2] = S.Sum(z3);
        }

        if (TRows.Value > 4) sums[4 * TColumns.Value] = S.Sum(x4);
        if (TRows.Value > 5) sums[5 * TColumns.Value] = S.Sum(x5);
        if (TRows.Value > 6) sums[6 * TColumns.Value] = S.Sum(x6);
        if (TRows.Value > 7) sums[7 * TColumns.Value] = S.Sum(x7);
    }
}
