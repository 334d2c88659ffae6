using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Maxima under any sliding window. A tap is the number of a kernel element, row by row; the tap of a maximum, kept in the type of the values, says where the
/// gradient goes. Of equal values the first in scan order wins; a NaN wins over everything, the last of several, as in PyTorch.
/// </summary>
internal static unsafe class MaxPoolKernels
{
    /// <summary>Maxima of planes, and their taps unless that pointer is null.</summary>
    internal readonly struct Forward(void* x, void* y, void* tap, PoolShape shape) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++)
            {
                T* from = (T*)x + ((nint)plane * shape.Plane), to = (T*)y + ((nint)plane * shape.Windows);
                T* taps = tap == null ? null : (T*)tap + ((nint)plane * shape.Windows);
                if (shape.IsHalving) MaxPoolHalving.Forward<S, V, T>(from, to, taps, shape);
                else Plane<S, V, T>(from, to, taps, shape);
            }
        }
    }

    /// <summary>The gradient: each window's to the place of its maximum; where windows overlap, gradients add up.</summary>
    internal readonly struct Backward(void* dy, void* tap, void* dx, PoolShape shape) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++)
            {
                T* from = (T*)dy + ((nint)plane * shape.Windows), taps = (T*)tap + ((nint)plane * shape.Windows), to = (T*)dx + ((nint)plane * shape.Plane);
                if (shape.IsHalving) MaxPoolHalving.Backward<S, V, T>(from, taps, to, shape);
                else Scatter(from, taps, to, shape);
            }
        }
    }

    /// <summary>Taps as row-major indices in the plane.</summary>
    internal static void Indices<T>(T* tap, long* indices, int planes, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        for (int plane = 0; plane < planes; plane++)
        {
            for (int row = 0; row < shape.Rows; row++)
            {
                for (int column = 0; column < shape.Columns; column++, tap++, indices++)
                {
                    int t = int.CreateTruncating(*tap);
                    int y = (row * w.StrideHeight) - w.PaddingHeight + (t / w.KernelWidth * w.DilationHeight);
                    *indices = ((long)y * shape.Width) + (column * w.StrideWidth) - w.PaddingWidth + (t % w.KernelWidth * w.DilationWidth);
                }
            }
        }
    }

    /// <summary>One step of a running maximum: the candidate wins if it is greater or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Take<S, V, T>(ref V best, ref V index, V candidate, V tap)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V wins = S.Less(best, candidate), isNumber = S.Equal(candidate, candidate);
        best = S.Select(isNumber, S.Select(wins, candidate, best), candidate);
        index = S.Select(isNumber, S.Select(wins, tap, index), tap);
    }

    // Windows wholly inside a row go a register at a time where the stride is 1 or 2 (the last register overlaps); the rest one by one.
    // Twin: the naive loops of MaxPoolTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Plane<S, V, T>(T* x, T* y, T* tap, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        (int inner, int innerEnd) = shape.Interior();
        bool hasVectors = S.Count > 1 && w.StrideWidth <= 2 && innerEnd - inner >= S.Count;
        for (int row = 0; row < shape.Rows; row++, y += shape.Columns)
        {
            int top = (row * w.StrideHeight) - w.PaddingHeight;
            (int First, int End) taps = SlidingAxis.Inside(top, w.KernelHeight, w.DilationHeight, shape.Height);
            for (int column = 0; column < shape.Columns; column++)
            {
                if (hasVectors && column == inner)
                {
                    for (int at = inner; ; at = Math.Min(at + S.Count, innerEnd - S.Count))
                    {
                        Register<S, V, T>(x, y, tap, at, top, taps, shape);
                        if (at + S.Count >= innerEnd) break;
                    }

                    column = innerEnd - 1;
                    continue;
                }

                Single(x, y, tap, column, top, taps, shape);
            }

            if (tap != null) tap += shape.Columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Register<S, V, T>(T* x, T* y, T* tap, int column, int top, (int First, int End) taps, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        int left = (column * w.StrideWidth) - w.PaddingWidth;
        V best = default, index = S.Of(taps.First * w.KernelWidth);
        for (int ky = taps.First; ky < taps.End; ky++)
        {
            T* at = x + ((nint)(top + (ky * w.DilationHeight)) * shape.Width) + left;
            for (int kx = 0; kx < w.KernelWidth; kx++, at += w.DilationWidth)
            {
                V value = w.StrideWidth == 1 ? S.Load(at) : S.Evens(S.Load(at), S.Load(at + S.Count));
                if (ky == taps.First && kx == 0) best = value;
                else Take<S, V, T>(ref best, ref index, value, S.Of((ky * w.KernelWidth) + kx));
            }
        }

        S.Store(y + column, best);
        if (tap != null) S.Store(tap + column, index);
    }

    static void Single<T>(T* x, T* y, T* tap, int column, int top, (int First, int End) taps, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        int left = (column * w.StrideWidth) - w.PaddingWidth;
        (int firstColumn, int endColumn) = SlidingAxis.Inside(left, w.KernelWidth, w.DilationWidth, shape.Width);
        int index = (taps.First * w.KernelWidth) + firstColumn;
        T best = x[((nint)(top + (taps.First * w.DilationHeight)) * shape.Width) + left + (firstColumn * w.DilationWidth)];
        for (int ky = taps.First; ky < taps.End; ky++)
        {
            T* at = x + ((nint)(top + (ky * w.DilationHeight)) * shape.Width) + left;
            for (int kx = firstColumn; kx < endColumn; kx++)
            {
                T value = at[kx * w.DilationWidth];
                if (!(value > best) && !T.IsNaN(value)) continue;
                best = value;
                index = (ky * w.KernelWidth) + kx;
            }
        }

        y[column] = best;
        if (tap != null) tap[column] = T.CreateTruncating(index);
    }

    // One window at a time, in scan order: the order in which overlapping gradients add up.
    static void Scatter<T>(T* dy, T* tap, T* dx, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        new Span<T>(dx, shape.Plane).Clear();
        for (int row = 0; row < shape.Rows; row++)
        {
            nint corner = ((nint)((row * w.StrideHeight) - w.PaddingHeight) * shape.Width) - w.PaddingWidth;
            for (int column = 0; column < shape.Columns; column++, dy++, tap++, corner += w.StrideWidth)
            {
                int t = int.CreateTruncating(*tap), ky = t / w.KernelWidth, kx = t - (ky * w.KernelWidth);
                dx[corner + ((nint)ky * w.DilationHeight * shape.Width) + (kx * w.DilationWidth)] += *dy;
            }
        }
    }
}
