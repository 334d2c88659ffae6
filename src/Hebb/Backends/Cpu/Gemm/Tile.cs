using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The micro-kernel: rows × (one or two vectors) of C held in registers while k runs. Every row count has its own copy, with exactly
// its own multiplications; every element is the plain chain z ← a·b + z over rising k, whatever tile it falls in.
// TSource says where the operands lie (see TileSource); products of matrices use the plain one, convolutions the others.
// Lanes: columns of C. Remainder: the last vector is loaded by mask (TMasked = 1) or comes from a padded sliver, and is stored in part.
// Scalar twin: the triple loop in GemmTests, and this text over SimdScalar.
internal static unsafe class Tile<TLanes, T, TVector>
    where TLanes : ISimd<TVector, T>
    where T : unmanaged
    where TVector : unmanaged
{
    // Finds the copy for a tile's rows and vectors; a masked one's last vector is not filled.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TSource>(int rows, int vectors, bool masked, TileWork<T>* tile)
        where TSource : struct, INumeral
    {
        if (vectors == 2)
        {
            if (masked) Run<Two, One, TSource>(rows, tile);
            else Run<Two, Zero, TSource>(rows, tile);
        }
        else if (masked)
        {
            Run<One, One, TSource>(rows, tile);
        }
        else
        {
            Run<One, Zero, TSource>(rows, tile);
        }
    }

    static void Run<TVectors, TMasked, TSource>(int rows, TileWork<T>* tile)
        where TVectors : struct, INumeral
        where TMasked : struct, INumeral
        where TSource : struct, INumeral
    {
        switch (rows)
        {
            case 1: Multiply<One, TVectors, TMasked, TSource>(tile); break;
            case 2: Multiply<Two, TVectors, TMasked, TSource>(tile); break;
            case 3: Multiply<Three, TVectors, TMasked, TSource>(tile); break;
            case 4: Multiply<Four, TVectors, TMasked, TSource>(tile); break;
            case 5: Multiply<Five, TVectors, TMasked, TSource>(tile); break;
            case 6: Multiply<Six, TVectors, TMasked, TSource>(tile); break;
            case 7 when TLanes.TileRows >= 7: Multiply<Seven, TVectors, TMasked, TSource>(tile); break;
            case 8 when TLanes.TileRows >= 8: Multiply<Eight, TVectors, TMasked, TSource>(tile); break;
            case 9 when TLanes.TileRows >= 9: Multiply<Nine, TVectors, TMasked, TSource>(tile); break;
            case 10 when TLanes.TileRows >= 10: Multiply<Ten, TVectors, TMasked, TSource>(tile); break;
            case 11 when TLanes.TileRows >= 11: Multiply<Eleven, TVectors, TMasked, TSource>(tile); break;
            case 12 when TLanes.TileRows >= 12: Multiply<Twelve, TVectors, TMasked, TSource>(tile); break;
            case 13 when TLanes.TileRows >= 13: Multiply<Thirteen, TVectors, TMasked, TSource>(tile); break;
            case 14 when TLanes.TileRows >= 14: Multiply<Fourteen, TVectors, TMasked, TSource>(tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply<TRows, TVectors, TMasked, TSource>(TileWork<T>* tile)
        where TRows : struct, INumeral
        where TVectors : struct, INumeral
        where TMasked : struct, INumeral
        where TSource : struct, INumeral
    {
        T* a = tile->A, b = tile->B;
        nint aRow = tile->ARow, aCol = tile->ACol, bRow = tile->BRow;
        TVector x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default,
            x7 = default, x8 = default, x9 = default, x10 = default, x11 = default, x12 = default, x13 = default;
        TVector y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default, y6 = default,
            y7 = default, y8 = default, y9 = default, y10 = default, y11 = default, y12 = default, y13 = default;
        if (TSource.Value == TileSource.Offsets || TSource.Value == TileSource.Sliver)
        {
            T* start = tile->RowBias;
            if (start != null)
            {
                y0 = x0 = TLanes.Broadcast(start);
                if (TRows.Value > 1) y1 = x1 = TLanes.Broadcast(start + 1);
                if (TRows.Value > 2) y2 = x2 = TLanes.Broadcast(start + 2);
                if (TRows.Value > 3) y3 = x3 = TLanes.Broadcast(start + 3);
                if (TRows.Value > 4) y4 = x4 = TLanes.Broadcast(start + 4);
                if (TRows.Value > 5) y5 = x5 = TLanes.Broadcast(start + 5);
                if (TRows.Value > 6) y6 = x6 = TLanes.Broadcast(start + 6);
                if (TRows.Value > 7) y7 = x7 = TLanes.Broadcast(start + 7);
                if (TRows.Value > 8) y8 = x8 = TLanes.Broadcast(start + 8);
                if (TRows.Value > 9) y9 = x9 = TLanes.Broadcast(start + 9);
                if (TRows.Value > 10) y10 = x10 = TLanes.Broadcast(start + 10);
                if (TRows.Value > 11) y11 = x11 = TLanes.Broadcast(start + 11);
                if (TRows.Value > 12) y12 = x12 = TLanes.Broadcast(start + 12);
                if (TRows.Value > 13) y13 = x13 = TLanes.Broadcast(start + 13);
            }
        }

        TVector mask = TMasked.Value == 1 ? TLanes.Mask(tile->Columns - ((TVectors.Value - 1) * TLanes.Count)) : default;

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
        nint second = TSource.Value == TileSource.Offsets ? tile->Second : TLanes.Count;
        for (nint p = tile->K; p > 0; p--)
        {
            nint at = 0;
            if (TSource.Value == TileSource.Offsets || TSource.Value == TileSource.Patches)
                at = *offsets++;
            T* row = TSource.Value == TileSource.Offsets ? b + at : b;
            TVector b0, b1;
            if (TVectors.Value == 2)
            {
                b0 = TLanes.Load(row);
                b1 = TMasked.Value == 1 ? TLanes.LoadMasked(row + second, mask) : TLanes.Load(row + second);
            }
            else
            {
                b0 = TMasked.Value == 1 ? TLanes.LoadMasked(row, mask) : TLanes.Load(row);
                b1 = default;
            }

            if (TSource.Value != TileSource.Offsets)
                b += bRow;
            TVector s0 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r0 + at : a);
            x0 = TLanes.MultiplyAdd(s0, b0, x0);
            if (TVectors.Value == 2) y0 = TLanes.MultiplyAdd(s0, b1, y0);

            if (TRows.Value > 1)
            {
                TVector s1 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r1 + at : a + aRow);
                x1 = TLanes.MultiplyAdd(s1, b0, x1);
                if (TVectors.Value == 2) y1 = TLanes.MultiplyAdd(s1, b1, y1);
            }

            if (TRows.Value > 2)
            {
                TVector s2 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r2 + at : a + two);
                x2 = TLanes.MultiplyAdd(s2, b0, x2);
                if (TVectors.Value == 2) y2 = TLanes.MultiplyAdd(s2, b1, y2);
            }

            if (TRows.Value > 3)
            {
                TVector s3 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r3 + at : a3);
                x3 = TLanes.MultiplyAdd(s3, b0, x3);
                if (TVectors.Value == 2) y3 = TLanes.MultiplyAdd(s3, b1, y3);
            }

            if (TRows.Value > 4)
            {
                TVector s4 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r4 + at : a3 + aRow);
                x4 = TLanes.MultiplyAdd(s4, b0, x4);
                if (TVectors.Value == 2) y4 = TLanes.MultiplyAdd(s4, b1, y4);
            }

            if (TRows.Value > 5)
            {
                TVector s5 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r5 + at : a3 + two);
                x5 = TLanes.MultiplyAdd(s5, b0, x5);
                if (TVectors.Value == 2) y5 = TLanes.MultiplyAdd(s5, b1, y5);
            }

            if (TRows.Value > 6)
            {
                TVector s6 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r6 + at : a6);
                x6 = TLanes.MultiplyAdd(s6, b0, x6);
                if (TVectors.Value == 2) y6 = TLanes.MultiplyAdd(s6, b1, y6);
            }

            if (TRows.Value > 7)
            {
                TVector s7 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r7 + at : a6 + aRow);
                x7 = TLanes.MultiplyAdd(s7, b0, x7);
                if (TVectors.Value == 2) y7 = TLanes.MultiplyAdd(s7, b1, y7);
            }

            if (TRows.Value > 8)
            {
                TVector s8 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r8 + at : a6 + two);
                x8 = TLanes.MultiplyAdd(s8, b0, x8);
                if (TVectors.Value == 2) y8 = TLanes.MultiplyAdd(s8, b1, y8);
            }

            if (TRows.Value > 9)
            {
                TVector s9 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r9 + at : a9);
                x9 = TLanes.MultiplyAdd(s9, b0, x9);
                if (TVectors.Value == 2) y9 = TLanes.MultiplyAdd(s9, b1, y9);
            }

            if (TRows.Value > 10)
            {
                TVector s10 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r10 + at : a9 + aRow);
                x10 = TLanes.MultiplyAdd(s10, b0, x10);
                if (TVectors.Value == 2) y10 = TLanes.MultiplyAdd(s10, b1, y10);
            }

            if (TRows.Value > 11)
            {
                TVector s11 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r11 + at : a9 + two);
                x11 = TLanes.MultiplyAdd(s11, b0, x11);
                if (TVectors.Value == 2) y11 = TLanes.MultiplyAdd(s11, b1, y11);
            }

            if (TRows.Value > 12)
            {
                TVector s12 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r12 + at : a12);
                x12 = TLanes.MultiplyAdd(s12, b0, x12);
                if (TVectors.Value == 2) y12 = TLanes.MultiplyAdd(s12, b1, y12);
            }

            if (TRows.Value > 13)
            {
                TVector s13 = TLanes.Broadcast(TSource.Value == TileSource.Patches ? r13 + at : a12 + aRow);
                x13 = TLanes.MultiplyAdd(s13, b0, x13);
                if (TVectors.Value == 2) y13 = TLanes.MultiplyAdd(s13, b1, y13);
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
            TVector zero = TLanes.Zero;
            x0 = TLanes.AtLeast(x0, zero);
            y0 = TLanes.AtLeast(y0, zero);
            if (TRows.Value > 1)
            {
                x1 = TLanes.AtLeast(x1, zero);
                y1 = TLanes.AtLeast(y1, zero);
            }

            if (TRows.Value > 2)
            {
                x2 = TLanes.AtLeast(x2, zero);
                y2 = TLanes.AtLeast(y2, zero);
            }

            if (TRows.Value > 3)
            {
                x3 = TLanes.AtLeast(x3, zero);
                y3 = TLanes.AtLeast(y3, zero);
            }

            if (TRows.Value > 4)
            {
                x4 = TLanes.AtLeast(x4, zero);
                y4 = TLanes.AtLeast(y4, zero);
            }

            if (TRows.Value > 5)
            {
                x5 = TLanes.AtLeast(x5, zero);
                y5 = TLanes.AtLeast(y5, zero);
            }

            if (TRows.Value > 6)
            {
                x6 = TLanes.AtLeast(x6, zero);
                y6 = TLanes.AtLeast(y6, zero);
            }

            if (TRows.Value > 7)
            {
                x7 = TLanes.AtLeast(x7, zero);
                y7 = TLanes.AtLeast(y7, zero);
            }

            if (TRows.Value > 8)
            {
                x8 = TLanes.AtLeast(x8, zero);
                y8 = TLanes.AtLeast(y8, zero);
            }

            if (TRows.Value > 9)
            {
                x9 = TLanes.AtLeast(x9, zero);
                y9 = TLanes.AtLeast(y9, zero);
            }

            if (TRows.Value > 10)
            {
                x10 = TLanes.AtLeast(x10, zero);
                y10 = TLanes.AtLeast(y10, zero);
            }

            if (TRows.Value > 11)
            {
                x11 = TLanes.AtLeast(x11, zero);
                y11 = TLanes.AtLeast(y11, zero);
            }

            if (TRows.Value > 12)
            {
                x12 = TLanes.AtLeast(x12, zero);
                y12 = TLanes.AtLeast(y12, zero);
            }

            if (TRows.Value > 13)
            {
                x13 = TLanes.AtLeast(x13, zero);
                y13 = TLanes.AtLeast(y13, zero);
            }
        }

        // Read only now: in the loop every register is wanted.
        T* c = tile->C;
        nint cRow = tile->CRow;
        if (tile->Mode == TileMode.Assign)
        {
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
        }
        else if (tile->Mode == TileMode.Add)
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
        else if (TMasked.Value == 1 && tile->Mode == TileMode.AssignPart)
        {
            int part = tile->Columns - ((TVectors.Value - 1) * TLanes.Count);
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
        else
        {
            // Everything rarer goes through a scratch tile that stays in the first cache.
            T* target = tile->Scratch;
            nint next = TVectors.Value * TLanes.Count;
            Store<TVectors>(target, x0, y0);
            if (TRows.Value > 1) Store<TVectors>(target += next, x1, y1);
            if (TRows.Value > 2) Store<TVectors>(target += next, x2, y2);
            if (TRows.Value > 3) Store<TVectors>(target += next, x3, y3);
            if (TRows.Value > 4) Store<TVectors>(target += next, x4, y4);
            if (TRows.Value > 5) Store<TVectors>(target += next, x5, y5);
            if (TRows.Value > 6) Store<TVectors>(target += next, x6, y6);
            if (TRows.Value > 7) Store<TVectors>(target += next, x7, y7);
            if (TRows.Value > 8) Store<TVectors>(target += next, x8, y8);
            if (TRows.Value > 9) Store<TVectors>(target += next, x9, y9);
            if (TRows.Value > 10) Store<TVectors>(target += next, x10, y10);
            if (TRows.Value > 11) Store<TVectors>(target += next, x11, y11);
            if (TRows.Value > 12) Store<TVectors>(target += next, x12, y12);
            if (TRows.Value > 13) Store<TVectors>(target += next, x13, y13);
            TileWork<T>.Finish<TLanes, TVector>(tile, TRows.Value, TVectors.Value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store<TVectors>(T* c, TVector x, TVector y)
        where TVectors : struct, INumeral
    {
        TLanes.Store(c, x);
        if (TVectors.Value == 2)
            TLanes.Store(c + TLanes.Count, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add<TVectors>(T* c, TVector x, TVector y)
        where TVectors : struct, INumeral
    {
        TLanes.Store(c, TLanes.Add(TLanes.Load(c), x));
        if (TVectors.Value == 2)
            TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y));
    }

    // The first `part` lanes of the tile's last vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StorePart<TVectors>(T* c, TVector x, TVector y, int part)
        where TVectors : struct, INumeral
    {
        if (TVectors.Value == 2)
        {
            TLanes.Store(c, x);
            TLanes.StoreFirst(c + TLanes.Count, y, part);
        }
        else
        {
            TLanes.StoreFirst(c, x, part);
        }
    }
}
