using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Normalisation.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override Tensor ChannelNorm(Tensor x, int groups, Tensor mean, Tensor variance, bool measure, Tensor? weight, Tensor? bias, double eps, bool relu)
    {
        x = Dense(x);
        Tensor y = Like(x);
        (mean, variance, weight, bias) = (Dense(mean), Dense(variance), Whole(weight), Whole(bias));
        if (x.DType == DType.Float32) ChannelNorm<float>(x, y, Channels(x, groups), mean, variance, measure, weight, bias, eps, relu);
        else ChannelNorm<double>(x, y, Channels(x, groups), mean, variance, measure, weight, bias, eps, relu);
        return y;
    }

    internal override (Tensor? X, Tensor Weight, Tensor Bias) ChannelNormGradient(
        Tensor dy, Tensor x, int groups, Tensor mean, Tensor variance, bool measured, Tensor? weight, Tensor? bias, double eps, bool relu, bool needsInput)
    {
        (dy, x, mean, variance, weight, bias) = (Dense(dy), Dense(x), Dense(mean), Dense(variance), Whole(weight), Whole(bias));
        ChannelLayout layout = Channels(x, groups);
        Tensor? dx = needsInput ? Like(x) : null;
        Tensor dw = Tensor.Uninitialized(layout.Channels, x.DType, Instance), db = Like(dw);
        if (x.DType == DType.Float32) ChannelNormGradient<float>(dy, x, dx, dw, db, layout, mean, variance, measured, weight, bias, eps, relu);
        else ChannelNormGradient<double>(dy, x, dx, dw, db, layout, mean, variance, measured, weight, bias, eps, relu);
        return (dx, dw, db);
    }

    internal override Tensor LayerNorm(Tensor x, int length, Tensor mean, Tensor variance, Tensor? weight, Tensor? bias, double eps)
    {
        x = Dense(x);
        Tensor y = Like(x);
        if (x.DType == DType.Float32) LayerNorm<float>(x, y, length, mean, variance, Whole(weight), Whole(bias), eps);
        else LayerNorm<double>(x, y, length, mean, variance, Whole(weight), Whole(bias), eps);
        return y;
    }

    internal override (Tensor? X, Tensor? Weight, Tensor? Bias) LayerNormGradient(
        Tensor dy, Tensor x, int length, Tensor mean, Tensor variance, Tensor? weight, double eps, bool needsInput, bool needsWeight)
    {
        (dy, x, weight) = (Dense(dy), Dense(x), Whole(weight));
        int rows = length == 0 ? 0 : x.Count / length;
        Tensor? dx = needsInput ? Like(x) : null, shares = needsWeight ? Tensor.Uninitialized([RowNorm.Chunks(rows), 2, length], x.DType, Instance) : null;
        if (x.DType == DType.Float32) LayerNormGradient<float>(dy, x, dx, shares, rows, length, mean, variance, weight, eps);
        else LayerNormGradient<double>(dy, x, dx, shares, rows, length, mean, variance, weight, eps);
        if (shares is null) return (dx, null, null);
        Tensor both = Reduce(ReduceKernel.Sum, shares, [0], keepDims: false);
        Tensor dw = Tensor.Uninitialized(length, x.DType, Instance), db = Like(dw);
        Copy(both.View(length, [1], both.Offset), dw);
        Copy(both.View(length, [1], both.Offset + length), db);
        return (dx, dw, db);
    }

    internal override void UpdateRunning(Tensor running, Tensor statistic, double momentum, double factor)
    {
        if (running.DType == DType.Float32) UpdateRunning<float>(running, Dense(statistic), momentum, factor);
        else UpdateRunning<double>(running, Dense(statistic), momentum, factor);
    }

    internal override Tensor ChannelWindowSum(Tensor x, int before, int after)
    {
        x = Dense(x);
        Tensor y = Like(x);
        if (x.DType == DType.Float32) ChannelWindowSum<float>(x, y, before, after);
        else ChannelWindowSum<double>(x, y, before, after);
        return y;
    }

    Tensor? Whole(Tensor? x) => x is null ? null : Dense(x);

    static ChannelLayout Channels(Tensor x, int groups) => new(x.Shape.Axes[0], x.Shape.Axes[1], Product(x.Shape.Axes[2..]), groups);

    static void ChannelNorm<T>(Tensor x, Tensor y, ChannelLayout layout, Tensor mean, Tensor variance, bool measure, Tensor? weight, Tensor? bias, double eps, bool relu)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ms = mean.Open<double>();
        using var vs = variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        fixed (T* px = xs, py = ys, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs)
        {
            T* pw = weight is null ? null : w, pb = bias is null ? null : b;
            if (layout is { IsOverBatch: true, Inner: 1 })
            {
                var columns = new ColumnNorm.Forward(px, py, layout.Batch, layout.Channels, pm, pv, measure, pw, pb, eps, relu);
                PlaneParts.Run<ColumnNorm.Forward, T>(columns, ColumnNorm.Pieces(layout.Channels), x.Count);
                return;
            }

            var job = new ChannelNormForward(px, py, pm, pv, measure, pw, pb, eps, relu, layout);
            PlaneParts.Run<ChannelNormForward, T>(job, layout.Pieces, x.Count);
        }
    }

    static void ChannelNormGradient<T>(
        Tensor dy, Tensor x, Tensor? dx, Tensor dw, Tensor db, ChannelLayout layout, Tensor mean, Tensor variance, bool measured, Tensor? weight, Tensor? bias, double eps, bool relu)
        where T : unmanaged, INumber<T>
    {
        int entries = layout.IsOverBatch ? layout.Channels : layout.Batch * layout.Channels;
        Tensor sums = Tensor.Uninitialized([entries, 2], DType.Float64, Instance);
        using var dys = dy.Open<T>();
        using var xs = x.Open<T>();
        using var dxs = (dx ?? x).Open<T>();
        using var ms = mean.Open<double>();
        using var vs = variance.Open<double>();
        using var ss = sums.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        using var dws = dw.Open<T>();
        using var dbs = db.Open<T>();
        fixed (T* pdy = dys, px = xs, d = dxs, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs, ps = ss)
        {
            T* pdx = dx is null ? null : d, pw = weight is null ? null : w, pb = bias is null ? null : b;
            if (layout is { IsOverBatch: true, Inner: 1 })
            {
                var columns = new ColumnNorm.Backward(pdy, px, pdx, ps, layout.Batch, layout.Channels, pm, pv, measured, pw, pb, eps, relu);
                PlaneParts.Run<ColumnNorm.Backward, T>(columns, ColumnNorm.Pieces(layout.Channels), x.Count);
            }
            else
            {
                var job = new ChannelNormBackward(pdy, px, pdx, ps, pm, pv, measured, pw, pb, eps, relu, layout);
                PlaneParts.Run<ChannelNormBackward, T>(job, layout.Pieces, x.Count);
            }

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
    }

    static void LayerNorm<T>(Tensor x, Tensor y, int length, Tensor mean, Tensor variance, Tensor? weight, Tensor? bias, double eps)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ms = mean.Open<double>();
        using var vs = variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        using var bs = (bias ?? x).Open<T>();
        fixed (T* px = xs, py = ys, w = ws, b = bs)
        fixed (double* pm = ms, pv = vs)
        {
            var job = new RowNorm.Forward(px, py, length, pm, pv, weight is null ? null : w, bias is null ? null : b, eps);
            PlaneParts.Run<RowNorm.Forward, T>(job, mean.Count, x.Count);
        }
    }

    static void LayerNormGradient<T>(Tensor dy, Tensor x, Tensor? dx, Tensor? shares, int rows, int length, Tensor mean, Tensor variance, Tensor? weight, double eps)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var xs = x.Open<T>();
        using var dxs = (dx ?? x).Open<T>();
        using var ss = (shares ?? x).Open<T>();
        using var ms = mean.Open<double>();
        using var vs = variance.Open<double>();
        using var ws = (weight ?? x).Open<T>();
        fixed (T* pdy = dys, px = xs, d = dxs, s = ss, w = ws)
        fixed (double* pm = ms, pv = vs)
        {
            var job = new RowNorm.Backward(pdy, px, dx is null ? null : d, shares is null ? null : s, rows, length, pm, pv, weight is null ? null : w, eps);
            PlaneParts.Run<RowNorm.Backward, T>(job, RowNorm.Chunks(rows), x.Count);
        }
    }

    static void UpdateRunning<T>(Tensor running, Tensor statistic, double momentum, double factor)
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

    static void ChannelWindowSum<T>(Tensor x, Tensor y, int before, int after)
        where T : unmanaged, INumber<T>
    {
        int channels = x.Shape.Axes[1], inner = Product(x.Shape.Axes[2..]);
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
            PlaneParts.Run<ChannelWindowSum, T>(new ChannelWindowSum(px, py, channels, inner, before, after), x.Shape.Axes[0] * channels, x.Count);
    }
}
