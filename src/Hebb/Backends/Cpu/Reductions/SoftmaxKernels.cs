using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Softmax and its relatives along the middle of [outer, axis, inner], for float and double. The largest element is taken off before the exponential,
/// so nothing overflows. Contiguous rows (inner = 1) run along registers, their remainder padded with −∞; otherwise a register holds neighbouring columns and the last
/// columns go one by one. Twin: the double loops of SoftmaxKernelTests. Ranges of outer can be given by shifted pointers; the output may be the input.
/// </summary>
internal static unsafe class SoftmaxKernels
{
    /// <summary>y = eˣ / Σ eˣ.</summary>
    internal static void Softmax<T>(T* x, T* y, nint outer, nint axis, nint inner)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<ForwardJob, T>(new ForwardJob(x, y, outer, axis, inner, log: false));

    /// <summary>y = x − ln Σ eˣ.</summary>
    internal static void LogSoftmax<T>(T* x, T* y, nint outer, nint axis, nint inner)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<ForwardJob, T>(new ForwardJob(x, y, outer, axis, inner, log: true));

    /// <summary>dx = y·(dy − Σ dy·y).</summary>
    internal static void SoftmaxGradient<T>(T* dy, T* y, T* dx, nint outer, nint axis, nint inner)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<GradientJob, T>(new GradientJob(dy, y, dx, outer, axis, inner, log: false));

    /// <summary>dx = dy − eʸ·Σ dy.</summary>
    internal static void LogSoftmaxGradient<T>(T* dy, T* y, T* dx, nint outer, nint axis, nint inner)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<GradientJob, T>(new GradientJob(dy, y, dx, outer, axis, inner, log: true));

    /// <summary>
    /// For every row of classes logits: loss = ln Σ eˣ − x[target], and the softmax of the row for the backward pass. The probabilities may overwrite the logits.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class.</exception>
    internal static void CrossEntropyRows<T>(T* logits, long* target, nint rows, nint classes, T* lossPerRow, T* probabilities)
        where T : unmanaged, INumber<T> =>
        SimdDispatch.Run<CrossEntropyJob, T>(new CrossEntropyJob(logits, target, rows, classes, lossPerRow, probabilities));

