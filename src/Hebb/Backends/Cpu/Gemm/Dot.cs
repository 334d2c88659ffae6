using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The loops around the row-times-row kernel.
internal static unsafe partial class Dot<TLanes, T, TVector>
{
    // Rows of A and columns of B in one block of sums, when both have several.
    const int Rows = 4;
    const int Columns = 3;

    // Rows in one block when there is only one column.
    const int LongRows = 8;

    // C = A·B with ACol = 1 and BRow = 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run(Product<T>* p)
    {
        T* sums = stackalloc T[Rows * Columns];
        if (p->M == 1)
        {
            Line(p, p->N, p->B, p->BCol, p->A, 1, 1, sums);
            return;
        }

        if (p->N == 1)
        {
            Line(p, p->M, p->A, p->ARow, p->B, p->CRow, 0, sums);
            return;
        }

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
                Block(rows, columns, p->K, p->A + (i * p->ARow), p->ARow, p->B + (j * p->BCol), p->BCol, sums);
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
    static void Line(Product<T>* p, int count, T* many, nint step, T* one, nint cStep, nint biasStep, T* sums)
    {
        int blocks = (count + LongRows - 1) / LongRows;
        for (int block = 0; block < blocks; block++)
        {
            int i = (int)((long)block * count / blocks);
            int rows = (int)((long)(block + 1) * count / blocks) - i;
            Block(rows, 1, p->K, many + (i * step), step, one, 0, sums);
            for (int r = 0; r < rows; r++)
            {
                T* to = p->C + ((i + r) * cStep);
                *to = Finish(p, sums[r], *to, p->Bias == null ? T.Zero : p->Bias[(i + r) * biasStep]);
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
        return p->Relu && sum < T.Zero ? T.Zero : sum;
    }

    static void Block(int rows, int columns, nint k, T* a, nint aRow, T* b, nint bCol, T* sums)
    {
        if (columns == 3)
            Several<Three>(rows, k, a, aRow, b, bCol, sums);
        else if (columns == 2)
            Several<Two>(rows, k, a, aRow, b, bCol, sums);
        else
            Single(rows, k, a, aRow, b, bCol, sums);
    }

    static void Several<TColumns>(int rows, nint k, T* a, nint aRow, T* b, nint bCol, T* sums)
        where TColumns : struct, INumeral
    {
        switch (rows)
        {
            case 1:
                Multiply<One, TColumns>(k, a, aRow, b, bCol, sums);
                break;
            case 2:
                Multiply<Two, TColumns>(k, a, aRow, b, bCol, sums);
                break;
            case 3:
                Multiply<Three, TColumns>(k, a, aRow, b, bCol, sums);
                break;
            default:
                Multiply<Four, TColumns>(k, a, aRow, b, bCol, sums);
                break;
        }
    }

    static void Single(int rows, nint k, T* a, nint aRow, T* b, nint bCol, T* sums)
    {
        switch (rows)
        {
            case 5:
                Multiply<Five, One>(k, a, aRow, b, bCol, sums);
                break;
            case 6:
                Multiply<Six, One>(k, a, aRow, b, bCol, sums);
                break;
            case 7:
                Multiply<Seven, One>(k, a, aRow, b, bCol, sums);
                break;
            case 8:
                Multiply<Eight, One>(k, a, aRow, b, bCol, sums);
                break;
            default:
                Several<One>(rows, k, a, aRow, b, bCol, sums);
                break;
        }
    }
}
