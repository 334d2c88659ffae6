using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <content>Element by element.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override void Unary(UnaryFunction f, in TensorData x, in TensorData y, double a = 0, double b = 0)
    {
        int parts = Parts(x.Count), size = x.DType.ByteSize;
        if (!x.IsContiguous)
        {
            UnaryOfView(f, x, y, a, b);
            return;
        }

        if (parts > 1)
        {
            UnaryInParts(f, x, y, a, b, parts);
            return;
        }

        using Lease<byte> xs = x.OpenBytes(size), ys = y.OpenBytes(size);
        fixed (byte* px = xs, py = ys) f.Run(x.DType, px, py, x.Count, a, b, SimdWidth.Bits);
    }

    internal override void UnaryGradient(UnaryFunction f, in TensorData dy, in TensorData saved, in TensorData dx, double a = 0, double b = 0)
    {
        int parts = Parts(dy.Count), size = dy.DType.ByteSize;
        if (!dy.IsContiguous || !saved.IsContiguous)
        {
            GradientOfView(f, dy, saved, dx, a, b);
            return;
        }

        if (parts > 1)
        {
            GradientInParts(f, dy, saved, dx, a, b, parts);
            return;
        }

        using Lease<byte> dys = dy.OpenBytes(size), values = saved.OpenBytes(size), dxs = dx.OpenBytes(size);
        fixed (byte* pdy = dys, ps = values, pdx = dxs) f.RunGradient(dy.DType, pdy, ps, pdx, dy.Count, a, b, SimdWidth.Bits);
    }

    internal override void Binary(BinaryFunction f, in TensorData a, in TensorData b, in TensorData y)
    {
        if (a.DType == DType.Bool)
        {
            Compare(f.OnTruthValues ?? throw Unsupported(f.Name, DType.Bool), a, b, y);
            return;
        }

        int parts = Parts(y.Count), size = a.DType.ByteSize;
        if (!a.IsContiguous || !b.IsContiguous || a.Count != y.Count || b.Count != y.Count)
        {
            BinaryBroadcast(f, a, b, y);
            return;
        }

        if (parts > 1)
        {
            BinaryInParts(f, a, b, y, parts);
            return;
        }

        using Lease<byte> xs = a.OpenBytes(size), zs = b.OpenBytes(size), ys = y.OpenBytes(size);
        fixed (byte* pa = xs, pb = zs, py = ys) f.Run(a.DType, pa, pb, py, y.Count, SimdWidth.Bits);
    }

    internal override TensorData Compare(CompareFunction f, in TensorData a, in TensorData b)
    {
        TensorData y = TensorData.Allocate(Shape.Broadcast(a.Shape, b.Shape), DType.Bool, Instance);
        Compare(f, a, b, y);
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

    // The rarer ways stand apart: what a method keeps on its stack is cleared at every call, and calls on a few numbers are the most frequent.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void UnaryOfView(UnaryFunction f, in TensorData x, in TensorData y, double a, double b) => Unary(f, Dense(x), y, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    void GradientOfView(UnaryFunction f, in TensorData dy, in TensorData saved, in TensorData dx, double a, double b) => UnaryGradient(f, Dense(dy), Dense(saved), dx, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void UnaryInParts(UnaryFunction f, in TensorData x, in TensorData y, double a, double b, int parts)
    {
        int size = x.DType.ByteSize;
        using Lease<byte> xs = x.OpenBytes(size), ys = y.OpenBytes(size);
        fixed (byte* px = xs, py = ys)
        {
            var job = new UnaryJob { Function = f, Type = x.DType, X = px, Y = py, Size = size, Count = x.Count, A = a, B = b, Parts = parts };
            WorkerPool.Run(ref job, parts);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void GradientInParts(UnaryFunction f, in TensorData dy, in TensorData saved, in TensorData dx, double a, double b, int parts)
    {
        int size = dy.DType.ByteSize;
        using Lease<byte> dys = dy.OpenBytes(size), values = saved.OpenBytes(size), dxs = dx.OpenBytes(size);
        fixed (byte* pdy = dys, ps = values, pdx = dxs)
        {
            var job = new GradientJob { Function = f, Type = dy.DType, Dy = pdy, Saved = ps, Dx = pdx, Size = size, Count = dy.Count, A = a, B = b, Parts = parts };
            WorkerPool.Run(ref job, parts);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void BinaryInParts(BinaryFunction f, in TensorData a, in TensorData b, in TensorData y, int parts)
    {
        int size = a.DType.ByteSize;
        using Lease<byte> xs = a.OpenBytes(size), zs = b.OpenBytes(size), ys = y.OpenBytes(size);
        fixed (byte* pa = xs, pb = zs, py = ys)
        {
            var job = new BinaryJob { Function = f, Type = a.DType, A = pa, B = pb, Y = py, Size = size, Count = y.Count, Parts = parts };
            WorkerPool.Run(ref job, parts);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void BinaryBroadcast(BinaryFunction f, in TensorData a, in TensorData b, in TensorData y)
    {
        int size = a.DType.ByteSize, rank = y.Rank;
        using Lease<byte> xs = a.OpenBytes(size), zs = b.OpenBytes(size), ys = y.OpenBytes(size);
        nint* sa = stackalloc nint[rank], sb = stackalloc nint[rank];
        Strides(a, y.Shape, sa);
        Strides(b, y.Shape, sb);
        fixed (byte* pa = xs, pb = zs, py = ys)
        fixed (int* lengths = y.Shape.Axes) f.RunBroadcast(a.DType, pa, sa, pb, sb, py, lengths, rank, SimdWidth.Bits);
    }

    static void Compare(CompareFunction f, in TensorData a, in TensorData b, in TensorData y)
    {
        int size = a.DType.ByteSize, rank = y.Rank;
        using Lease<byte> xs = a.OpenBytes(size), zs = b.OpenBytes(size), ys = y.Open<byte>();
        nint* sa = stackalloc nint[rank], sb = stackalloc nint[rank];
        Strides(a, y.Shape, sa);
        Strides(b, y.Shape, sb);
        fixed (byte* pa = xs, pb = zs, py = ys)
        fixed (int* lengths = y.Shape.Axes) f.Run(a.DType, pa, sa, pb, sb, py, lengths, rank);
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

    struct UnaryJob : IJob
    {
        public UnaryFunction Function;
        public DType Type;
        public byte* X, Y;
        public nint Count, Size;
        public double A, B;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            Function.Run(Type, X + (start * Size), Y + (start * Size), end - start, A, B, SimdWidth.Bits);
        }
    }

    struct GradientJob : IJob
    {
        public UnaryFunction Function;
        public DType Type;
        public byte* Dy, Saved, Dx;
        public nint Count, Size;
        public double A, B;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            Function.RunGradient(Type, Dy + (start * Size), Saved + (start * Size), Dx + (start * Size), end - start, A, B, SimdWidth.Bits);
        }
    }

    struct BinaryJob : IJob
    {
        public BinaryFunction Function;
        public DType Type;
        public byte* A, B, Y;
        public nint Count, Size;
        public int Parts;

        public readonly void Run(int part)
        {
            (nint start, nint end) = Range(Count, part, Parts);
            Function.Run(Type, A + (start * Size), B + (start * Size), Y + (start * Size), end - start, SimdWidth.Bits);
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
