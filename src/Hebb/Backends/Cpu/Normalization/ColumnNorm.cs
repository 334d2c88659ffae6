using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Batch normalisation of a matrix [rows, channels]: channels lie side by side, so a register holds as many of them as it has lanes and walks down the rows.
/// A piece is a tile of 16 channels; what a register does not fill goes by single lanes. Twins: the loops of ChannelNormTests.
/// </summary>
internal static unsafe class ColumnNorm
{
    /// <summary>Channels of a piece.</summary>
    internal const int Tile = 16;

    // Rows summed in T before they go into doubles.
    const int Block = 128;

    internal static int Pieces(int channels) => (channels + Tile - 1) / Tile;

    internal readonly struct Forward(void* x, void* y, int rows, int channels, NormOperands by) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            int last = Math.Min(end * Tile, channels);
            for (int c = first * Tile; c < last;)
            {
                if (c + S.Count <= last)
                {
                    Lanes<S, V, T>(c);
                    c += S.Count;
                }
                else
                {
                    Lanes<SimdScalar<T>, T, T>(c++);
                }
            }
        }

        void Lanes<S, V, T>(int c)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            if (by.Measures) Measure<S, V, T>((T*)x + c, rows, channels, by.Mean + c, by.Variance + c);
            T* line = stackalloc T[3 * Tile];
            for (int i = 0; i < S.Count; i++) Line(line, i, c + i, by);
            Apply<S, V, T>((T*)x + c, (T*)y + c, rows, channels, line, by.Activation);
        }
    }

    internal readonly struct Backward(void* dy, void* x, void* dx, double* sums, int rows, int channels, NormOperands by) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            int last = Math.Min(end * Tile, channels);
            for (int c = first * Tile; c < last;)
            {
                if (c + S.Count <= last)
                {
                    Lanes<S, V, T>(c);
                    c += S.Count;
                }
                else
                {
                    Lanes<SimdScalar<T>, T, T>(c++);
                }
            }
        }

        void Lanes<S, V, T>(int c)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            T* line = stackalloc T[5 * Tile];
            double* found = stackalloc double[2 * Tile];
            for (int i = 0; i < S.Count; i++) Line(line, i, c + i, by);
            Sums<S, V, T>((T*)dy + c, (T*)x + c, rows, channels, line, by.Activation, found);
            for (int i = 0; i < S.Count; i++)
            {
                NormLine<T> one = by.Line<T>(c + i);
                double sum = found[i], product = found[Tile + i] - (one.Rest * sum), factor = by.Weigh(ref one, c + i);
                sums[2 * (c + i)] = sum;
                sums[(2 * (c + i)) + 1] = product * one.Inverse;
                double slope = by.Measures ? -one.Inverse * one.Inverse * one.Inverse * factor * product / rows : 0;
                line[(3 * Tile) + i] = T.CreateTruncating(slope);
                line[(4 * Tile) + i] = T.CreateTruncating(by.Measures ? (-one.Inverse * factor * sum / rows) - (slope * one.Rest) : 0);
            }

            if (dx != null) Gradient<S, V, T>((T*)dy + c, (T*)x + c, (T*)dx + c, rows, channels, line, by.Activation);
        }
    }

    // Center, scale and shift of a lane, a tile apart.
    static void Line<T>(T* line, int lane, int channel, in NormOperands by)
        where T : unmanaged, INumber<T>
    {
        NormLine<T> one = by.Line<T>(channel);
        by.Weigh(ref one, channel);
        line[lane] = one.Center;
        line[Tile + lane] = one.Scale;
        line[(2 * Tile) + lane] = one.Shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Measure<S, V, T>(T* x, int rows, int stride, double* mean, double* variance)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Moments* found = stackalloc Moments[Tile];
        T* around = stackalloc T[Tile];
        new Span<Moments>(found, Tile).Clear();
        for (int i = 0; i < S.Count; i++) around[i] = rows > 0 ? x[i] : T.Zero;
        for (int row = 0; row < rows; row += Block)
        {
            int end = Math.Min(rows, row + Block);
            V pivot = S.Load(around), s = S.Zero, q = S.Zero;
            for (int r = row; r < end; r++)
            {
                V offset = S.Sub(S.Load(x + ((nint)r * stride)), pivot);
                s = S.Add(s, offset);
                q = S.Fma(offset, offset, q);
            }

            for (int i = 0; i < S.Count; i++)
            {
                found[i].Join(end - row, double.CreateTruncating(around[i]), double.CreateTruncating(((T*)&s)[i]), double.CreateTruncating(((T*)&q)[i]));
                around[i] = T.CreateTruncating(found[i].Mean);
            }
        }

        for (int i = 0; i < S.Count; i++)
        {
            mean[i] = found[i].Mean;
            variance[i] = found[i].Variance;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Apply<S, V, T>(T* x, T* y, int rows, int stride, T* line, Activation activation)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        bool relu = activation == Activation.Relu;
        V center = S.Load(line), scale = S.Load(line + Tile), shift = S.Load(line + (2 * Tile)), zero = S.Zero;
        for (int row = 0; row < rows; row++, x += stride, y += stride)
        {
            V value = S.Fma(S.Sub(S.Load(x), center), scale, shift);
            S.Store(y, relu ? S.AtLeast(value, zero) : value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sums<S, V, T>(T* dy, T* x, int rows, int stride, T* line, Activation activation, double* found)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        bool relu = activation == Activation.Relu;
        V center = S.Load(line), scale = S.Load(line + Tile), shift = S.Load(line + (2 * Tile)), zero = S.Zero;
        for (int i = 0; i < S.Count; i++) found[i] = found[Tile + i] = 0;
        for (int row = 0; row < rows; row += Block)
        {
            V s = zero, p = zero;
            for (int r = row; r < Math.Min(rows, row + Block); r++)
            {
                V offset = S.Sub(S.Load(x + ((nint)r * stride)), center), g = S.Load(dy + ((nint)r * stride));
                if (relu) g = S.And(S.Less(zero, S.Fma(offset, scale, shift)), g);
                s = S.Add(s, g);
                p = S.Fma(g, offset, p);
            }

            for (int i = 0; i < S.Count; i++)
            {
                found[i] += double.CreateTruncating(((T*)&s)[i]);
                found[Tile + i] += double.CreateTruncating(((T*)&p)[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Gradient<S, V, T>(T* dy, T* x, T* dx, int rows, int stride, T* line, Activation activation)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        bool relu = activation == Activation.Relu;
        V center = S.Load(line), scale = S.Load(line + Tile), shift = S.Load(line + (2 * Tile)), slope = S.Load(line + (3 * Tile)), rest = S.Load(line + (4 * Tile)), zero = S.Zero;
        for (int row = 0; row < rows; row++, x += stride, dy += stride, dx += stride)
        {
            V offset = S.Sub(S.Load(x), center), g = S.Load(dy);
            if (relu) g = S.And(S.Less(zero, S.Fma(offset, scale, shift)), g);
            S.Store(dx, S.Fma(g, scale, S.Fma(offset, slope, rest)));
        }
    }
}
