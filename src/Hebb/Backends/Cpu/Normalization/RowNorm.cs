using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Layer normalisation: each row of [rows, length] by its own statistics, weight and bias per element of a row. One register a step, remainders one by one.
/// Twins: the loops of RowNormTests.
/// </summary>
internal static unsafe class RowNorm
{
    // Chunks of rows that add up gradients of weight and bias on their own. A number that does not depend on the threads: nor do the bits.
    const int MaxChunks = 16;

    internal static int Chunks(int rows) => Math.Min(rows, MaxChunks);

    internal readonly struct Forward(void* x, void* y, int length, NormOperands by) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (int row = first; row < end; row++)
            {
                T* from = (T*)x + ((nint)row * length), to = (T*)y + ((nint)row * length);
                Moments found = Moments.Of<S, V, T>(from, length, 1, 0);
                by.Mean[row] = found.Mean;
                by.Variance[row] = found.Variance;
                NormLine<T> line = by.Line<T>(row);
                line.Weigh(1, 0);
                if (by.Weight == null) NormKernels.Apply<S, V, T>(from, to, length, line);
                else Apply<S, V, T>(from, to, length, line, (T*)by.Weight, (T*)by.Bias);
            }
        }
    }

    /// <summary>dx unless it is null, and, unless null, per chunk the sums for weight and bias: shares[chunk, 0, :] of weight, [chunk, 1, :] of bias.</summary>
    internal readonly struct Backward(void* dy, void* x, void* dx, void* shares, int rows, int length, NormOperands by) : IPlaneJob
    {
        public void Run<S, V, T>(int first, int end)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            int chunks = Chunks(rows);
            for (int chunk = first; chunk < end; chunk++)
            {
                T* into = shares == null ? null : (T*)shares + (2 * (nint)chunk * length);
                if (into != null) new Span<T>(into, 2 * length).Clear();
                int last = (int)((long)rows * (chunk + 1) / chunks);
                for (int row = (int)((long)rows * chunk / chunks); row < last; row++) Row<S, V, T>(row, into);
            }
        }

        void Row<S, V, T>(int row, T* into)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            T* from = (T*)x + ((nint)row * length), g = (T*)dy + ((nint)row * length);
            NormLine<T> line = by.Line<T>(row);
            line.Weigh(1, 0);
            if (into != null) Collect<S, V, T>(g, from, length, line, into, into + length);
            if (dx == null) return;
            (double sum, double product) = Sums<S, V, T>(g, from, length, line.Center, (T*)by.Weight);
            product -= line.Rest * sum;
            double slope = -line.Inverse * line.Inverse * line.Inverse * product / length;
            line.Slope = T.CreateTruncating(slope);
            line.Constant = T.CreateTruncating((-line.Inverse * sum / length) - (slope * line.Rest));
            Gradient<S, V, T>(g, from, (T*)dx + ((nint)row * length), length, line, (T*)by.Weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Apply<S, V, T>(T* x, T* y, int n, in NormLine<T> line, T* weight, T* bias)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V center = S.Broadcast(line.Center), scale = S.Broadcast(line.Scale), shift = S.Broadcast(line.Shift);
        int i = 0;
        for (; i <= n - S.Count; i += S.Count)
        {
            V value = S.Fma(S.Sub(S.Load(x + i), center), scale, shift);
            S.Store(y + i, S.Fma(value, S.Load(weight + i), bias == null ? S.Zero : S.Load(bias + i)));
        }

        for (; i < n; i++)
        {
            T value = SimdScalar<T>.Fma(x[i] - line.Center, line.Scale, line.Shift);
            y[i] = SimdScalar<T>.Fma(value, weight[i], bias == null ? T.Zero : bias[i]);
        }
    }

    // Σ g and Σ g · (x − center) with g = dy · weight; blocks of T, joined in double.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (double Sum, double Product) Sums<S, V, T>(T* dy, T* x, int n, T around, T* weight)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        const int Block = 1024;
        V center = S.Broadcast(around), one = S.Of(1);
        double sum = 0, product = 0;
        for (int start = 0; start < n; start += Block)
        {
            V s = S.Zero, p = S.Zero;
            int i = start, end = Math.Min(n, start + Block);
            for (; i <= end - S.Count; i += S.Count)
            {
                V g = S.Mul(S.Load(dy + i), weight == null ? one : S.Load(weight + i));
                s = S.Add(s, g);
                p = S.Fma(g, S.Sub(S.Load(x + i), center), p);
            }

            T tail = T.Zero, tailProduct = T.Zero;
            for (; i < end; i++)
            {
                T g = weight == null ? dy[i] : dy[i] * weight[i];
                tail += g;
                tailProduct += g * (x[i] - around);
            }

            sum += Lanes.Sum<S, V, T>(s) + double.CreateTruncating(tail);
            product += Lanes.Sum<S, V, T>(p) + double.CreateTruncating(tailProduct);
        }

        return (sum, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Gradient<S, V, T>(T* dy, T* x, T* dx, int n, in NormLine<T> line, T* weight)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V center = S.Broadcast(line.Center), scale = S.Broadcast(line.Scale), slope = S.Broadcast(line.Slope), rest = S.Broadcast(line.Constant), one = S.Of(1);
        int i = 0;
        for (; i <= n - S.Count; i += S.Count)
        {
            V g = S.Mul(S.Load(dy + i), weight == null ? one : S.Load(weight + i));
            S.Store(dx + i, S.Fma(g, scale, S.Fma(S.Sub(S.Load(x + i), center), slope, rest)));
        }

        for (; i < n; i++)
        {
            T g = weight == null ? dy[i] : dy[i] * weight[i];
            dx[i] = SimdScalar<T>.Fma(g, line.Scale, SimdScalar<T>.Fma(x[i] - line.Center, line.Slope, line.Constant));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Collect<S, V, T>(T* dy, T* x, int n, in NormLine<T> line, T* dw, T* db)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V center = S.Broadcast(line.Center), scale = S.Broadcast(line.Scale), shift = S.Broadcast(line.Shift);
        int i = 0;
        for (; i <= n - S.Count; i += S.Count)
        {
            V g = S.Load(dy + i);
            S.Store(dw + i, S.Fma(g, S.Fma(S.Sub(S.Load(x + i), center), scale, shift), S.Load(dw + i)));
            S.Store(db + i, S.Add(g, S.Load(db + i)));
        }

        for (; i < n; i++)
        {
            dw[i] = SimdScalar<T>.Fma(dy[i], SimdScalar<T>.Fma(x[i] - line.Center, line.Scale, line.Shift), dw[i]);
            db[i] += dy[i];
        }
    }
}