    internal readonly struct ForwardJob(void* x, void* y, nint outer, nint axis, nint inner, bool log) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (nint o = 0; o < outer; o++)
            {
                T* from = (T*)x + (o * axis * inner), to = (T*)y + (o * axis * inner);
                nint i = 0;
                if (inner == 1)
                {
                    if (axis > 0 && axis <= 2 * S.Count && !log) ShortRow<S, V, T>(from, to, (int)axis);
                    else if (axis > 0) Row<S, V, T>(from, to, axis, log, out _, out _);
                    continue;
                }

                for (; i <= inner - S.Count; i += S.Count) Column<S, V, T>(from + i, to + i, axis, inner, log);
                for (; i < inner; i++) Column<SimdScalar<T>, T, T>(from + i, to + i, axis, inner, log);
            }
        }
    }

    internal readonly struct GradientJob(void* dy, void* y, void* dx, nint outer, nint axis, nint inner, bool log) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (nint o = 0; o < outer; o++)
            {
                nint at = o * axis * inner;
                nint i = 0;
                if (inner == 1)
                {
                    RowGradient<S, V, T>((T*)dy + at, (T*)y + at, (T*)dx + at, axis, log);
                    continue;
                }

                for (; i <= inner - S.Count; i += S.Count) ColumnGradient<S, V, T>((T*)dy + at + i, (T*)y + at + i, (T*)dx + at + i, axis, inner, log);
                for (; i < inner; i++) ColumnGradient<SimdScalar<T>, T, T>((T*)dy + at + i, (T*)y + at + i, (T*)dx + at + i, axis, inner, log);
            }
        }
    }

    internal readonly struct CrossEntropyJob(void* logits, long* target, nint rows, nint classes, void* loss, void* probabilities) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            for (nint row = 0; row < rows; row++)
            {
                if ((ulong)target[row] >= (ulong)classes)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(target), $"The target of row {row} is {target[row]}, but there are {classes} classes, numbered from 0; count the labels from 0?");
                }

                T* from = (T*)logits + (row * classes);
                T chosen = from[target[row]];
                Row<S, V, T>(from, (T*)probabilities + (row * classes), classes, log: false, out T largest, out T sum);
                ((T*)loss)[row] = T.CreateTruncating(Math.Log(double.CreateTruncating(sum)) - double.CreateTruncating(chosen - largest));
            }
        }
    }

    /// <summary>y[o, i] = ln Σ eˣ at one width.</summary>
    internal static void LogSumExp<S, V, T>(T* x, nint outer, nint axis, nint inner, T* y)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        for (nint o = 0; o < outer; o++)
        {
            T* from = x + (o * axis * inner), to = y + (o * inner);
            nint i = 0;
            if (inner == 1)
            {
                // An infinite largest element is the result itself: −∞ when all are, +∞ when one is.
                T largest = ReduceKernels.Row<ReduceFormulas.Max, S, V, T>(from, axis, 1);
                to[0] = largest;
                if (T.IsInfinity(largest)) continue;
                T sum = SumOfExponentials<S, V, T>(from, null, axis, largest);
                to[0] = T.CreateTruncating(Math.Log(double.CreateTruncating(sum)) + double.CreateTruncating(largest));
                continue;
            }

            for (; i <= inner - S.Count; i += S.Count) LogSumExpColumn<S, V, T>(from + i, to + i, axis, inner);
            for (; i < inner; i++) LogSumExpColumn<SimdScalar<T>, T, T>(from + i, to + i, axis, inner);
        }
    }

    static void Row<S, V, T>(T* x, T* y, nint n, bool log, out T largest, out T sum)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        largest = ReduceKernels.Row<ReduceFormulas.Max, S, V, T>(x, n, 1);
        sum = SumOfExponentials<S, V, T>(x, log ? null : y, n, largest);
        if (log)
        {
            T logarithm = T.CreateTruncating(Math.Log(double.CreateTruncating(sum)));
            Shifted<S, V, T>(x, y, n, largest, logarithm);
        }
        else
        {
            Scaled<S, V, T>(y, n, T.One / sum);
        }
    }

    // A row that two registers hold, padded with −∞: one pass without leaving them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ShortRow<S, V, T>(T* x, T* y, int n)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        T* lanes = stackalloc T[2 * PaddedLanes.Bytes / sizeof(T)];
        T* upper = lanes + S.Count;
        S.Store(lanes, S.Of(double.NegativeInfinity));
        S.Store(upper, S.Of(double.NegativeInfinity));
        T largest = x[0];
        for (int i = 0; i < n; i++)
        {
            T value = x[i];
            lanes[i] = value;
            if (!(value <= largest)) largest = value;
        }

        V shift = S.Broadcast(largest);
        V e0 = Transcendental.ExpOfNegative<S, V, T>(S.Sub(S.Load(lanes), shift));
        V e1 = Transcendental.ExpOfNegative<S, V, T>(S.Sub(S.Load(upper), shift));
        T* sums = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        S.Store(sums, S.Add(e0, e1));
        T sum = T.Zero;
        for (int i = 0; i < S.Count; i++) sum += sums[i];
        V factor = S.Broadcast(T.One / sum);
        S.Store(lanes, S.Mul(e0, factor));
        S.Store(upper, S.Mul(e1, factor));
        PaddedLanes.Copy(lanes, y, n);
    }

    // One register a step; the remainder comes padded with −∞, which adds 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T SumOfExponentials<S, V, T>(T* x, T* y, nint n, T largest)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V shift = S.Broadcast(largest), sum = S.Zero;
        T* lanes = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        for (nint i = 0; i < n; i += S.Count)
        {
            T* from = x + i, to = y == null ? lanes : y + i;
            int rest = (int)Math.Min(S.Count, n - i);
            if (rest < S.Count)
            {
                S.Store(lanes, S.Of(double.NegativeInfinity));
                PaddedLanes.Copy(from, lanes, rest);
                from = to = lanes;
            }

            V e = Transcendental.ExpOfNegative<S, V, T>(S.Sub(S.Load(from), shift));
            sum = S.Add(sum, e);
            S.Store(to, e);
            if (rest < S.Count && y != null) PaddedLanes.Copy(lanes, y + i, rest);
        }

        S.Store(lanes, sum);
        return ReduceKernels.Row<ReduceFormulas.Sum, SimdScalar<T>, T, T>(lanes, S.Count, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Scaled<S, V, T>(T* y, nint n, T scale)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V factor = S.Broadcast(scale);
        nint i = 0;
        for (; i <= n - S.Count; i += S.Count) S.Store(y + i, S.Mul(S.Load(y + i), factor));
        for (; i < n; i++) y[i] *= scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Shifted<S, V, T>(T* x, T* y, nint n, T largest, T logarithm)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V first = S.Broadcast(largest), second = S.Broadcast(logarithm);
        nint i = 0;
        for (; i <= n - S.Count; i += S.Count) S.Store(y + i, S.Sub(S.Sub(S.Load(x + i), first), second));
        for (; i < n; i++) y[i] = x[i] - largest - logarithm;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Column<S, V, T>(T* x, T* y, nint axis, nint inner, bool log)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V largest = S.Of(double.NegativeInfinity), sum = S.Zero;
        nint end = axis * inner;
        for (nint i = 0; i < end; i += inner) largest = ReduceFormulas.Max.Take<S, V, T>(largest, S.Load(x + i));
        for (nint i = 0; i < end; i += inner)
        {
            V e = Transcendental.ExpOfNegative<S, V, T>(S.Sub(S.Load(x + i), largest));
            sum = S.Add(sum, e);
            if (!log) S.Store(y + i, e);
        }

        V last = log ? Transcendental.Log<S, V, T>(sum) : S.Div(S.Of(1.0), sum);
        for (nint i = 0; i < end; i += inner)
            S.Store(y + i, log ? S.Sub(S.Sub(S.Load(x + i), largest), last) : S.Mul(S.Load(y + i), last));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void LogSumExpColumn<S, V, T>(T* x, T* y, nint axis, nint inner)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V largest = S.Of(double.NegativeInfinity), sum = S.Zero;
        nint end = axis * inner;
        for (nint i = 0; i < end; i += inner) largest = ReduceFormulas.Max.Take<S, V, T>(largest, S.Load(x + i));
        largest = S.AndNot(largest, S.Equal(S.Abs(largest), S.Of(double.PositiveInfinity)));
        for (nint i = 0; i < end; i += inner) sum = S.Add(sum, Transcendental.Exp<S, V, T>(S.Sub(S.Load(x + i), largest)));
        S.Store(y, S.Add(Transcendental.Log<S, V, T>(sum), largest));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void RowGradient<S, V, T>(T* dy, T* y, T* dx, nint n, bool log)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V sum = S.Zero;
        nint whole = n - (n % S.Count);
        for (nint i = 0; i < whole; i += S.Count) sum = log ? S.Add(sum, S.Load(dy + i)) : S.Fma(S.Load(dy + i), S.Load(y + i), sum);
        T* lanes = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        S.Store(lanes, sum);
        T total = ReduceKernels.Row<ReduceFormulas.Sum, SimdScalar<T>, T, T>(lanes, S.Count, 1);
        for (nint i = whole; i < n; i++) total += log ? dy[i] : dy[i] * y[i];
        sum = S.Broadcast(total);
        for (nint i = 0; i < whole; i += S.Count) S.Store(dx + i, GradientOf<S, V, T>(S.Load(dy + i), S.Load(y + i), sum, log));
        for (nint i = whole; i < n; i++) dx[i] = GradientOf<SimdScalar<T>, T, T>(dy[i], y[i], total, log);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ColumnGradient<S, V, T>(T* dy, T* y, T* dx, nint axis, nint inner, bool log)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V sum = S.Zero;
        nint end = axis * inner;
        for (nint i = 0; i < end; i += inner) sum = log ? S.Add(sum, S.Load(dy + i)) : S.Fma(S.Load(dy + i), S.Load(y + i), sum);
        for (nint i = 0; i < end; i += inner) S.Store(dx + i, GradientOf<S, V, T>(S.Load(dy + i), S.Load(y + i), sum, log));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V GradientOf<S, V, T>(V dy, V y, V sum, bool log)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> =>
        log ? S.Sub(dy, S.Mul(Transcendental.ExpOfNegative<S, V, T>(y), sum)) : S.Mul(y, S.Sub(dy, sum));
}
