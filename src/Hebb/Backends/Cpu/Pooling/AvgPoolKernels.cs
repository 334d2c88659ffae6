using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>How many elements a mean over a window divides by.</summary>
/// <param name="CountPadding">Whether padding counts (never what ceil mode adds beyond it).</param>
/// <param name="Fixed">A divisor for all windows; 0 for the number of elements.</param>
internal readonly record struct PoolDivisor(bool CountPadding, int Fixed)
{
    /// <summary>The elements that count along one axis, for a window that begins at a place which may be negative.</summary>
    internal int Along(int start, int kernel, int padding, int length) =>
        CountPadding ? Math.Min(start + kernel, length + padding) - start : Math.Max(0, Math.Min(start + kernel, length) - Math.Max(start, 0));
}

/// <summary>
/// Means under a sliding window without dilation. Windows inside a row go a register at a time where the stride is 1 or 2 (the last register overlaps), the rest
/// one by one. Twin: the naive loops of AvgPoolTests.
/// </summary>
internal static unsafe class AvgPoolKernels
{
    /// <summary>Means of planes.</summary>
    internal readonly struct Forward(void* x, void* y, PoolShape shape, PoolDivisor divisor) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++)
                Plane<S, V, T>((T*)x + ((nint)plane * shape.Plane), (T*)y + ((nint)plane * shape.Windows), shape, divisor);
        }
    }

    /// <summary>The adjoint: each window's gradient, divided, to all of its elements.</summary>
    internal readonly struct Backward(void* dy, void* dx, PoolShape shape, PoolDivisor divisor) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++)
                Spread<S, V, T>((T*)dy + ((nint)plane * shape.Windows), (T*)dx + ((nint)plane * shape.Plane), shape, divisor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Plane<S, V, T>(T* x, T* y, in PoolShape shape, PoolDivisor divisor)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        (int inner, int innerEnd) = shape.Interior();
        bool hasVectors = S.Count > 1 && w.StrideWidth <= 2 && innerEnd - inner >= S.Count;
        for (int row = 0; row < shape.Rows; row++, y += shape.Columns)
        {
            int top = (row * w.StrideHeight) - w.PaddingHeight, high = divisor.Along(top, w.KernelHeight, w.PaddingHeight, shape.Height);
            (int first, int end) = SlidingAxis.Inside(top, w.KernelHeight, 1, shape.Height);
            for (int column = 0; column < shape.Columns; column++)
            {
                if (hasVectors && column == inner)
                {
                    V count = S.Of(divisor.Fixed != 0 ? divisor.Fixed : (double)high * w.KernelWidth);
                    for (int at = inner; ; at = Math.Min(at + S.Count, innerEnd - S.Count))
                    {
                        S.Store(y + at, S.Div(Sum<S, V, T>(x, (at * w.StrideWidth) - w.PaddingWidth, top, first, end, shape), count));
                        if (at + S.Count >= innerEnd) break;
                    }

                    column = innerEnd - 1;
                    continue;
                }

                int left = (column * w.StrideWidth) - w.PaddingWidth;
                (int firstColumn, int endColumn) = SlidingAxis.Inside(left, w.KernelWidth, 1, shape.Width);
                T sum = T.Zero;
                for (int ky = first; ky < end; ky++)
                {
                    T* at = x + ((nint)(top + ky) * shape.Width) + left;
                    for (int kx = firstColumn; kx < endColumn; kx++) sum += at[kx];
                }

                bool isEmpty = first >= end || firstColumn >= endColumn;
                long elements = divisor.Fixed != 0 ? divisor.Fixed : (long)high * divisor.Along(left, w.KernelWidth, w.PaddingWidth, shape.Width);
                y[column] = isEmpty ? T.Zero : sum / T.CreateTruncating(elements);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Sum<S, V, T>(T* x, int left, int top, int first, int end, in PoolShape shape)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V sum = S.Zero;
        for (int ky = first; ky < end; ky++)
        {
            T* at = x + ((nint)(top + ky) * shape.Width) + left;
            for (int kx = 0; kx < shape.Window.KernelWidth; kx++, at++)
                sum = S.Add(sum, shape.Window.StrideWidth == 1 ? S.Load(at) : S.Evens(S.Load(at), S.Load(at + S.Count)));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Spread<S, V, T>(T* dy, T* dx, in PoolShape shape, PoolDivisor divisor)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Window w = shape.Window;
        (int inner, int innerEnd) = shape.Interior();
        bool halves = shape.IsHalving && innerEnd - inner >= S.Count && S.Count > 1;
        new Span<T>(dx, shape.Plane).Clear();
        for (int row = 0; row < shape.Rows; row++, dy += shape.Columns)
        {
            int top = (row * w.StrideHeight) - w.PaddingHeight, high = divisor.Along(top, w.KernelHeight, w.PaddingHeight, shape.Height);
            (int first, int end) = SlidingAxis.Inside(top, w.KernelHeight, 1, shape.Height);
            int column = 0;
            if (halves)
            {
                V count = S.Of(divisor.Fixed != 0 ? divisor.Fixed : 4);
                T* at = dx + ((nint)top * shape.Width);
                for (; column <= shape.Columns - S.Count; column += S.Count)
                {
                    V share = S.Div(S.Load(dy + column), count);
                    S.StoreZipped(at + (2 * column), share, share);
                    S.StoreZipped(at + shape.Width + (2 * column), share, share);
                }
            }

            for (; column < shape.Columns; column++)
            {
                int left = (column * w.StrideWidth) - w.PaddingWidth;
                (int firstColumn, int endColumn) = SlidingAxis.Inside(left, w.KernelWidth, 1, shape.Width);
                if (first >= end || firstColumn >= endColumn) continue;
                T share = dy[column] / T.CreateTruncating(divisor.Fixed != 0 ? divisor.Fixed : (long)high * divisor.Along(left, w.KernelWidth, w.PaddingWidth, shape.Width));
                for (int ky = first; ky < end; ky++)
                {
                    T* at = dx + ((nint)(top + ky) * shape.Width) + left;
                    for (int kx = firstColumn; kx < endColumn; kx++) at[kx] += share;
                }
            }
        }
    }
}
