using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>Reductions and running results that need their elements in order: scalar loops along the middle of [outer, axis, inner].</summary>
internal static unsafe class ScanKernels
{
    const int Tile = 64;

    /// <summary>
    /// The index of the first largest (or smallest) element along the axis and, if values is not null, that element. NaN counts as more extreme than any number.
    /// The axis must not be empty.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ArgReduce<T>(bool largest, T* x, nint outer, nint axis, nint inner, long* indices, T* values)
        where T : unmanaged, INumber<T>
    {
        if (inner == 1)
        {
            for (nint o = 0; o < outer; o++) indices[o] = FirstExtreme(largest, x + (o * axis), axis, values == null ? null : values + o);
            return;
        }

        T* best = stackalloc T[Tile];
        for (nint o = 0; o < outer; o++)
        {
            for (nint column = 0; column < inner; column += Tile)
            {
                nint width = Math.Min(Tile, inner - column);
                T* from = x + (o * axis * inner) + column;
                long* index = indices + (o * inner) + column;
                for (nint i = 0; i < width; i++)
                {
                    best[i] = from[i];
                    index[i] = 0;
                }

                for (nint a = 1; a < axis; a++)
                {
                    from += inner;
                    for (nint i = 0; i < width; i++)
                    {
                        T value = from[i];
                        if (Beats(value, best[i], largest))
                        {
                            best[i] = value;
                            index[i] = a;
                        }
                    }
                }

                if (values == null) continue;
                for (nint i = 0; i < width; i++) values[(o * inner) + column + i] = best[i];
            }
        }
    }

    // The extreme by registers, then the first element that equals it; NaN equals nothing, so it is looked for by name.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long FirstExtreme<T>(bool largest, T* x, nint axis, T* value)
        where T : unmanaged, INumber<T>
    {
        T extreme;
        ReduceKernels.Reduce(largest ? ReduceKernel.Max : ReduceKernel.Min, x, 1, axis, 1, &extreme);
        if (value != null) *value = extreme;
        nint at = 0;
        if (T.IsNaN(extreme))
        {
            while (!T.IsNaN(x[at])) at++;
        }
        else
        {
            while (x[at] != extreme) at++;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool Beats<T>(T value, T best, bool largest)
        where T : unmanaged, INumber<T>
    {
        if (largest ? value > best : value < best) return true;
        return T.IsNaN(value) && !T.IsNaN(best);
    }

    /// <summary>Running sums along the axis, in double for floating types. y may be x.</summary>
    internal static void CumSum<T>(T* x, nint outer, nint axis, nint inner, T* y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) Run<T, double, Plus<double>>(x, outer, axis, inner, y);
        else Run<T, T, Plus<T>>(x, outer, axis, inner, y);
    }

    /// <summary>Running products along the axis, in double for floating types. y may be x.</summary>
    internal static void CumProd<T>(T* x, nint outer, nint axis, nint inner, T* y)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) Run<T, double, Times<double>>(x, outer, axis, inner, y);
        else Run<T, T, Times<T>>(x, outer, axis, inner, y);
    }

    interface IScan<T>
    {
        static abstract T Join(T a, T b);
    }

    readonly struct Plus<T> : IScan<T>
        where T : INumber<T>
    {
        public static T Join(T a, T b) => unchecked(a + b);
    }

    readonly struct Times<T> : IScan<T>
        where T : INumber<T>
    {
        public static T Join(T a, T b) => unchecked(a * b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<T, TState, K>(T* x, nint outer, nint axis, nint inner, T* y)
        where T : unmanaged, INumber<T>
        where TState : unmanaged, INumber<TState>
        where K : struct, IScan<TState>
    {
        TState* state = stackalloc TState[Tile];
        if (axis == 0) return;
        for (nint o = 0; o < outer; o++)
        {
            for (nint column = 0; column < inner; column += Tile)
            {
                nint width = Math.Min(Tile, inner - column);
                nint at = (o * axis * inner) + column;
                for (nint i = 0; i < width; i++)
                {
                    state[i] = TState.CreateTruncating(x[at + i]);
                    y[at + i] = x[at + i];
                }

                for (nint a = 1; a < axis; a++)
                {
                    at += inner;
                    for (nint i = 0; i < width; i++)
                    {
                        state[i] = K.Join(state[i], TState.CreateTruncating(x[at + i]));
                        y[at + i] = T.CreateTruncating(state[i]);
                    }
                }
            }
        }
    }
}
