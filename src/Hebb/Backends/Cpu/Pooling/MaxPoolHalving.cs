using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Maxima of 2×2 blocks, the pooling that most networks use. Two registers of each row give one of results; the last register of a row overlaps the one before,
/// so that a row needs no remainder; rows shorter than a register go through a narrower one, or single lanes. Twin: the naive loops of MaxPoolTests.
/// </summary>
internal static unsafe class MaxPoolHalving
{
    /// <summary>The maxima of a plane; where taps are wanted, also the number 0 … 3 of the place of each in its block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Forward<S, V, T>(T* x, T* y, T* tap, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (shape.Columns >= S.Count) Maxima<S, V, T>(x, y, tap, shape);
        else if (FitsFour<T>(shape)) Maxima<Simd128<float>, Vector128<float>, float>((float*)x, (float*)y, (float*)tap, shape);
        else Maxima<SimdScalar<T>, T, T>(x, y, tap, shape);
    }

    /// <summary>Each gradient to the place of its maximum, zeros elsewhere, in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Backward<S, V, T>(T* dy, T* tap, T* dx, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        if (shape.Columns >= S.Count) Spread<S, V, T>(dy, tap, dx, shape);
        else if (FitsFour<T>(shape)) Spread<Simd128<float>, Vector128<float>, float>((float*)dy, (float*)tap, (float*)dx, shape);
        else Spread<SimdScalar<T>, T, T>(dy, tap, dx, shape);
    }

    static bool FitsFour<T>(in PoolShape shape) => typeof(T) == typeof(float) && shape.Columns >= 4 && Vector128.IsHardwareAccelerated;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Maxima<S, V, T>(T* x, T* y, T* tap, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int width = shape.Width, n = shape.Columns, rows = shape.Rows;
        for (int row = 0; row < rows; row++, x += 2 * width, y += n)
        {
            T* below = x + width;
            if (tap == null)
            {
                for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
                {
                    V a = Greater<S, V, T>(S.Load(x + (2 * i)), S.Load(below + (2 * i)));
                    V b = Greater<S, V, T>(S.Load(x + (2 * i) + S.Count), S.Load(below + (2 * i) + S.Count));
                    S.Store(y + i, Greater<S, V, T>(S.Evens(a, b), S.Odds(a, b)));
                    if (i + S.Count >= n) break;
                }

                continue;
            }

            for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
            {
                V a = S.Load(x + (2 * i)), b = S.Load(x + (2 * i) + S.Count);
                V c = S.Load(below + (2 * i)), d = S.Load(below + (2 * i) + S.Count);
                V e = S.Evens(a, b), o = S.Odds(a, b), f = S.Evens(c, d), p = S.Odds(c, d);
                V best = Greater<S, V, T>(Greater<S, V, T>(e, o), Greater<S, V, T>(f, p));
                if (!S.AllTrue(S.Equal(best, best)))
                {
                    WithNaN<S, V, T>(e, o, f, p, y + i, tap + i);
                }
                else
                {
                    // The first element that equals the maximum.
                    S.Store(y + i, best);
                    S.Store(tap + i, S.Select(S.Equal(e, best), S.Zero, S.Select(S.Equal(o, best), S.Of(1), S.Select(S.Equal(f, best), S.Of(2), S.Of(3)))));
                }

                if (i + S.Count >= n) break;
            }

            tap += n;
        }
    }

    // One candidate after the other: a NaN equals nothing, so its place cannot be found by comparing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void WithNaN<S, V, T>(V e, V o, V f, V p, T* y, T* tap)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V best = e, index = S.Zero;
        MaxPoolKernels.Take<S, V, T>(ref best, ref index, o, S.Of(1));
        MaxPoolKernels.Take<S, V, T>(ref best, ref index, f, S.Of(2));
        MaxPoolKernels.Take<S, V, T>(ref best, ref index, p, S.Of(3));
        S.Store(y, best);
        S.Store(tap, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Spread<S, V, T>(T* dy, T* tap, T* dx, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int width = shape.Width, n = shape.Columns, rows = shape.Rows;
        V one = S.Of(1), two = S.Of(2), three = S.Of(3);
        for (int row = 0; row < rows; row++, dx += 2 * width, dy += n, tap += n)
        {
            T* below = dx + width;
            for (int i = 0; ; i = Math.Min(i + S.Count, n - S.Count))
            {
                V g = S.Load(dy + i), index = S.Load(tap + i);
                S.StoreZipped(dx + (2 * i), S.And(S.Equal(index, S.Zero), g), S.And(S.Equal(index, one), g));
                S.StoreZipped(below + (2 * i), S.And(S.Equal(index, two), g), S.And(S.Equal(index, three), g));
                if (i + S.Count >= n) break;
            }

            for (int i = 2 * n; i < width; i++) dx[i] = below[i] = T.Zero;
        }

        new Span<T>(dx, (shape.Height - (2 * rows)) * width).Clear();
    }

    // The greater of two; NaN if either is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Greater<S, V, T>(V a, V b)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(a, a), S.AtLeast(b, a), a);
}
