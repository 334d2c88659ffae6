using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Normalisation.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData ChannelNorm(TensorData x, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by)
    {
        x = Dense(x);
        TensorData y = Like(x);
        (statistics, weight, bias) = (Dense(statistics), Dense(weight), Dense(bias));
        if (x.DType == DType.Float32) ChannelNorm<float>(x, y, statistics, weight, bias, by);
        else ChannelNorm<double>(x, y, statistics, weight, bias, by);
        return y;
    }

    internal override (TensorData? X, TensorData Weight, TensorData Bias) ChannelNormGradient(
        TensorData dy, TensorData x, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by, bool needsInput)
    {
        (dy, x, statistics, weight, bias) = (Dense(dy), Dense(x), Dense(statistics), Dense(weight), Dense(bias));
        TensorData? dx = needsInput ? Like(x) : null;
        (TensorData dw, TensorData db) = x.DType == DType.Float32
            ? ChannelNormGradient<float>(dy, x, dx, statistics, weight, bias, by)
            : ChannelNormGradient<double>(dy, x, dx, statistics, weight, bias, by);
        return (dx, dw, db);
    }

    internal override TensorData LayerNorm(TensorData x, int length, NormStatistics statistics, TensorData? weight, TensorData? bias, double eps)
    {
        x = Dense(x);
        TensorData y = Like(x);
        if (x.DType == DType.Float32) LayerNorm<float>(x, y, length, statistics, Dense(weight), Dense(bias), eps);
        else LayerNorm<double>(x, y, length, statistics, Dense(weight), Dense(bias), eps);
        return y;
    }

    internal override (TensorData? X, TensorData? Weight, TensorData? Bias) LayerNormGradient(
        TensorData dy, TensorData x, int length, NormStatistics statistics, TensorData? weight, double eps, (bool Input, bool Weight) needs)
    {
        (dy, x, weight) = (Dense(dy), Dense(x), Dense(weight));
        int rows = length == 0 ? 0 : x.Count / length;
        TensorData? dx = needs.Input ? Like(x) : null, shares = needs.Weight ? TensorData.Allocate([RowNorm.Chunks(rows), 2, length], x.DType, Instance) : null;
        if (x.DType == DType.Float32) LayerNormGradient<float>(dy, x, (dx, shares), length, statistics, weight, eps);
        else LayerNormGradient<double>(dy, x, (dx, shares), length, statistics, weight, eps);
        if (shares is not { } parts) return (dx, null, null);
        TensorData both = Reduce(ReduceKernel.Sum, parts, [0], keepDims: false);
        TensorData dw = TensorData.Allocate(length, x.DType, Instance), db = Like(dw);
        Copy(both.View(length, [1], both.Offset), dw);
        Copy(both.View(length, [1], both.Offset + length), db);
        return (dx, dw, db);
    }

    internal override void UpdateRunning(TensorData running, TensorData statistic, double momentum, double factor)
    {
        if (running.DType == DType.Float32) UpdateRunning<float>(running, Dense(statistic), momentum, factor);
        else UpdateRunning<double>(running, Dense(statistic), momentum, factor);
    }

    internal override TensorData ChannelWindowSum(TensorData x, int before, int after)
    {
        x = Dense(x);
        TensorData y = Like(x);
        if (x.DType == DType.Float32) ChannelWindowSum<float>(x, y, before, after);
        else ChannelWindowSum<double>(x, y, before, after);
        return y;
    }

    static ChannelLayout Channels(TensorData x, int groups) => new(x.Shape.Axes[0], x.Shape.Axes[1], Product(x.Shape.Axes[2..]), groups);

    NormStatistics Dense(NormStatistics statistics) => new(Dense(statistics.Mean), Dense(statistics.Variance));

    static NormOperands Operands(double* mean, double* variance, void* weight, void* bias, Normalization by) =>
        new() { Mean = mean, Variance = variance, Weight = weight, Bias = bias, Eps = by.Eps, Measures = by.Measures, Activation = by.Activation };

    static void ChannelNorm<T>(TensorData x, TensorData y, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by)
        where T : unmanaged, INumber<T>
    {
        ChannelLayout layout = Channels(x, by.Groups);
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ms = statistics.Mean.Open<double>();
        using var vs = statistics.Variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        fixed (T* px = xs, py = ys, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs)
        {
            NormOperands operands = Operands(pm, pv, weight is null ? null : w, bias is null ? null : b, by);
            if (layout is { IsOverBatch: true, Inner: 1 })
                PlaneParts.Run<ColumnNorm.Forward, T>(new ColumnNorm.Forward(px, py, layout.Batch, layout.Channels, operands), ColumnNorm.Pieces(layout.Channels), x.Count);
            else
                PlaneParts.Run<ChannelNormForward, T>(new ChannelNormForward(px, py, operands, layout), layout.Pieces, x.Count);
        }
    }

    static (TensorData Weight, TensorData Bias) ChannelNormGradient<T>(
        TensorData dy, TensorData x, TensorData? dx, NormStatistics statistics, TensorData? weight, TensorData? bias, Normalization by)
        where T : unmanaged, INumber<T>
    {
        ChannelLayout layout = Channels(x, by.Groups);
        int entries = layout.IsOverBatch ? layout.Channels : layout.Batch * layout.Channels;
        TensorData dw = TensorData.Allocate(layout.Channels, x.DType, Instance), db = Like(dw), sums = TensorData.Allocate([entries, 2], DType.Float64, Instance);
        using var dys = dy.Open<T>();
        using var xs = x.Open<T>();
        using var dxs = (dx ?? x).Open<T>();
        using var ms = statistics.Mean.Open<double>();
        using var vs = statistics.Variance.Open<double>();
        using var ss = sums.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        using var dws = dw.Open<T>();
        using var dbs = db.Open<T>();
        fixed (T* pdy = dys, px = xs, d = dxs, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs, ps = ss)
        {
            T* pdx = dx is null ? null : d;
            NormOperands operands = Operands(pm, pv, weight is null ? null : w, bias is null ? null : b, by);
            if (layout is { IsOverBatch: true, Inner: 1 })
                PlaneParts.Run<ColumnNorm.Backward, T>(new ColumnNorm.Backward(pdy, px, pdx, ps, layout.Batch, layout.Channels, operands), ColumnNorm.Pieces(layout.Channels), x.Count);
            else
                PlaneParts.Run<ChannelNormBackward, T>(new ChannelNormBackward(pdy, px, pdx, ps, operands, layout), layout.Pieces, x.Count);

            Span<T> intoWeight = dws.Span(layout.Channels), intoBias = dbs.Span(layout.Channels);
            for (int c = 0; c < layout.Channels; c++)
            {
                double share = 0, product = 0;
                for (int i = c; i < entries; i += layout.Channels)
                {
                    share += ps[2 * i];
                    product += ps[(2 * i) + 1];
                }

                intoWeight[c] = T.CreateTruncating(product);
                intoBias[c] = T.CreateTruncating(share);
            }
        }

        return (dw, db);
    }

    static void LayerNorm<T>(TensorData x, TensorData y, int length, NormStatistics statistics, TensorData? weight, TensorData? bias, double eps)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ms = statistics.Mean.Open<double>();
        using var vs = statistics.Variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        fixed (T* px = xs, py = ys, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs)
        {
            var operands = new NormOperands { Mean = pm, Variance = pv, Weight = weight is null ? null : w, Bias = bias is null ? null : b, Eps = eps };
            PlaneParts.Run<RowNorm.Forward, T>(new RowNorm.Forward(px, py, length, operands), statistics.Mean.Count, x.Count);
        }
    }

    static void LayerNormGradient<T>(
        TensorData dy, TensorData x, (TensorData? X, TensorData? Shares) into, int length, NormStatistics statistics, TensorData? weight, double eps)
        where T : unmanaged, INumber<T>
    {
        int rows = statistics.Mean.Count;
        using var dys = dy.Open<T>();
        using var xs = x.Open<T>();
        using var dxs = (into.X ?? x).Open<T>();
        using var ss = (into.Shares ?? x).Open<T>();
        using var ms = statistics.Mean.Open<double>();
        using var vs = statistics.Variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        fixed (T* pdy = dys, px = xs, d = dxs, s = ss, w = ws)
        fixed (double* pm = ms, pv = vs)
        {
            var operands = new NormOperands { Mean = pm, Variance = pv, Weight = weight is null ? null : w, Eps = eps };
            var job = new RowNorm.Backward(pdy, px, into.X is null ? null : d, into.Shares is null ? null : s, rows, length, operands);
            PlaneParts.Run<RowNorm.Backward, T>(job, RowNorm.Chunks(rows), x.Count);
        }
    }

    static void UpdateRunning<T>(TensorData running, TensorData statistic, double momentum, double factor)
        where T : unmanaged, INumber<T>
    {
        using var rs = running.Open<T>();
        using var ss = statistic.Open<double>();
        Span<T> into = rs.Span(running.Count);
        Span<double> from = ss.Span(statistic.Count);
        for (int c = 0; c < into.Length; c++)
        {
            double mean = 0;
            for (int i = c; i < from.Length; i += into.Length) mean += from[i];
            mean *= (double)into.Length / from.Length;
            into[c] = T.CreateTruncating(((1 - momentum) * double.CreateTruncating(into[c])) + (momentum * factor * mean));
        }
    }

    static void ChannelWindowSum<T>(TensorData x, TensorData y, int before, int after)
        where T : unmanaged, INumber<T>
    {
        int channels = x.Shape.Axes[1], inner = Product(x.Shape.Axes[2..]);
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
            PlaneParts.Run<ChannelWindowSum, T>(new ChannelWindowSum(px, py, channels, inner, before, after), x.Shape.Axes[0] * channels, x.Count);
    }
}
