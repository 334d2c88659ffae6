using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Pooling.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override (TensorData Y, TensorData? Taps) MaxPool(TensorData x, Window window, int rows, int columns, bool keepTaps)
    {
        x = Dense(x);
        TensorData y = Planes(x, rows, columns);
        TensorData? taps = keepTaps ? Like(y) : null;
        PoolShape shape = Pool(x.Shape, y.Shape, window);
        if (x.DType == DType.Float32) MaxPool<float>(x, y, taps, shape);
        else MaxPool<double>(x, y, taps, shape);
        return (y, taps);
    }

    internal override TensorData MaxPoolGradient(TensorData dy, TensorData taps, Window window, int height, int width)
    {
        dy = Dense(dy);
        TensorData dx = Planes(dy, height, width);
        PoolShape shape = Pool(dx.Shape, dy.Shape, window);
        if (dy.DType == DType.Float32) MaxPoolGradient<float>(dy, taps, dx, shape);
        else MaxPoolGradient<double>(dy, taps, dx, shape);
        return dx;
    }

    internal override TensorData MaxPoolIndices(TensorData taps, Window window, int width)
    {
        TensorData indices = TensorData.Allocate(taps.Shape, DType.Int64, Instance);
        PoolShape shape = new(0, width, taps.Shape[-2], taps.Shape[-1], window);
        if (taps.DType == DType.Float32) MaxPoolIndices<float>(taps, indices, shape);
        else MaxPoolIndices<double>(taps, indices, shape);
        return indices;
    }

    internal override TensorData AvgPool(TensorData x, Window window, int rows, int columns, bool countPadding, int divisor)
    {
        x = Dense(x);
        TensorData y = Planes(x, rows, columns);
        PoolShape shape = Pool(x.Shape, y.Shape, window);
        if (x.DType == DType.Float32) AvgPool<float>(x, y, shape, new PoolDivisor(countPadding, divisor));
        else AvgPool<double>(x, y, shape, new PoolDivisor(countPadding, divisor));
        return y;
    }

    internal override TensorData AvgPoolGradient(TensorData dy, Window window, int height, int width, bool countPadding, int divisor)
    {
        dy = Dense(dy);
        TensorData dx = Planes(dy, height, width);
        PoolShape shape = Pool(dx.Shape, dy.Shape, window);
        if (dy.DType == DType.Float32) AvgPoolGradient<float>(dy, dx, shape, new PoolDivisor(countPadding, divisor));
        else AvgPoolGradient<double>(dy, dx, shape, new PoolDivisor(countPadding, divisor));
        return dx;
    }

    internal override TensorData AdaptiveAvgPool(TensorData x, int rows, int columns)
    {
        x = Dense(x);
        TensorData y = Planes(x, rows, columns);
        if (x.DType == DType.Float32) AdaptivePool<float>(x, y, null);
        else AdaptivePool<double>(x, y, null);
        return y;
    }

    internal override TensorData AdaptiveAvgPoolGradient(TensorData dy, int height, int width)
    {
        dy = Dense(dy);
        TensorData dx = Planes(dy, height, width);
        if (dy.DType == DType.Float32) AdaptiveAvgPoolGradient<float>(dy, dx);
        else AdaptiveAvgPoolGradient<double>(dy, dx);
        return dx;
    }

    internal override (TensorData Y, TensorData Indices) AdaptiveMaxPool(TensorData x, int rows, int columns)
    {
        x = Dense(x);
        TensorData y = Planes(x, rows, columns), indices = TensorData.Allocate(y.Shape, DType.Int64, Instance);
        if (x.DType == DType.Float32) AdaptivePool<float>(x, y, indices);
        else AdaptivePool<double>(x, y, indices);
        return (y, indices);
    }

    /// <summary>An uninitialised tensor of as many planes of another size.</summary>
    static TensorData Planes(TensorData x, int height, int width)
    {
        int[] lengths = x.Shape.ToArray();
        lengths[^2] = height;
        lengths[^1] = width;
        return TensorData.Allocate(Shape.Own(lengths), x.DType, Instance);
    }

    static int PlaneCount(Shape shape) => Product(shape.Axes[..^2]);

    static PoolShape Pool(Shape x, Shape y, Window window) => new(x.Axes[^2], x.Axes[^1], y.Axes[^2], y.Axes[^1], window);

    static void MaxPool<T>(TensorData x, TensorData y, TensorData? taps, PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ts = (taps ?? y).Open<T>();
        fixed (T* px = xs, py = ys, pt = ts)
            PlaneParts.Run<MaxPoolKernels.Forward, T>(new MaxPoolKernels.Forward(px, py, taps is null ? null : pt, shape), PlaneCount(x.Shape), x.Count);
    }

    static void MaxPoolGradient<T>(TensorData dy, TensorData taps, TensorData dx, PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var ts = taps.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, pt = ts, pdx = dxs)
            PlaneParts.Run<MaxPoolKernels.Backward, T>(new MaxPoolKernels.Backward(pdy, pt, pdx, shape), PlaneCount(dx.Shape), dx.Count);
    }

    static void MaxPoolIndices<T>(TensorData taps, TensorData indices, PoolShape shape)
        where T : unmanaged, INumber<T>
    {
        using var ts = taps.Open<T>();
        using var ps = indices.Open<long>();
        fixed (T* pt = ts)
        fixed (long* pp = ps) MaxPoolKernels.Indices(pt, pp, PlaneCount(taps.Shape), shape);
    }

    static void AvgPool<T>(TensorData x, TensorData y, PoolShape shape, PoolDivisor divisor)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
            PlaneParts.Run<AvgPoolKernels.Forward, T>(new AvgPoolKernels.Forward(px, py, shape, divisor), PlaneCount(x.Shape), x.Count);
    }

    static void AvgPoolGradient<T>(TensorData dy, TensorData dx, PoolShape shape, PoolDivisor divisor)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, pdx = dxs)
            PlaneParts.Run<AvgPoolKernels.Backward, T>(new AvgPoolKernels.Backward(pdy, pdx, shape, divisor), PlaneCount(dx.Shape), dx.Count);
    }

    static void AdaptivePool<T>(TensorData x, TensorData y, TensorData? indices)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        using var ps = (indices ?? y).Open<long>();
        fixed (T* px = xs, py = ys)
        fixed (long* pp = ps)
        {
            var job = new AdaptivePoolKernels.Forward(px, py, pp, indices is not null, Pool(x.Shape, y.Shape, default));
            PlaneParts.Run<AdaptivePoolKernels.Forward, T>(job, PlaneCount(x.Shape), x.Count);
        }
    }

    static void AdaptiveAvgPoolGradient<T>(TensorData dy, TensorData dx)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, pdx = dxs)
        {
            var job = new AdaptivePoolKernels.Backward(pdy, pdx, Pool(dx.Shape, dy.Shape, default));
            PlaneParts.Run<AdaptivePoolKernels.Backward, T>(job, PlaneCount(dx.Shape), dx.Count);
        }
    }
}
