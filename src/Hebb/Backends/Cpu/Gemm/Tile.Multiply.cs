using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// The micro-kernel: rows × (one or two vectors) of C held in registers while k runs. Every row count has its own copy, with exactly
// its own multiplications; every element is the plain chain z ← a·b + z over rising k, whatever tile it falls in.
// Lanes: columns of C. Remainder: the last vector is loaded by mask (TMasked = 1) or comes from a padded sliver, and is stored in part.
// Scalar twin: the triple loop in GemmTests, and this text over LanesScalar.
internal static unsafe partial class Tile<TLanes, T, TVector>
    where TLanes : struct, ILanes<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply<TRows, TVectors, TMasked>(nint k, T* a, nint aRow, nint aCol, T* b, nint bRow, T* c, nint cRow, TileStore<T>* store)
        where TRows : struct, INumeral
        where TVectors : struct, INumeral
        where TMasked : struct, INumeral
    {
        TVector x0 = default, x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default, x8 = default, x9 = default, x10 = default, x11 = default, x12 = default, x13 = default;
        TVector y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default, y6 = default, y7 = default, y8 = default, y9 = default, y10 = default, y11 = default, y12 = default, y13 = default;
        TVector mask = TMasked.Value == 1 ? TLanes.Mask(store->Columns - ((TVectors.Value - 1) * TLanes.Count)) : default;

        // One pointer per three rows: base, base + step and base + 2·step are single addresses.
        nint two = 2 * aRow;
        T* a3 = a + (3 * aRow);
        T* a6 = a + (6 * aRow);
        T* a9 = a + (9 * aRow);
        T* a12 = a + (12 * aRow);
        for (nint p = k; p > 0; p--)
        {
            TVector b0, b1;
            if (TVectors.Value == 2)
            {
                b0 = TLanes.Load(b);
                b1 = TMasked.Value == 1 ? TLanes.LoadMasked(b + TLanes.Count, mask) : TLanes.Load(b + TLanes.Count);
            }
            else
            {
                b0 = TMasked.Value == 1 ? TLanes.LoadMasked(b, mask) : TLanes.Load(b);
                b1 = default;
            }

            b += bRow;
            TVector s0 = TLanes.Broadcast(a);
            x0 = TLanes.MultiplyAdd(s0, b0, x0);
            if (TVectors.Value == 2)
                y0 = TLanes.MultiplyAdd(s0, b1, y0);

            if (TRows.Value > 1)
            {
                TVector s1 = TLanes.Broadcast(a + aRow);
                x1 = TLanes.MultiplyAdd(s1, b0, x1);
                if (TVectors.Value == 2)
                    y1 = TLanes.MultiplyAdd(s1, b1, y1);
            }

            if (TRows.Value > 2)
            {
                TVector s2 = TLanes.Broadcast(a + two);
                x2 = TLanes.MultiplyAdd(s2, b0, x2);
                if (TVectors.Value == 2)
                    y2 = TLanes.MultiplyAdd(s2, b1, y2);
            }

            if (TRows.Value > 3)
            {
                TVector s3 = TLanes.Broadcast(a3);
                x3 = TLanes.MultiplyAdd(s3, b0, x3);
                if (TVectors.Value == 2)
                    y3 = TLanes.MultiplyAdd(s3, b1, y3);
            }

            if (TRows.Value > 4)
            {
                TVector s4 = TLanes.Broadcast(a3 + aRow);
                x4 = TLanes.MultiplyAdd(s4, b0, x4);
                if (TVectors.Value == 2)
                    y4 = TLanes.MultiplyAdd(s4, b1, y4);
            }

            if (TRows.Value > 5)
            {
                TVector s5 = TLanes.Broadcast(a3 + two);
                x5 = TLanes.MultiplyAdd(s5, b0, x5);
                if (TVectors.Value == 2)
                    y5 = TLanes.MultiplyAdd(s5, b1, y5);
            }

            if (TRows.Value > 6)
            {
                TVector s6 = TLanes.Broadcast(a6);
                x6 = TLanes.MultiplyAdd(s6, b0, x6);
                if (TVectors.Value == 2)
                    y6 = TLanes.MultiplyAdd(s6, b1, y6);
            }

            if (TRows.Value > 7)
            {
                TVector s7 = TLanes.Broadcast(a6 + aRow);
                x7 = TLanes.MultiplyAdd(s7, b0, x7);
                if (TVectors.Value == 2)
                    y7 = TLanes.MultiplyAdd(s7, b1, y7);
            }

            if (TRows.Value > 8)
            {
                TVector s8 = TLanes.Broadcast(a6 + two);
                x8 = TLanes.MultiplyAdd(s8, b0, x8);
                if (TVectors.Value == 2)
                    y8 = TLanes.MultiplyAdd(s8, b1, y8);
            }

            if (TRows.Value > 9)
            {
                TVector s9 = TLanes.Broadcast(a9);
                x9 = TLanes.MultiplyAdd(s9, b0, x9);
                if (TVectors.Value == 2)
                    y9 = TLanes.MultiplyAdd(s9, b1, y9);
            }

            if (TRows.Value > 10)
            {
                TVector s10 = TLanes.Broadcast(a9 + aRow);
                x10 = TLanes.MultiplyAdd(s10, b0, x10);
                if (TVectors.Value == 2)
                    y10 = TLanes.MultiplyAdd(s10, b1, y10);
            }

            if (TRows.Value > 11)
            {
                TVector s11 = TLanes.Broadcast(a9 + two);
                x11 = TLanes.MultiplyAdd(s11, b0, x11);
                if (TVectors.Value == 2)
                    y11 = TLanes.MultiplyAdd(s11, b1, y11);
            }

            if (TRows.Value > 12)
            {
                TVector s12 = TLanes.Broadcast(a12);
                x12 = TLanes.MultiplyAdd(s12, b0, x12);
                if (TVectors.Value == 2)
                    y12 = TLanes.MultiplyAdd(s12, b1, y12);
            }

            if (TRows.Value > 13)
            {
                TVector s13 = TLanes.Broadcast(a12 + aRow);
                x13 = TLanes.MultiplyAdd(s13, b0, x13);
                if (TVectors.Value == 2)
                    y13 = TLanes.MultiplyAdd(s13, b1, y13);
            }

            a += aCol;
            if (TRows.Value > 3)
                a3 += aCol;
            if (TRows.Value > 6)
                a6 += aCol;
            if (TRows.Value > 9)
                a9 += aCol;
            if (TRows.Value > 12)
                a12 += aCol;
        }

        if (store->Mode == TileMode.Assign)
        {
            TLanes.Store(c, x0);
            if (TVectors.Value == 2)
                TLanes.Store(c + TLanes.Count, y0);
            if (TRows.Value > 1)
            {
                c += cRow;
                TLanes.Store(c, x1);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y1);
            }

            if (TRows.Value > 2)
            {
                c += cRow;
                TLanes.Store(c, x2);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y2);
            }

            if (TRows.Value > 3)
            {
                c += cRow;
                TLanes.Store(c, x3);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y3);
            }

            if (TRows.Value > 4)
            {
                c += cRow;
                TLanes.Store(c, x4);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y4);
            }

            if (TRows.Value > 5)
            {
                c += cRow;
                TLanes.Store(c, x5);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y5);
            }

            if (TRows.Value > 6)
            {
                c += cRow;
                TLanes.Store(c, x6);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y6);
            }

            if (TRows.Value > 7)
            {
                c += cRow;
                TLanes.Store(c, x7);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y7);
            }

            if (TRows.Value > 8)
            {
                c += cRow;
                TLanes.Store(c, x8);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y8);
            }

            if (TRows.Value > 9)
            {
                c += cRow;
                TLanes.Store(c, x9);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y9);
            }

            if (TRows.Value > 10)
            {
                c += cRow;
                TLanes.Store(c, x10);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y10);
            }

            if (TRows.Value > 11)
            {
                c += cRow;
                TLanes.Store(c, x11);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y11);
            }

            if (TRows.Value > 12)
            {
                c += cRow;
                TLanes.Store(c, x12);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y12);
            }

            if (TRows.Value > 13)
            {
                c += cRow;
                TLanes.Store(c, x13);
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, y13);
            }
        }
        else if (store->Mode == TileMode.Add)
        {
            TLanes.Store(c, TLanes.Add(TLanes.Load(c), x0));
            if (TVectors.Value == 2)
                TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y0));
            if (TRows.Value > 1)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x1));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y1));
            }

            if (TRows.Value > 2)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x2));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y2));
            }

            if (TRows.Value > 3)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x3));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y3));
            }

            if (TRows.Value > 4)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x4));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y4));
            }

            if (TRows.Value > 5)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x5));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y5));
            }

            if (TRows.Value > 6)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x6));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y6));
            }

            if (TRows.Value > 7)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x7));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y7));
            }

            if (TRows.Value > 8)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x8));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y8));
            }

            if (TRows.Value > 9)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x9));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y9));
            }

            if (TRows.Value > 10)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x10));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y10));
            }

            if (TRows.Value > 11)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x11));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y11));
            }

            if (TRows.Value > 12)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x12));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y12));
            }

            if (TRows.Value > 13)
            {
                c += cRow;
                TLanes.Store(c, TLanes.Add(TLanes.Load(c), x13));
                if (TVectors.Value == 2)
                    TLanes.Store(c + TLanes.Count, TLanes.Add(TLanes.Load(c + TLanes.Count), y13));
            }
        }
        else if (TMasked.Value == 1 && store->Mode == TileMode.AssignPart)
        {
            int part = store->Columns - ((TVectors.Value - 1) * TLanes.Count);
            StorePart<TVectors>(c, x0, y0, part);

            if (TRows.Value > 1)
            {
                c += cRow;
                StorePart<TVectors>(c, x1, y1, part);
            }

            if (TRows.Value > 2)
            {
                c += cRow;
                StorePart<TVectors>(c, x2, y2, part);
            }

            if (TRows.Value > 3)
            {
                c += cRow;
                StorePart<TVectors>(c, x3, y3, part);
            }

            if (TRows.Value > 4)
            {
                c += cRow;
                StorePart<TVectors>(c, x4, y4, part);
            }

            if (TRows.Value > 5)
            {
                c += cRow;
                StorePart<TVectors>(c, x5, y5, part);
            }

            if (TRows.Value > 6)
            {
                c += cRow;
                StorePart<TVectors>(c, x6, y6, part);
            }

            if (TRows.Value > 7)
            {
                c += cRow;
                StorePart<TVectors>(c, x7, y7, part);
            }

            if (TRows.Value > 8)
            {
                c += cRow;
                StorePart<TVectors>(c, x8, y8, part);
            }

            if (TRows.Value > 9)
            {
                c += cRow;
                StorePart<TVectors>(c, x9, y9, part);
            }

            if (TRows.Value > 10)
            {
                c += cRow;
                StorePart<TVectors>(c, x10, y10, part);
            }

            if (TRows.Value > 11)
            {
                c += cRow;
                StorePart<TVectors>(c, x11, y11, part);
            }

            if (TRows.Value > 12)
            {
                c += cRow;
                StorePart<TVectors>(c, x12, y12, part);
            }

            if (TRows.Value > 13)
            {
                c += cRow;
                StorePart<TVectors>(c, x13, y13, part);
            }
        }
        else
        {
            // Everything rarer goes through a scratch tile that stays in the first cache.
            T* target = store->Scratch;
            nint next = TVectors.Value * TLanes.Count;
            TLanes.Store(target, x0);
            if (TVectors.Value == 2)
                TLanes.Store(target + TLanes.Count, y0);
            if (TRows.Value > 1)
            {
                target += next;
                TLanes.Store(target, x1);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y1);
            }

            if (TRows.Value > 2)
            {
                target += next;
                TLanes.Store(target, x2);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y2);
            }

            if (TRows.Value > 3)
            {
                target += next;
                TLanes.Store(target, x3);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y3);
            }

            if (TRows.Value > 4)
            {
                target += next;
                TLanes.Store(target, x4);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y4);
            }

            if (TRows.Value > 5)
            {
                target += next;
                TLanes.Store(target, x5);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y5);
            }

            if (TRows.Value > 6)
            {
                target += next;
                TLanes.Store(target, x6);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y6);
            }

            if (TRows.Value > 7)
            {
                target += next;
                TLanes.Store(target, x7);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y7);
            }

            if (TRows.Value > 8)
            {
                target += next;
                TLanes.Store(target, x8);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y8);
            }

            if (TRows.Value > 9)
            {
                target += next;
                TLanes.Store(target, x9);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y9);
            }

            if (TRows.Value > 10)
            {
                target += next;
                TLanes.Store(target, x10);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y10);
            }

            if (TRows.Value > 11)
            {
                target += next;
                TLanes.Store(target, x11);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y11);
            }

            if (TRows.Value > 12)
            {
                target += next;
                TLanes.Store(target, x12);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y12);
            }

            if (TRows.Value > 13)
            {
                target += next;
                TLanes.Store(target, x13);
                if (TVectors.Value == 2)
                    TLanes.Store(target + TLanes.Count, y13);
            }

            TileStore<T>.Finish<TLanes, TVector>(store, TRows.Value, TVectors.Value, c, cRow);
        }
    }

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
