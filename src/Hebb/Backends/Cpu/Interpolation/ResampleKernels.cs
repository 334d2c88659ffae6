using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Planes in another size from the taps of two axes, a pixel at a time, since taps lie anywhere. The gradient is the same loop the other way round, so the two are
/// adjoint to the last weight. Twin: the naive interpolation of InterpolateTests.
/// </summary>
internal readonly unsafe struct ResampleKernels(void* image, void* resized, ResampleTaps vertical, ResampleTaps horizontal, bool back) : IPlaneJob
{
    public void Run<S, V, T>(int first, int end)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        int height = vertical.Length, width = horizontal.Length, rows = vertical.Count, columns = horizontal.Count;
        for (int plane = first; plane < end; plane++)
        {
            T* x = (T*)image + ((nint)plane * height * width), y = (T*)resized + ((nint)plane * rows * columns);
            if (back) Spread(x, y);
            else if (vertical.Taps == 1) Pick(x, y);
            else Mix(x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Pick<T>(T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        int width = horizontal.Length, rows = vertical.Count, columns = horizontal.Count;
        int* tops = vertical.Indices, lefts = horizontal.Indices;
        for (int row = 0; row < rows; row++)
        {
            T* from = x + ((nint)tops[row] * width);
            for (int column = 0; column < columns; column++) *y++ = from[lefts[column]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Mix<T>(T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        int width = horizontal.Length, rows = vertical.Count, columns = horizontal.Count, taps = vertical.Taps;
        int* tops = vertical.Indices, lefts = horizontal.Indices;
        double* topWeights = vertical.Weights, leftWeights = horizontal.Weights;
        for (int row = 0; row < rows; row++)
        {
            int* top = tops + (row * taps);
            for (int column = 0; column < columns; column++)
            {
                int* left = lefts + (column * taps);
                T sum = T.Zero;
                for (int i = 0; i < taps; i++)
                {
                    T* from = x + ((nint)top[i] * width);
                    T line = T.Zero;
                    for (int j = 0; j < taps; j++) line += from[left[j]] * T.CreateTruncating(leftWeights[(column * taps) + j]);
                    sum += line * T.CreateTruncating(topWeights[(row * taps) + i]);
                }

                *y++ = sum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Spread<T>(T* x, T* y)
        where T : unmanaged, INumber<T>
    {
        int width = horizontal.Length, rows = vertical.Count, columns = horizontal.Count, taps = vertical.Taps;
        int* tops = vertical.Indices, lefts = horizontal.Indices;
        double* topWeights = vertical.Weights, leftWeights = horizontal.Weights;
        new Span<T>(x, vertical.Length * width).Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                T value = *y++;
                int* left = lefts + (column * taps);
                for (int i = 0; i < taps; i++)
                {
                    T* to = x + ((nint)tops[(row * taps) + i] * width);
                    T share = value * T.CreateTruncating(topWeights[(row * taps) + i]);
                    for (int j = 0; j < taps; j++) to[left[j]] += share * T.CreateTruncating(leftWeights[(column * taps) + j]);
                }
            }
        }
    }
}

/// <summary>A <see cref="ResampleAxis"/> for kernels: old and new pixels along it, and where each new one reads.</summary>
internal unsafe struct ResampleTaps
{
    internal int Length, Count, Taps;
    internal int* Indices;
    internal double* Weights;
}
