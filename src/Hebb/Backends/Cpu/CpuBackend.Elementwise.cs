using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Element by element.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override bool GradientUsesOutput(UnaryKernel kernel) => UnaryKernels.GradientUses(kernel) == SavedOperand.Output;

    internal override void Unary(UnaryKernel kernel, in TensorData x, in TensorData y, double a = 0, double b = 0)
    {
        if (!x.IsContiguous)
        {
            Unary(kernel, Dense(x), y, a, b);
            return;
        }

        switch (x.DType)
        {
            case DType.Float32: Unary<float>(kernel, x, y, a, b); break;
            case DType.Float64: Unary<double>(kernel, x, y, a, b); break;
            case DType.Int64 when UnaryKernels.WorksOnIntegers(kernel): Unary<long>(kernel, x, y, a, b); break;
            case DType.Int32 when UnaryKernels.WorksOnIntegers(kernel): Unary<int>(kernel, x, y, a, b); break;
            case DType.UInt8 when UnaryKernels.WorksOnIntegers(kernel): Unary<byte>(kernel, x, y, a, b); break;
            case DType.Bool when kernel == UnaryKernel.LogicalNot: Unary<byte>(kernel, x, y, a, b); break;
            default: throw Unsupported(kernel.ToString(), x.DType);
        }
    }

    internal override void UnaryGradient(UnaryKernel kernel, in TensorData dy, in TensorData saved, in TensorData dx, double a = 0, double b = 0)
    {
        if (!dy.IsContiguous || !saved.IsContiguous) UnaryGradient(kernel, Dense(dy), Dense(saved), dx, a, b);
        else if (dy.DType == DType.Float32) UnaryGradient<float>(kernel, dy, saved, dx, a, b);
        else if (dy.DType == DType.Float64) UnaryGradient<double>(kernel, dy, saved, dx, a, b);
        else throw Unsupported($"The gradient of {kernel}", dy.DType);
    }

    internal override void Binary(BinaryKernel kernel, in TensorData a, in TensorData b, in TensorData y)
    {
        switch (a.DType)
        {
            case DType.Float32: Binary<float>(kernel, a, b, y); break;
            case DType.Float64: Binary<double>(kernel, a, b, y); break;
            case DType.Int64 when IsForIntegers(kernel): Binary<long>(kernel, a, b, y); break;
            case DType.Int32 when IsForIntegers(kernel): Binary<int>(kernel, a, b, y); break;
            case DType.UInt8 when IsForIntegers(kernel): Binary<byte>(kernel, a, b, y); break;
            case DType.Bool when LogicOf(kernel) is { } logic: Logic(logic, a, b, y); break;
            default: throw Unsupported(kernel.ToString(), a.DType);
        }
    }

    internal override TensorData Compare(CompareKernel kernel, in TensorData a, in TensorData b)
    {
        TensorData y = TensorData.Allocate(Shape.Broadcast(a.Shape, b.Shape), DType.Bool, Instance);
        switch (a.DType)
        {
            case DType.Float32: Compare<float>(kernel, a, b, y); break;
            case DType.Float64: Compare<double>(kernel, a, b, y); break;
            case DType.Int64: Compare<long>(kernel, a, b, y); break;
            case DType.Int32: Compare<int>(kernel, a, b, y); break;
            case DType.UInt8 or DType.Bool: Compare<byte>(kernel, a, b, y); break;
            default: throw Unsupported(kernel.ToString(), a.DType);
        }

        return y;
    }

    internal override TensorData Where(in TensorData condition, in TensorData a, in TensorData b)
    {
        Shape shape = Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape));
        TensorData y = TensorData.Allocate(shape, a.DType, Instance);
        switch (a.DType.ByteSize)
        {
            // Only bits move, so one copy for each size is enough.
            case 8: Where<double>(condition, a, b, y); break;
            case 4: Where<float>(condition, a, b, y); break;
            case 1: Where<byte>(condition, a, b, y); break;
            default: throw Unsupported("Where", a.DType);
        }

        return y;
    }

    internal override void AddScaled(in TensorData y, in TensorData x, double alpha)
    {
        if (x.Shape != y.Shape || !x.IsContiguous)
        {
            TensorData same = Like(y);
            Copy(x, same);
            AddScaled(y, same, alpha);
            return;
        }

        switch (y.DType)
        {
            case DType.Float32: AddScaled<float>(y, x, alpha); break;
            case DType.Float64: AddScaled<double>(y, x, alpha); break;
            default: throw Unsupported("AddScaled", y.DType);
        }
    }

    static bool IsForIntegers(BinaryKernel kernel) => kernel is not (BinaryKernel.Div or BinaryKernel.Atan2);

    static LogicKernel? LogicOf(BinaryKernel kernel) => kernel switch
    {
        BinaryKernel.Mul or BinaryKernel.Minimum => LogicKernel.And,
        BinaryKernel.Add or BinaryKernel.Maximum => LogicKernel.Or,
        _ => null,
    };

    static void Unary<T>(UnaryKernel kernel, in TensorData x, in TensorData y, double a, double b)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
        {
            int parts = Parts(x.Count);
            if (parts == 1)
            {
                UnaryKernels.Unary(kernel, px, py, x.Count, a, b);
                return;
            }

            var job = new UnaryJob<T> { Kernel = kernel, X = px, Y = py, Count = x.Count, A = a, B = b, Parts = parts };
            WorkerPool.Run(ref job, parts);
        }
    }

    static void UnaryGradient<T>(UnaryKernel kernel, in TensorData dy, in TensorData saved, in TensorData dx, double a, double b)
        where T : unmanaged, INumber<T>
    {
        using var dys = dy.Open<T>();
        using var values = saved.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, ps = values, pdx = dxs)
        {
            int parts = Parts(dy.Count);
            if (parts == 1)
            {
                UnaryKernels.UnaryGradient(kernel, pdy, ps, pdx, dy.Count, a, b);
                return;
            }

            var job = new GradientJob<T> { Kernel = kernel, Dy = pdy, Saved = ps, Dx = pdx, Count = dy.Count, A = a, B = b, Parts = parts };
            WorkerPool.Run(ref job, parts);
        }
    }

    static void Binary<T>(BinaryKernel kernel, in TensorData a, in TensorData b, in TensorData y)
        where T : unmanaged, INumber<T>
    {
        using var xs = a.Open<T>();
        using var zs = b.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* pa = xs, pb = zs, py = ys)
        {
            if (a.IsContiguous && b.IsContiguous && a.Count == y.Count && b.Count == y.Count)
            {
                int parts = Parts(y.Count);
                if (parts == 1)
                {
                    BinaryKernels.Binary(kernel, pa, pb, py, y.Count);
                    return;
                }

                var job = new BinaryJob<T> { Kernel = kernel, A = pa, B = pb, Y = py, Count = y.Count, Parts = parts };
                WorkerPool.Run(ref job, parts);
                return;
            }

            if (y.Count == 0) return;
            int rank = y.Rank;
            nint* sa = stackalloc nint[rank], sb = stackalloc nint[rank];
            Strides(a, y.Shape, sa);
            Strides(b, y.Shape, sb);
            fixed (int* lengths = y.Shape.Axes) BinaryKernels.BinaryBroadcast(kernel, pa, sa, pb, sb, py, lengths, rank);
        }
    }

    static void Logic(LogicKernel kernel, in TensorData a, in TensorData b, in TensorData y)
    {
        using var xs = a.Open<byte>();
        using var zs = b.Open<byte>();
        using var ys = y.Open<byte>();
        int rank = y.Rank;
        nint* sa = stackalloc nint[rank], sb = stackalloc nint[rank];
        Strides(a, y.Shape, sa);
        Strides(b, y.Shape, sb);
        fixed (byte* pa = xs, pb = zs, py = ys)
        fixed (int* lengths = y.Shape.Axes) CompareKernels.Logic(kernel, pa, sa, pb, sb, py, lengths, rank);
    }

    static void Compare<T>(CompareKernel kernel, in TensorData a, in TensorData b, in TensorData y)
        where T : unmanaged, INumber<T>
    {
        using var xs = a.Open<T>();
        using var zs = b.Open<T>();
        using var ys = y.Open<byte>();
        int rank = y.Rank;
        nint* sa = stackalloc nint[rank], sb = stackalloc nint[rank];
        Strides(a, y.Shape, sa);
        Strides(b, y.Shape, sb);
        fixed (T* pa = xs, pb = zs)
        fixed (byte* py = ys)
        fixed (int* lengths = y.Shape.Axes) CompareKernels.Compare(kernel, pa, sa, pb, sb, py, lengths, rank);
    }

    static void Where<T>(in TensorData condition, in TensorData a, in TensorData b, in TensorData y)
        where T : unmanaged, INumber<T>
    {
        using var cs = condition.Open<byte>();
        using var xs = a.Open<T>();
        using var zs = b.Open<T>();
        using var ys = y.Open<T>();
        int rank = y.Rank;
        nint* sc = stackalloc nint[rank], sa = stackalloc nint[rank], sb = stackalloc nint[rank];
        Strides(condition, y.Shape, sc);
        Strides(a, y.Shape, sa);
        Strides(b, y.Shape, sb);
        fixed (byte* pc = cs)
        fixed (T* pa = xs, pb = zs, py = ys)
        fixed (int* lengths = y.Shape.Axes) CompareKernels.Where(pc, sc, pa, sa, pb, sb, py, lengths, rank);
    }

    static void AddScaled<T>(in TensorData y, in TensorData x, double alpha)
        where T : unmanaged, INumber<T>
    {
        using var ys = y.Open<T>();
        using var xs = x.Open<T>();
        fixed (T* py = ys, px = xs) OptimizerKernels.AddScaled(py, px, y.Count, alpha);
    }

    struct UnaryJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public UnaryKernel Kernel;
        public T* X, Y;
        public nint Count;
        public double A, B;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            UnaryKernels.Unary(Kernel, X + start, Y + start, end - start, A, B);
        }
    }

    struct GradientJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public UnaryKernel Kernel;
        public T* Dy, Saved, Dx;
        public nint Count;
        public double A, B;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            UnaryKernels.UnaryGradient(Kernel, Dy + start, Saved + start, Dx + start, end - start, A, B);
        }
    }

    struct BinaryJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public BinaryKernel Kernel;
        public T* A, B, Y;
        public nint Count;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            BinaryKernels.Binary(Kernel, A + start, B + start, Y + start, end - start);
        }
    }

    // One part of so many elements, cut at cache lines so that no two threads write the same one.
    static (nint Start, nint End) Range(nint count, int part, int parts)
    {
        nint step = ((count / parts) + 63) & ~(nint)63;
        nint start = Math.Min(step * part, count);
        return (start, part == parts - 1 ? count : Math.Min(start + step, count));
    }
}
