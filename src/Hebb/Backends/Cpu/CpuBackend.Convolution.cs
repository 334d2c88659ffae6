using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Convolution.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Conv2d(TensorData x, TensorData weight, TensorData? bias, in ConvGeometry geometry, Activation activation)
    {
        (x, weight) = (Dense(x), Dense(weight));
        bias = Dense(bias);
        ConvShape shape = new(x.Shape, weight.Shape, geometry);
        TensorData y = TensorData.Allocate(Shape.Own([shape.N, shape.K, shape.OutHeight, shape.OutWidth]), x.DType, Instance);
        if (y.Count == 0) return y;
        if (x.DType == DType.Float32) Conv2d<float>(shape, x, weight, bias, y, activation);
        else Conv2d<double>(shape, x, weight, bias, y, activation);
        return y;
    }

    internal override TensorData Conv2dGradientInput(TensorData dy, TensorData weight, Shape input, in ConvGeometry geometry)
    {
        (dy, weight) = (Dense(dy), Dense(weight));
        ConvShape shape = new(input, weight.Shape, geometry);
        TensorData dx = TensorData.Allocate(input, dy.DType, Instance);
        if (dx.Count == 0) return dx;
        if (dy.DType == DType.Float32) GradientInput<float>(shape, dy, weight, dx);
        else GradientInput<double>(shape, dy, weight, dx);
        return dx;
    }

    internal override (TensorData Weight, TensorData? Bias) Conv2dGradientWeight(TensorData x, TensorData dy, Shape weight, in ConvGeometry geometry, bool bias)
    {
        (x, dy) = (Dense(x), Dense(dy));
        ConvShape shape = new(x.Shape, weight, geometry);
        TensorData dw = TensorData.Allocate(weight, x.DType, Instance);
        TensorData? db = bias ? TensorData.Allocate(Shape.Own([shape.K]), x.DType, Instance) : null;
        if (x.Count == 0)
        {
            Fill(dw, 0);
            if (db is { } wanted) Fill(wanted, 0);
        }
        else if (x.DType == DType.Float32)
        {
            GradientWeight<float>(shape, x, dy, dw, db);
        }
        else
        {
            GradientWeight<double>(shape, x, dy, dw, db);
        }

        return (dw, db);
    }

    static void Conv2d<T>(in ConvShape shape, TensorData x, TensorData weight, TensorData? bias, TensorData y, Activation activation)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ws = weight.Open<T>();
        using var bs = (bias ?? weight).Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, pw = ws, pb = bs, py = ys)
            SimdDispatch.Run<Convolution.Forward, T>(new(shape, px, pw, bias is null ? null : pb, py, activation));
    }

    static void GradientInput<T>(in ConvShape shape, TensorData dy, TensorData weight, TensorData dx)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var ws = weight.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, pw = ws, pdx = dxs) SimdDispatch.Run<Convolution.InputGradient, T>(new(shape, pdy, pw, pdx));
    }

    static void GradientWeight<T>(in ConvShape shape, TensorData x, TensorData dy, TensorData dw, TensorData? db)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var dys = dy.Open<T>();
        using var dws = dw.Open<T>();
        using var dbs = (db ?? dw).Open<T>();
        fixed (T* px = xs, pdy = dys, pdw = dws, pdb = dbs) SimdDispatch.Run<Convolution.WeightGradient, T>(new(shape, px, pdy, pdw, db is null ? null : pdb));
    }
}
