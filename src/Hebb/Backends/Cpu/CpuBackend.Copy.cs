namespace Hebb.Backends.Cpu;

/// <content>Copies, conversions and fills.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Cast(TensorData x, DType dtype)
    {
        x = Dense(x);
        TensorData y = TensorData.Allocate(x.Shape, dtype, Instance);
        switch (x.DType)
        {
            case DType.Float32: CastFrom<float>(x, y); break;
            case DType.Float64: CastFrom<double>(x, y); break;
            case DType.Int64: CastFrom<long>(x, y); break;
            case DType.Int32: CastFrom<int>(x, y); break;
            case DType.Float16: CastFrom<Half>(x, y); break;
            case DType.BFloat16: CastFrom<BFloat16>(x, y); break;
            case DType.Bool: CastFrom<bool>(x, y); break;
            default: CastFrom<byte>(x, y); break;
        }

        return y;
    }

    internal override void Copy(in TensorData source, in TensorData destination)
    {
        if (source.DType != destination.DType)
        {
            Copy(Cast(source, destination.DType), destination);
            return;
        }

        if (Shape.Broadcast(source.Shape, destination.Shape) != destination.Shape)
            throw new ShapeException($"Values of shape {source.Shape} cannot be written into a place of shape {destination.Shape}.");
        // Only bits move, so one copy for each size is enough.
        switch (source.DType.ByteSize)
        {
            case 8: Copy<double>(source, destination); break;
            case 4: Copy<float>(source, destination); break;
            case 2: Copy<ushort>(source, destination); break;
            default: Copy<byte>(source, destination); break;
        }
    }

    internal override void Fill(in TensorData destination, double value)
    {
        if (!destination.IsContiguous)
        {
            TensorData one = TensorData.Allocate(Shape.Scalar, destination.DType, Instance);
            Fill(one, value);
            Copy(one, destination);
            return;
        }

        switch (destination.DType)
        {
            case DType.Float32: FillWith(destination, (float)value); break;
            case DType.Float64: FillWith(destination, value); break;
            case DType.Int64: FillWith(destination, long.CreateSaturating(value)); break;
            case DType.Int32: FillWith(destination, int.CreateSaturating(value)); break;
            case DType.Float16: FillWith(destination, (Half)value); break;
            case DType.BFloat16: FillWith(destination, (BFloat16)(float)value); break;
            case DType.Bool: FillWith(destination, (byte)(value != 0 ? 1 : 0)); break;
            default: FillWith(destination, byte.CreateSaturating(value)); break;
        }
    }

    static void CastFrom<TFrom>(TensorData x, TensorData y)
        where TFrom : unmanaged
    {
        switch (y.DType)
        {
            case DType.Float32: Cast<TFrom, float>(x, y); break;
            case DType.Float64: Cast<TFrom, double>(x, y); break;
            case DType.Int64: Cast<TFrom, long>(x, y); break;
            case DType.Int32: Cast<TFrom, int>(x, y); break;
            case DType.Float16: Cast<TFrom, Half>(x, y); break;
            case DType.BFloat16: Cast<TFrom, BFloat16>(x, y); break;
            case DType.Bool: Cast<TFrom, bool>(x, y); break;
            default: Cast<TFrom, byte>(x, y); break;
        }
    }

    static void Cast<TFrom, TTo>(TensorData x, TensorData y)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        using var xs = x.Open<TFrom>();
        using var ys = y.Open<TTo>();
        fixed (TFrom* px = xs)
        fixed (TTo* py = ys) ConvertKernels.Convert(px, py, x.Count);
    }

    static void Copy<T>(in TensorData source, in TensorData destination)
        where T : unmanaged
    {
        if (destination.Count == 0) return;
        using var xs = source.Open<T>();
        using var ys = destination.Open<T>();
        if (source.IsContiguous && destination.IsContiguous && source.Count == destination.Count)
        {
            xs.Span(source.Count).CopyTo(ys.Span(source.Count));
            return;
        }

        int rank = destination.Rank;
        nint* from = stackalloc nint[rank], to = stackalloc nint[rank];
        Strides(source, destination.Shape, from);
        Strides(destination, destination.Shape, to);
        fixed (T* px = xs, py = ys)
        fixed (int* lengths = destination.Shape.Axes) CopyKernels.Copy(px, from, py, to, lengths, rank);
    }

    // Not named Fill: overload resolution would prefer this one, with T = double, to the override above.
    static void FillWith<T>(in TensorData destination, T value)
        where T : unmanaged
    {
        using var ys = destination.Open<T>();
        ys.Span(destination.Count).Fill(value);
    }
}
