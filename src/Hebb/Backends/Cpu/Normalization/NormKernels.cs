using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The loops of channel normalisation over one run of elements with the same numbers. One register a step; the last overlaps the one before, runs shorter than a
/// register go by single lanes. Where a ReLU is fused behind, its mask is computed again from x by the same instructions, so that it is the one of the forward pass
/// to the last bit. Twins: the loops of ChannelNormTests.
/// </summary>
internal static unsafe class NormKernels
{
    // Elements whose products are summed in T before they go into doubles.
    const int Block = 1024;

    /// <summary>y = (x − center) · scale + shift, negative results 0 behind a ReLU. y must not overlap x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<S, V, T>(T* x, T* y, nint n, in NormLine<T> line)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        T center = line.Center, scale = line.Scale, shift = line.Shift;
        bool relu = line.Activation == Activation.Relu;
        if (n < S.Count)
        {
            for (nint i = 0; i < n; i++)
            {
                T value = SimdScalar<T>.Fma(x[i] - center, scale, shift);
                y[i] = relu && value < T.Zero ? T.Zero : value;
            }

            return;
        }

        V c = S.Broadcast(center), a = S.Broadcast(scale), b = S.Broadcast(shift), zero = S.Zero;
        nint last = n - S.Count;
        if (relu)
        {
            for (nint i = 0; i < last; i += S.Count) S.Store(y + i, S.AtLeast(S.Fma(S.Sub(S.Load(x + i), c), a, b), zero));
            S.Store(y + last, S.AtLeast(S.Fma(S.Sub(S.Load(x + last), c), a, b), zero));
            return;
        }

        for (nint i = 0; i < last; i += S.Count) S.Store(y + i, S.Fma(S.Sub(S.Load(x + i), c), a, b));
        S.Store(y + last, S.Fma(S.Sub(S.Load(x + last), c), a, b));
    }

    /// <summary>Σ dy and Σ dy · (x − center) over runs of equal length; behind a ReLU only where the result was positive.</summary>
    internal static (double Sum, double Product) Sums<S, V, T>(T* dy, T* x, nint n, int runs, nint stride, in NormLine<T> line)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        double sum = 0, product = 0;
        int together = (int)Math.Max(1, Block / Math.Max(1, n));
        for (int run = 0; run < runs; run += together)
        {
            for (nint at = 0; at < n; at += Block)
            {
                nint offset = (run * stride) + at;
                (double s, double p) = BlockSums<S, V, T>(dy + offset, x + offset, Math.Min(Block, n - at), Math.Min(together, runs - run), stride, line);
                sum += s;
                product += p;
            }
        }

        return (sum, product);
    }

    /// <summary>dx = dy · scale + (x − center) · slope + constant; behind a ReLU, dy counts only where the result was positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gradient<S, V, T>(T* dy, T* x, T* dx, nint n, in NormLine<T> line)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        T center = line.Center, scale = line.Scale, shift = line.Shift, q = line.Slope, r = line.Constant;
        bool relu = line.Activation == Activation.Relu;
        if (n < S.Count)
        {
            for (nint i = 0; i < n; i++)
            {
                T offset = x[i] - center;
                bool counts = !relu || SimdScalar<T>.Fma(offset, scale, shift) > T.Zero;
                dx[i] = SimdScalar<T>.Fma(counts ? dy[i] : T.Zero, scale, SimdScalar<T>.Fma(offset, q, r));
            }

            return;
        }

        V c = S.Broadcast(center), a = S.Broadcast(scale), b = S.Broadcast(shift), slope = S.Broadcast(q), rest = S.Broadcast(r), zero = S.Zero;
        nint last = n - S.Count;
        for (nint i = 0; ; i = Math.Min(i + S.Count, last))
        {
            V offset = S.Sub(S.Load(x + i), c), g = S.Load(dy + i);
            if (relu) g = S.And(S.Less(zero, S.Fma(offset, a, b)), g);
            S.Store(dx + i, S.Fma(g, a, S.Fma(offset, slope, rest)));
            if (i == last) return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static (double Sum, double Product) BlockSums<S, V, T>(T* dy, T* x, nint n, int runs, nint stride, in NormLine<T> line)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        T center = line.Center, scale = line.Scale, shift = line.Shift, s = T.Zero, p = T.Zero;
        bool relu = line.Activation == Activation.Relu;
        V c = S.Broadcast(center), a = S.Broadcast(scale), b = S.Broadcast(shift), zero = S.Zero;
        V s0 = zero, s1 = zero, p0 = zero, p1 = zero;
        for (int run = 0; run < runs; run++, x += stride, dy += stride)
        {
            nint i = 0;
            for (; i <= n - (2 * S.Count); i += 2 * S.Count)
            {
                V u = S.Sub(S.Load(x + i), c), v = S.Sub(S.Load(x + i + S.Count), c), g = S.Load(dy + i), h = S.Load(dy + i + S.Count);
                if (relu)
                {
                    g = S.And(S.Less(zero, S.Fma(u, a, b)), g);
                    h = S.And(S.Less(zero, S.Fma(v, a, b)), h);
                }

                s0 = S.Add(s0, g);
                s1 = S.Add(s1, h);
                p0 = S.Fma(g, u, p0);
                p1 = S.Fma(h, v, p1);
            }

            for (; i < n; i++)
            {
                T offset = x[i] - center;
                if (relu && !(SimdScalar<T>.Fma(offset, scale, shift) > T.Zero)) continue;
                s += dy[i];
                p += dy[i] * offset;
            }
        }

        return (Lanes.Sum<S, V, T>(S.Add(s0, s1)) + double.CreateTruncating(s), Lanes.Sum<S, V, T>(S.Add(p0, p1)) + double.CreateTruncating(p));
    }
}
