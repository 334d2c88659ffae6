using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Pooling to a chosen size: window i of n over a length l reaches from ⌊i·l/n⌋ to ⌈(i + 1)·l/n⌉, so windows differ in size and may overlap. Plain loops: these
/// layers stand once in a network, behind its last convolution. Twin: the naive loops of AdaptivePoolTests.
/// </summary>
internal static unsafe class AdaptivePoolKernels
{
    /// <summary>Where a window begins and the element after its end.</summary>
    internal static (int First, int End) Range(int index, int windows, int length) =>
        ((int)((long)index * length / windows), (int)((((long)index + 1) * length + windows - 1) / windows));

    /// <summary>Means (indices null), or maxima with their row-major indices in the plane.</summary>
    internal readonly struct Forward(void* x, void* y, long* indices, bool isMax, PoolShape shape) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++)
            {
                T* from = (T*)x + ((nint)plane * shape.Plane), to = (T*)y + ((nint)plane * shape.Windows);
                if (isMax) Maxima(from, to, indices + ((nint)plane * shape.Windows), shape);
                else Means(from, to, shape);
            }
        }
    }

    /// <summary>The adjoint of the means.</summary>
    internal readonly struct Backward(void* dy, void* dx, PoolShape shape) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int plane = first; plane < end; plane++) Spread((T*)dy + ((nint)plane * shape.Windows), (T*)dx + ((nint)plane * shape.Plane), shape);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Means<T>(T* x, T* y, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        for (int row = 0; row < shape.Rows; row++)
        {
            (int top, int bottom) = Range(row, shape.Rows, shape.Height);
            for (int column = 0; column < shape.Columns; column++)
            {
                (int left, int right) = Range(column, shape.Columns, shape.Width);
                T sum = T.Zero;
                for (int i = top; i < bottom; i++)
                {
                    for (int j = left; j < right; j++) sum += x[(i * shape.Width) + j];
                }

                *y++ = sum / T.CreateTruncating((bottom - top) * (right - left));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Maxima<T>(T* x, T* y, long* indices, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        for (int row = 0; row < shape.Rows; row++)
        {
            (int top, int bottom) = Range(row, shape.Rows, shape.Height);
            for (int column = 0; column < shape.Columns; column++)
            {
                (int left, int right) = Range(column, shape.Columns, shape.Width);
                int best = (top * shape.Width) + left;
                for (int i = top; i < bottom; i++)
                {
                    for (int at = (i * shape.Width) + left; at < (i * shape.Width) + right; at++)
                    {
                        if (x[at] > x[best] || T.IsNaN(x[at])) best = at;
                    }
                }

                *y++ = x[best];
                *indices++ = best;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Spread<T>(T* dy, T* dx, in PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        new Span<T>(dx, shape.Plane).Clear();
        for (int row = 0; row < shape.Rows; row++)
        {
            (int top, int bottom) = Range(row, shape.Rows, shape.Height);
            for (int column = 0; column < shape.Columns; column++)
            {
                (int left, int right) = Range(column, shape.Columns, shape.Width);
                T share = *dy++ / T.CreateTruncating((bottom - top) * (right - left));
                for (int i = top; i < bottom; i++)
                {
                    for (int j = left; j < right; j++) dx[(i * shape.Width) + j] += share;
                }
            }
        }
    }
}
