using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Count, mean and sum of squared deviations of a set of numbers, joined from parts in double (Chan, Golub and LeVeque, 1979).
/// </summary>
internal unsafe struct Moments
{
    // Elements summed in T around a pivot before they are joined: short enough for float, long enough that joining costs nothing.
    const int Block = 1024;

    // Elements whose mean is the first pivot.
    const int PivotElements = 64;

    internal double Count, Mean, Deviation;

    /// <summary>The mean of the squared deviations: the biased variance.</summary>
    internal readonly double Variance => Deviation / Count;

    /// <summary>Joins a part given by its sums around a pivot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Join(double count, double pivot, double sum, double squares)
    {
        double mean = pivot + (sum / count), deviation = squares - (sum / count * sum);
        if (deviation < 0) deviation = 0;
        double distance = mean - Mean, total = Count + count;
        Deviation += deviation + (distance * distance * (Count * count / total));
        Mean += distance * (count / total);
        Count = total;
    }

    /// <summary>
    /// The moments of runs of equal length, in one pass. Each block is summed around the mean of what came before it (the first around that of its first elements),
    /// so a mean far above the spread does not cancel.
    /// </summary>
    internal static Moments Of<S, V, T>(T* x, nint length, int runs, nint stride)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        Moments result = default;
        if (length == 0) return result;
        double pivot = 0;
        int some = (int)Math.Min(length, PivotElements);
        for (int i = 0; i < some; i++) pivot += double.CreateTruncating(x[i]);
        pivot /= some;
        int together = (int)Math.Max(1, Block / length);
        for (int run = 0; run < runs; run += together)
        {
            int now = Math.Min(together, runs - run);
            for (nint at = 0; at < length; at += Block)
            {
                nint n = Math.Min(Block, length - at);
                T around = T.CreateTruncating(pivot);
                Sums<S, V, T>(x + (run * stride) + at, n, now, stride, around, out double sum, out double squares);
                result.Join((double)n * now, double.CreateTruncating(around), sum, squares);
                pivot = result.Mean;
            }
        }

        return result;
    }

    // Two registers a step, then one, then single elements; the lanes are added in double. Twin: the two-pass loop of MomentsTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sums<S, V, T>(T* x, nint n, int runs, nint stride, T around, out double sum, out double squares)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        V pivot = S.Broadcast(around), s0 = S.Zero, s1 = S.Zero, q0 = S.Zero, q1 = S.Zero;
        T s = T.Zero, q = T.Zero;
        for (int run = 0; run < runs; run++, x += stride)
        {
            nint i = 0;
            for (; i <= n - (2 * S.Count); i += 2 * S.Count)
            {
                V a = S.Sub(S.Load(x + i), pivot), b = S.Sub(S.Load(x + i + S.Count), pivot);
                s0 = S.Add(s0, a);
                s1 = S.Add(s1, b);
                q0 = S.Fma(a, a, q0);
                q1 = S.Fma(b, b, q1);
            }

            if (i <= n - S.Count)
            {
                V a = S.Sub(S.Load(x + i), pivot);
                s0 = S.Add(s0, a);
                q0 = S.Fma(a, a, q0);
                i += S.Count;
            }

            for (; i < n; i++)
            {
                T a = x[i] - around;
                s += a;
                q += a * a;
            }
        }

        sum = Lanes.Sum<S, V, T>(S.Add(s0, s1)) + double.CreateTruncating(s);
        squares = Lanes.Sum<S, V, T>(S.Add(q0, q1)) + double.CreateTruncating(q);
    }
}

/// <summary>The lanes of a register, one by one.</summary>
internal static unsafe class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Sum<S, V, T>(V value)
        where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
    {
        double sum = 0;
        for (int i = 0; i < S.Count; i++) sum += double.CreateTruncating(((T*)&value)[i]);
        return sum;
    }
}
