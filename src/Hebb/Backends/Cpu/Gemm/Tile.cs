using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The micro-kernel: rows × (one or two vectors) of C held in registers while k runs. Every row count has its own copy, with exactly
// its own multiplications; every element is the plain chain z ← a·b + z over rising k, whatever tile it falls in.
// TSource says where the operands lie (see TileSource); products of matrices use the plain one, convolutions the others.
// Lanes: columns of C. Remainder: the last vector is loaded by mask (TMasked = 1) or comes from a padded sliver, and is stored in part.
// Scalar twin: the triple loop in GemmTests, and this text over SimdScalar.
internal static unsafe class Tile<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
    where V : unmanaged
{
    // Finds the copy for a tile's rows and vectors; a masked one's last vector is not filled.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSource>(int rows, int vectors, bool masked, TileWork<T>* tile)
        where TSource : struct, IConst
    {
        if (vectors == 2)
        {
            if (masked) Run<N2, N1, TSource>(rows, tile);
            else Run<N2, N0, TSource>(rows, tile);
        }
        else if (masked)
        {
            Run<N1, N1, TSource>(rows, tile);
        }
        else
        {
            Run<N1, N0, TSource>(rows, tile);
        }
    }

    static void Run<TVectors, TMasked, TSource>(int rows, TileWork<T>* tile)
        where TVectors : struct, IConst
        where TMasked : struct, IConst
        where TSource : struct, IConst
    {
        switch (rows)
        {
            case 1: Multiply<N1, TVectors, TMasked, TSource>(tile); break;
            case 2: Multiply<N2, TVectors, TMasked, TSource>(tile); break;
            case 3: Multiply<N3, TVectors, TMasked, TSource>(tile); break;
            case 4: Multiply<N4, TVectors, TMasked, TSource>(tile); break;
            case 5: Multiply<N5, TVectors, TMasked, TSource>(tile); break;
            case 6: Multiply<N6, TVectors, TMasked, TSource>(tile); break;
            case 7 when S.TileRows >= 7: Multiply<N7, TVectors, TMasked, TSource>(tile); break;
            case 8 when S.TileRows >= 8: Multiply<N8, TVectors, TMasked, TSource>(tile); break;
            case 9 when S.TileRows >= 9: Multiply<N9, TVectors, TMasked, TSource>(tile); break;
            case 10 when S.TileRows >= 10: Multiply<N10, TVectors, TMasked, TSource>(tile); break;
            case 11 when S.TileRows >= 11: Multiply<N11, TVectors, TMasked, TSource>(tile); break;
            case 12 when S.TileRows >= 12: Multiply<N12, TVectors, TMasked, TSource>(tile); break;
            case 13 when S.TileRows >= 13: Multiply<N13, TVectors, TMasked, TSource>(tile); break;
            case 14 when S.TileRows >= 14: Multiply<N14, TVectors, TMasked, TSource>(tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply<TRows, TVectors, TMasked, TSource>(TileWork<T>* tile)
        where TRows : struct, IConst
        where TVectors : struct, IConst
        where TMasked : struct, IConst
        where TSource : struct, IConst
    {
        T* a = tile->A, b = tile->B;
        nint aRow = tile->ARow, aCol = tile->ACol, bRow = tile->BRow;
        V x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default,
            x7 = default, x8 = default, x9 = default, x10 = default, x11 = default, x12 = default, x13 = default;
        V y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default, y6 = default,
            y7 = default, y8 = default, y9 = default, y10 = default, y11 = default, y12 = default, y13 = default;
        if (TSource.Value == TileSource.Offsets || TSource.Value == TileSource.Sliver)
        {
            T* start = tile->RowBias;
            if (start != null)
            {
                y0 = x0 = S.Broadcast(start);
                if (TRows.Value > 1) y1 = x1 = S.Broadcast(start + 1);
                if (TRows.Value > 2) y2 = x2 = S.Broadcast(start + 2);
                if (TRows.Value > 3) y3 = x3 = S.Broadcast(start + 3);
                if (TRows.Value > 4) y4 = x4 = S.Broadcast(start + 4);
                if (TRows.Value > 5) y5 = x5 = S.Broadcast(start + 5);
                if (TRows.Value > 6) y6 = x6 = S.Broadcast(start + 6);
                if (TRows.Value > 7) y7 = x7 = S.Broadcast(start + 7);
                if (TRows.Value > 8) y8 = x8 = S.Broadcast(start + 8);
                if (TRows.Value > 9) y9 = x9 = S.Broadcast(start + 9);
                if (TRows.Value > 10) y10 = x10 = S.Broadcast(start + 10);
                if (TRows.Value > 11) y11 = x11 = S.Broadcast(start + 11);
                if (TRows.Value > 12) y12 = x12 = S.Broadcast(start + 12);
                if (TRows.Value > 13) y13 = x13 = S.Broadcast(start + 13);
            }
        }

        V mask = TMasked.Value == 1 ? S.Mask(tile->Columns - ((TVectors.Value - 1) * S.Count)) : default;

        // One pointer per three rows: base, base + step and base + 2·step are single addresses.
        nint two = 2 * aRow;
        T* a3 = a + (3 * aRow);
        T* a6 = a + (6 * aRow);
        T* a9 = a + (9 * aRow);
        T* a12 = a + (12 * aRow);
        // The rows of patches lie anywhere, so each has its own pointer; one offset per step moves them all.
        T* r0 = a;
        T* r1 = a, r2 = a, r3 = a, r4 = a, r5 = a, r6 = a, r7 = a, r8 = a, r9 = a, r10 = a, r11 = a, r12 = a, r13 = a;
        if (TSource.Value == TileSource.Patches)
        {
            int* places = tile->Rows;
            r0 += places[0];
            if (TRows.Value > 1) r1 += places[1];
            if (TRows.Value > 2) r2 += places[2];
            if (TRows.Value > 3) r3 += places[3];
            if (TRows.Value > 4) r4 += places[4];
            if (TRows.Value > 5) r5 += places[5];
            if (TRows.Value > 6) r6 += places[6];
            if (TRows.Value > 7) r7 += places[7];
            if (TRows.Value > 8) r8 += places[8];
            if (TRows.Value > 9) r9 += places[9];
            if (TRows.Value > 10) r10 += places[10];
            if (TRows.Value > 11) r11 += places[11];
            if (TRows.Value > 12) r12 += places[12];
            if (TRows.Value > 13) r13 += places[13];
        }

        int* offsets = tile->Offsets;
        nint second = TSource.Value == TileSource.Offsets ? tile->Second : S.Count;
        for (nint p = tile->K; p > 0; p--)
        {
            nint at = 0;
            if (TSource.Value == TileSource.Offsets || TSource.Value == TileSource.Patches)
                at = *offsets++;
            T* row = TSource.Value == TileSource.Offsets ? b + at : b;
            V b0, b1;
            if (TVectors.Value == 2)
            {
                b0 = S.Load(row);
                b1 = TMasked.Value == 1 ? S.LoadMasked(row + second, mask) : S.Load(row + second);
            }
            else
            {
                b0 = TMasked.Value == 1 ? S.LoadMasked(row, mask) : S.Load(row);
                b1 = default;
            }

            if (TSource.Value != TileSource.Offsets)
                b += bRow;
            V s0 = S.Broadcast(TSource.Value == TileSource.Patches ? r0 + at : a);
            x0 = S.MultiplyAdd(s0, b0, x0);
            if (TVectors.Value == 2) y0 = S.MultiplyAdd(s0, b1, y0);

            if (TRows.Value > 1)
            {
                V s1 = S.Broadcast(TSource.Value == TileSource.Patches ? r1 + at : a + aRow);
                x1 = S.MultiplyAdd(s1, b0, x1);
                if (TVectors.Value == 2) y1 = S.MultiplyAdd(s1, b1, y1);
            }

            if (TRows.Value > 2)
            {
                V s2 = S.Broadcast(TSource.Value == TileSource.Patches ? r2 + at : a + two);
                x2 = S.MultiplyAdd(s2, b0, x2);
                if (TVectors.Value == 2) y2 = S.MultiplyAdd(s2, b1, y2);
            }

            if (TRows.Value > 3)
            {
                V s3 = S.Broadcast(TSource.Value == TileSource.Patches ? r3 + at : a3);
                x3 = S.MultiplyAdd(s3, b0, x3);
                if (TVectors.Value == 2) y3 = S.MultiplyAdd(s3, b1, y3);
            }

            if (TRows.Value > 4)
            {
                V s4 = S.Broadcast(TSource.Value == TileSource.Patches ? r4 + at : a3 + aRow);
                x4 = S.MultiplyAdd(s4, b0, x4);
                if (TVectors.Value == 2) y4 = S.MultiplyAdd(s4, b1, y4);
            }

            if (TRows.Value > 5)
            {
                V s5 = S.Broadcast(TSource.Value == TileSource.Patches ? r5 + at : a3 + two);
                x5 = S.MultiplyAdd(s5, b0, x5);
                if (TVectors.Value == 2) y5 = S.MultiplyAdd(s5, b1, y5);
            }

            if (TRows.Value > 6)
            {
                V s6 = S.Broadcast(TSource.Value == TileSource.Patches ? r6 + at : a6);
                x6 = S.MultiplyAdd(s6, b0, x6);
                if (TVectors.Value == 2) y6 = S.MultiplyAdd(s6, b1, y6);
            }

            if (TRows.Value > 7)
            {
                V s7 = S.Broadcast(TSource.Value == TileSource.Patches ? r7 + at : a6 + aRow);
                x7 = S.MultiplyAdd(s7, b0, x7);
                if (TVectors.Value == 2) y7 = S.MultiplyAdd(s7, b1, y7);
            }

            if (TRows.Value > 8)
            {
                V s8 = S.Broadcast(TSource.Value == TileSource.Patches ? r8 + at : a6 + two);
                x8 = S.MultiplyAdd(s8, b0, x8);
                if (TVectors.Value == 2) y8 = S.MultiplyAdd(s8, b1, y8);
            }

            if (TRows.Value > 9)
            {
                V s9 = S.Broadcast(TSource.Value == TileSource.Patches ? r9 + at : a9);
                x9 = S.MultiplyAdd(s9, b0, x9);
                if (TVectors.Value == 2) y9 = S.MultiplyAdd(s9, b1, y9);
            }

            if (TRows.Value > 10)
            {
                V s10 = S.Broadcast(TSource.Value == TileSource.Patches ? r10 + at : a9 + aRow);
                x10 = S.MultiplyAdd(s10, b0, x10);
                if (TVectors.Value == 2) y10 = S.MultiplyAdd(s10, b1, y10);
            }

            if (TRows.Value > 11)
            {
                V s11 = S.Broadcast(TSource.Value == TileSource.Patches ? r11 + at : a9 + two);
                x11 = S.MultiplyAdd(s11, b0, x11);
                if (TVectors.Value == 2) y11 = S.MultiplyAdd(s11, b1, y11);
            }

            if (TRows.Value > 12)
            {
                V s12 = S.Broadcast(TSource.Value == TileSource.Patches ? r12 + at : a12);
                x12 = S.MultiplyAdd(s12, b0, x12);
                if (TVectors.Value == 2) y12 = S.MultiplyAdd(s12, b1, y12);
            }

            if (TRows.Value > 13)
            {
                V s13 = S.Broadcast(TSource.Value == TileSource.Patches ? r13 + at : a12 + aRow);
                x13 = S.MultiplyAdd(s13, b0, x13);
                if (TVectors.Value == 2) y13 = S.MultiplyAdd(s13, b1, y13);
            }

            // The rows of patches move by their offsets.
            if (TSource.Value != TileSource.Patches)
            {
                a += aCol;
                if (TRows.Value > 3) a3 += aCol;
                if (TRows.Value > 6) a6 += aCol;
                if (TRows.Value > 9) a9 += aCol;
                if (TRows.Value > 12) a12 += aCol;
            }
        }

        if ((TSource.Value == TileSource.Offsets || TSource.Value == TileSource.Sliver) && tile->Activation == Activation.Relu && tile->Mode != TileMode.Finish)
        {
            V zero = S.Zero;
            x0 = S.AtLeast(x0, zero);
            y0 = S.AtLeast(y0, zero);
            if (TRows.Value > 1)
            {
                x1 = S.AtLeast(x1, zero);
                y1 = S.AtLeast(y1, zero);
            }

            if (TRows.Value > 2)
            {
                x2 = S.AtLeast(x2, zero);
                y2 = S.AtLeast(y2, zero);
            }

            if (TRows.Value > 3)
            {
                x3 = S.AtLeast(x3, zero);
                y3 = S.AtLeast(y3, zero);
            }

            if (TRows.Value > 4)
            {
                x4 = S.AtLeast(x4, zero);
                y4 = S.AtLeast(y4, zero);
            }

            if (TRows.Value > 5)
            {
                x5 = S.AtLeast(x5, zero);
                y5 = S.AtLeast(y5, zero);
            }

            if (TRows.Value > 6)
            {
                x6 = S.AtLeast(x6, zero);
                y6 = S.AtLeast(y6, zero);
            }

            if (TRows.Value > 7)
            {
                x7 = S.AtLeast(x7, zero);
                y7 = S.AtLeast(y7, zero);
            }

            if (TRows.Value > 8)
            {
                x8 = S.AtLeast(x8, zero);
                y8 = S.AtLeast(y8, zero);
            }

            if (TRows.Value > 9)
            {
                x9 = S.AtLeast(x9, zero);
                y9 = S.AtLeast(y9, zero);
            }

            if (TRows.Value > 10)
            {
                x10 = S.AtLeast(x10, zero);
                y10 = S.AtLeast(y10, zero);
            }

            if (TRows.Value > 11)
            {
                x11 = S.AtLeast(x11, zero);
                y11 = S.AtLeast(y11, zero);
            }

            if (TRows.Value > 12)
            {
                x12 = S.AtLeast(x12, zero);
                y12 = S.AtLeast(y12, zero);
            }

            if (TRows.Value > 13)
            {
                x13 = S.AtLeast(x13, zero);
                y13 = S.AtLeast(y13, zero);
            }
        }

        // Read only now: in the loop every register is wanted.
        T* c = tile->C;
        nint cRow = tile->CRow;
        bool isAdded = tile->Mode == TileMode.Add, isPart = TMasked.Value == 1 && tile->Mode == TileMode.AssignPart;
        if (!isAdded && !isPart)
        {
            // Everything rarer goes through a scratch tile that stays in the first cache. It shares these stores and they come first: in a method as long as this the compiler
            // stops inlining at some point, and with calls behind it the sums would live in memory, in the loop too (a compiler ahead of time did that).
            if (tile->Mode != TileMode.Assign)
            {
                c = tile->Scratch;
                cRow = TVectors.Value * S.Count;
            }

            Store<TVectors>(c, x0, y0);
            if (TRows.Value > 1) Store<TVectors>(c += cRow, x1, y1);
            if (TRows.Value > 2) Store<TVectors>(c += cRow, x2, y2);
            if (TRows.Value > 3) Store<TVectors>(c += cRow, x3, y3);
            if (TRows.Value > 4) Store<TVectors>(c += cRow, x4, y4);
            if (TRows.Value > 5) Store<TVectors>(c += cRow, x5, y5);
            if (TRows.Value > 6) Store<TVectors>(c += cRow, x6, y6);
            if (TRows.Value > 7) Store<TVectors>(c += cRow, x7, y7);
            if (TRows.Value > 8) Store<TVectors>(c += cRow, x8, y8);
            if (TRows.Value > 9) Store<TVectors>(c += cRow, x9, y9);
            if (TRows.Value > 10) Store<TVectors>(c += cRow, x10, y10);
            if (TRows.Value > 11) Store<TVectors>(c += cRow, x11, y11);
            if (TRows.Value > 12) Store<TVectors>(c += cRow, x12, y12);
            if (TRows.Value > 13) Store<TVectors>(c += cRow, x13, y13);
            if (tile->Mode != TileMode.Assign) TileWork<T>.Finish<S, V>(tile, TRows.Value, TVectors.Value);
        }
        else if (isAdded)
        {
            Add<TVectors>(c, x0, y0);
            if (TRows.Value > 1) Add<TVectors>(c += cRow, x1, y1);
            if (TRows.Value > 2) Add<TVectors>(c += cRow, x2, y2);
            if (TRows.Value > 3) Add<TVectors>(c += cRow, x3, y3);
            if (TRows.Value > 4) Add<TVectors>(c += cRow, x4, y4);
            if (TRows.Value > 5) Add<TVectors>(c += cRow, x5, y5);
            if (TRows.Value > 6) Add<TVectors>(c += cRow, x6, y6);
            if (TRows.Value > 7) Add<TVectors>(c += cRow, x7, y7);
            if (TRows.Value > 8) Add<TVectors>(c += cRow, x8, y8);
            if (TRows.Value > 9) Add<TVectors>(c += cRow, x9, y9);
            if (TRows.Value > 10) Add<TVectors>(c += cRow, x10, y10);
            if (TRows.Value > 11) Add<TVectors>(c += cRow, x11, y11);
            if (TRows.Value > 12) Add<TVectors>(c += cRow, x12, y12);
            if (TRows.Value > 13) Add<TVectors>(c += cRow, x13, y13);
        }
        else if (TMasked.Value == 1)
        {
            int part = tile->Columns - ((TVectors.Value - 1) * S.Count);
            StorePart<TVectors>(c, x0, y0, part);
            if (TRows.Value > 1) StorePart<TVectors>(c += cRow, x1, y1, part);
            if (TRows.Value > 2) StorePart<TVectors>(c += cRow, x2, y2, part);
            if (TRows.Value > 3) StorePart<TVectors>(c += cRow, x3, y3, part);
            if (TRows.Value > 4) StorePart<TVectors>(c += cRow, x4, y4, part);
            if (TRows.Value > 5) StorePart<TVectors>(c += cRow, x5, y5, part);
            if (TRows.Value > 6) StorePart<TVectors>(c += cRow, x6, y6, part);
            if (TRows.Value > 7) StorePart<TVectors>(c += cRow, x7, y7, part);
            if (TRows.Value > 8) StorePart<TVectors>(c += cRow, x8, y8, part);
            if (TRows.Value > 9) StorePart<TVectors>(c += cRow, x9, y9, part);
            if (TRows.Value > 10) StorePart<TVectors>(c += cRow, x10, y10, part);
            if (TRows.Value > 11) StorePart<TVectors>(c += cRow, x11, y11, part);
            if (TRows.Value > 12) StorePart<TVectors>(c += cRow, x12, y12, part);
            if (TRows.Value > 13) StorePart<TVectors>(c += cRow, x13, y13, part);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<TVectors>(T* c, V x, V y)
        where TVectors : struct, IConst
    {
        S.Store(c, x);
        if (TVectors.Value == 2)
            S.Store(c + S.Count, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<TVectors>(T* c, V x, V y)
        where TVectors : struct, IConst
    {
        S.Store(c, S.Add(S.Load(c), x));
        if (TVectors.Value == 2)
            S.Store(c + S.Count, S.Add(S.Load(c + S.Count), y));
    }

    // The first `part` lanes of the tile's last vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StorePart<TVectors>(T* c, V x, V y, int part)
        where TVectors : struct, IConst
    {
        if (TVectors.Value == 2)
        {
            S.Store(c, x);
            S.StoreFirst(c + S.Count, y, part);
        }
        else
        {
            S.StoreFirst(c, x, part);
        }
    }
}
