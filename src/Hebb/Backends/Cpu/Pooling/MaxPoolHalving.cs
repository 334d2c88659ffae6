using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Maxima of 2×2 blocks, the pooling that most networks use. Two registers of each row give one of results; the last register of a row overlaps the one before,
/// so that a row needs no remainder; rows shorter than a register go through a narrower one, or single lanes. Twin: the naive loops of MaxPoolTests.
/// </summary>
internal static unsafe class MaxPoolHalving
{
    /// <summary>The maxima of a plane; where taps are wanted, also the number 0 … 3 of the place of each in its block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<S, V, T>(T* x, T* y, T* tap, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int width = shape.Width, columns = shape.Columns;
        for (int row = 0; row < shape.Rows; row++, x += 2 * width, y += columns)
        {
            if (tap == null)
            {
                Row<S, V, T>(x, x + width, y, columns);
                continue;
            }

            RowWithTaps<S, V, T>(x, x + width, y, tap, columns);
            tap += columns;
        }
    }

    /// <summary>Each gradient to the place of its maximum, zeros elsewhere, in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<S, V, T>(T* dy, T* tap, T* dx, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int width = shape.Width, columns = shape.Columns;
        for (int row = 0; row < shape.Rows; row++, dx += 2 * width, dy += columns, tap += columns)
        {
            SpreadRow<S, V, T>(dy, tap, dx, dx + width, columns);
            for (int i = 2 * columns; i < width; i++) dx[i] = dx[width + i] = T.Zero;
        }

        new Span<T>(dx, (shape.Height - (2 * shape.Rows)) * width).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Row<S, V, T>(T* top, T* bottom, T* y, int n)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (n < S.Count)
        {
            if (typeof(T) == typeof(float) && S.Count > 4 && n >= 4)
                Row<Simd128Float, System.Runtime.Intrinsics.Vector128<float>, float>((float*)top, (float*)bottom, (float*)y, n);
            else
                Row<SimdScalar<T>, T, T>(top, bottom, y, n);
            return;
        }

        for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
        {
            V a = Greater<S, V, T>(S.Load(top + (2 * i)), S.Load(bottom + (2 * i)));
            V b = Greater<S, V, T>(S.Load(top + (2 * i) + S.Count), S.Load(bottom + (2 * i) + S.Count));
            S.Store(y + i, Greater<S, V, T>(Pairs.Evens<V, T>(a, b), Pairs.Odds<V, T>(a, b)));
            if (i + S.Count >= n) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void RowWithTaps<S, V, T>(T* top, T* bottom, T* y, T* tap, int n)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (n < S.Count)
        {
            if (typeof(T) == typeof(float) && S.Count > 4 && n >= 4)
                RowWithTaps<Simd128Float, System.Runtime.Intrinsics.Vector128<float>, float>((float*)top, (float*)bottom, (float*)y, (float*)tap, n);
            else
                RowWithTaps<SimdScalar<T>, T, T>(top, bottom, y, tap, n);
            return;
        }

        for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
        {
            V a = S.Load(top + (2 * i)), b = S.Load(top + (2 * i) + S.Count);
            V c = S.Load(bottom + (2 * i)), d = S.Load(bottom + (2 * i) + S.Count);
            V e = Pairs.Evens<V, T>(a, b), o = Pairs.Odds<V, T>(a, b), f = Pairs.Evens<V, T>(c, d), p = Pairs.Odds<V, T>(c, d);
            V best = Greater<S, V, T>(Greater<S, V, T>(e, o), Greater<S, V, T>(f, p)), place;
            if (S.AllTrue(S.Equal(best, best)))
            {
                // The first element that equals the maximum.
                place = S.Select(S.Equal(e, best), S.Zero, S.Select(S.Equal(o, best), S.Of(1), S.Select(S.Equal(f, best), S.Of(2), S.Of(3))));
            }
            else
            {
                (best, place) = (e, S.Zero);
                MaxPoolKernels.Take<S, V, T>(ref best, ref place, o, S.Of(1));
                MaxPoolKernels.Take<S, V, T>(ref best, ref place, f, S.Of(2));
                MaxPoolKernels.Take<S, V, T>(ref best, ref place, p, S.Of(3));
            }

            S.Store(y + i, best);
            S.Store(tap + i, place);
            if (i + S.Count >= n) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void SpreadRow<S, V, T>(T* dy, T* tap, T* top, T* bottom, int n)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (n < S.Count)
        {
            if (typeof(T) == typeof(float) && S.Count > 4 && n >= 4)
                SpreadRow<Simd128Float, System.Runtime.Intrinsics.Vector128<float>, float>((float*)dy, (float*)tap, (float*)top, (float*)bottom, n);
            else
                SpreadRow<SimdScalar<T>, T, T>(dy, tap, top, bottom, n);
            return;
        }

        for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
        {
            V g = S.Load(dy + i), place = S.Load(tap + i);
            Pairs.Zip(top + (2 * i), S.And(S.Equal(place, S.Zero), g), S.And(S.Equal(place, S.Of(1)), g));
            Pairs.Zip(bottom + (2 * i), S.And(S.Equal(place, S.Of(2)), g), S.And(S.Equal(place, S.Of(3)), g));
            if (i + S.Count >= n) return;
        }
    }

    // The greater of two; NaN if either is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Greater<S, V, T>(V a, V b)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(a, a), S.AtLeast(b, a), a);
}
