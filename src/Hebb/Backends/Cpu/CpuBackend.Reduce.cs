using System.Numerics;
using System.Numerics.Tensors;

namespace Hebb.Backends.Cpu;

/// <content>Along axes.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData Reduce(ReduceKernel kernel, in TensorData x, ReadOnlySpan<int> axes, bool keepDims)
    {
        Shape result = Reduced(x.Shape, axes, keepDims);
        (TensorData rows, int outer, int length, int inner) = Canonical(x, axes);
        TensorData y = TensorData.Allocate(result, x.DType, Instance);
        // Kernels write at least one result.
        if (y.Count == 0) return y;
        switch (x.DType)
        {
            case DType.Float32: Reduce<float>(kernel, rows, outer, length, inner, y); break;
            case DType.Float64: Reduce<double>(kernel, rows, outer, length, inner, y); break;
            case DType.Int64 when kernel != ReduceKernel.LogSumExp: Reduce<long>(kernel, rows, outer, length, inner, y); break;
            case DType.Int32 when kernel != ReduceKernel.LogSumExp: Reduce<int>(kernel, rows, outer, length, inner, y); break;
            case DType.UInt8 when kernel is ReduceKernel.Max or ReduceKernel.Min: Reduce<byte>(kernel, rows, outer, length, inner, y); break;
            case DType.Bool when kernel is ReduceKernel.Any or ReduceKernel.All or ReduceKernel.Max or ReduceKernel.Min: Reduce<byte>(kernel, rows, outer, length, inner, y); break;
            default: throw Unsupported(kernel.ToString(), x.DType);
        }

        return y;
    }

    internal override (TensorData Values, TensorData Indices) ArgReduce(bool largest, TensorData x, int axis, bool keepDims)
    {
        x = Dense(x);
        Shape shape = keepDims ? x.Shape.With(axis, 1) : x.Shape.Without(axis);
        TensorData values = TensorData.Allocate(shape, x.DType, Instance), indices = TensorData.Allocate(shape, DType.Int64, Instance);
        if (values.Count == 0) return (values, indices);
        switch (x.DType)
        {
            case DType.Float32: ArgReduce<float>(largest, x, axis, values, indices); break;
            case DType.Float64: ArgReduce<double>(largest, x, axis, values, indices); break;
            case DType.Int64: ArgReduce<long>(largest, x, axis, values, indices); break;
            case DType.Int32: ArgReduce<int>(largest, x, axis, values, indices); break;
            case DType.UInt8 or DType.Bool: ArgReduce<byte>(largest, x, axis, values, indices); break;
            default: throw Unsupported("The index of an extreme", x.DType);
        }

        return (values, indices);
    }

    internal override TensorData Cumulate(bool product, TensorData x, int axis)
    {
        x = Dense(x);
        TensorData y = Like(x);
        if (y.Count == 0) return y;
        switch (x.DType)
        {
            case DType.Float32: Cumulate<float>(product, x, axis, y); break;
            case DType.Float64: Cumulate<double>(product, x, axis, y); break;
            case DType.Int64: Cumulate<long>(product, x, axis, y); break;
            case DType.Int32: Cumulate<int>(product, x, axis, y); break;
            default: throw Unsupported("A running sum or product", x.DType);
        }

        return y;
    }

    internal override (TensorData Values, TensorData Indices) TopK(TensorData x, int k, int axis, bool largest)
    {
        x = Dense(x);
        Shape shape = x.Shape.With(axis, k);
        TensorData values = TensorData.Allocate(shape, x.DType, Instance), indices = TensorData.Allocate(shape, DType.Int64, Instance);
        if (values.Count == 0) return (values, indices);
        switch (x.DType)
        {
            case DType.Float32: TopK<float>(x, k, axis, largest, values, indices); break;
            case DType.Float64: TopK<double>(x, k, axis, largest, values, indices); break;
            case DType.Int64: TopK<long>(x, k, axis, largest, values, indices); break;
            case DType.Int32: TopK<int>(x, k, axis, largest, values, indices); break;
            case DType.UInt8: TopK<byte>(x, k, axis, largest, values, indices); break;
            default: throw Unsupported("TopK", x.DType);
        }

        return (values, indices);
    }

    internal override TensorData Softmax(TensorData x, int axis, bool log)
    {
        x = Dense(x);
        TensorData y = Like(x);
        if (y.Count == 0) return y;
        if (x.DType == DType.Float32) Softmax<float>(x, axis, log, y);
        else if (x.DType == DType.Float64) Softmax<double>(x, axis, log, y);
        else throw Unsupported("Softmax", x.DType);
        return y;
    }

    internal override TensorData SoftmaxGradient(TensorData dy, TensorData y, int axis, bool log)
    {
        dy = Dense(dy);
        y = Dense(y);
        TensorData dx = Like(y);
        if (dx.Count == 0) return dx;
        if (y.DType == DType.Float32) SoftmaxGradient<float>(dy, y, axis, log, dx);
        else SoftmaxGradient<double>(dy, y, axis, log, dx);
        return dx;
    }

    internal override (TensorData Losses, TensorData Probabilities) CrossEntropy(TensorData logits, TensorData target)
    {
        logits = Dense(logits);
        target = Dense(target);
        TensorData losses = TensorData.Allocate(logits.Shape.Axes[0], logits.DType, Instance), probabilities = Like(logits);
        if (logits.DType == DType.Float32) CrossEntropy<float>(logits, target, losses, probabilities);
        else if (logits.DType == DType.Float64) CrossEntropy<double>(logits, target, losses, probabilities);
        else throw Unsupported("CrossEntropy", logits.DType);
        return (losses, probabilities);
    }

    internal override TensorData CrossEntropyGradient(TensorData probabilities, TensorData target, TensorData scale)
    {
        target = Dense(target);
        scale = Dense(scale);
        TensorData dx = Like(probabilities);
        if (dx.DType == DType.Float32) CrossEntropyGradient<float>(probabilities, target, scale, dx);
        else CrossEntropyGradient<double>(probabilities, target, scale, dx);
        return dx;
    }

    static Shape Reduced(Shape shape, ReadOnlySpan<int> axes, bool keepDims)
    {
        bool all = axes.IsEmpty || axes.Length == shape.Rank;
        if (all && !keepDims) return Shape.Scalar;
        var lengths = new int[keepDims ? shape.Rank : shape.Rank - axes.Length];
        for (int i = 0, to = 0; i < shape.Rank; i++)
        {
            bool isReduced = all || axes.Contains(i);
            if (!isReduced || keepDims) lengths[to++] = isReduced ? 1 : shape.Axes[i];
        }

        return Shape.Own(lengths);
    }

    // Any set of axes as [outer, reduced, inner]: neighbours are one axis already; others are brought to the end by a copy.
    (TensorData X, int Outer, int Length, int Inner) Canonical(in TensorData x, ReadOnlySpan<int> axes)
    {
        if (axes.IsEmpty || axes.Length == x.Rank) return (Dense(x), 1, x.Count, 1);
        int first = int.MaxValue, last = -1;
        foreach (int axis in axes)
        {
            first = Math.Min(first, axis);
            last = Math.Max(last, axis);
        }

        if (last - first == axes.Length - 1)
            return (Dense(x), Product(x.Shape.Axes[..first]), Product(x.Shape.Axes[first..(last + 1)]), Product(x.Shape.Axes[(last + 1)..]));

        var order = new List<int>(x.Rank);
        for (int i = 0; i < x.Rank; i++)
        {
            if (!axes.Contains(i)) order.Add(i);
        }

        int kept = order.Count;
        for (int i = 0; i < x.Rank; i++)
        {
            if (axes.Contains(i)) order.Add(i);
        }

        Shape shape = x.Shape;
        int[] lengths = [.. order.Select(i => shape.Axes[i])], strides = new int[x.Rank];
        Span<int> steps = stackalloc int[x.Rank];
        x.WriteStrides(steps);
        for (int i = 0; i < strides.Length; i++) strides[i] = steps[order[i]];
        TensorData turned = Dense(x.View(Shape.Own(lengths), strides, x.Offset));
        return (turned, Product(lengths.AsSpan(0, kept)), Product(lengths.AsSpan(kept)), 1);
    }

    static int Product(ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths) product *= length;
        return product;
    }

    static (int Outer, int Length, int Inner) Around(Shape shape, int axis) =>
        (Product(shape.Axes[..axis]), shape.Axes[axis], Product(shape.Axes[(axis + 1)..]));

    static void Reduce<T>(ReduceKernel kernel, in TensorData x, int outer, int length, int inner, in TensorData y)
        where T : unmanaged, INumber<T>
    {
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys) ReduceKernels.Reduce(kernel, px, outer, length, inner, py);
    }

    static void ArgReduce<T>(bool largest, TensorData x, int axis, TensorData values, TensorData indices)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(x.Shape, axis);
        using var xs = x.Open<T>();
        using var vs = values.Open<T>();
        using var ns = indices.Open<long>();
        fixed (T* px = xs, pv = vs)
        fixed (long* pn = ns) ScanKernels.ArgReduce(largest, px, outer, length, inner, pn, pv);
    }

    static void Cumulate<T>(bool product, TensorData x, int axis, TensorData y)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(x.Shape, axis);
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
        {
            if (product) ScanKernels.CumProd(px, outer, length, inner, py);
            else ScanKernels.CumSum(px, outer, length, inner, py);
        }
    }

    static void TopK<T>(TensorData x, int k, int axis, bool largest, TensorData values, TensorData indices)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(x.Shape, axis);
        using var xs = x.Open<T>();
        using var vs = values.Open<T>();
        using var ns = indices.Open<long>();
        Span<T> from = xs.Span(x.Count), to = vs.Span(values.Count);
        Span<long> places = ns.Span(indices.Count);
        var line = new Ranked<T>[length];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                for (int j = 0; j < length; j++) line[j] = new Ranked<T>(from[(((o * length) + j) * inner) + i], j);
                line.AsSpan().Sort(new RankedOrder<T>(largest));
                for (int j = 0; j < k; j++)
                {
                    int at = (((o * k) + j) * inner) + i;
                    to[at] = line[j].Value;
                    places[at] = line[j].Index;
                }
            }
        }
    }

    static void Softmax<T>(TensorData x, int axis, bool log, TensorData y)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(x.Shape, axis);
        using var xs = x.Open<T>();
        using var ys = y.Open<T>();
        fixed (T* px = xs, py = ys)
        {
            var job = new SoftmaxJob<T> { X = px, Y = py, Outer = outer, Length = length, Inner = inner, IsLog = log, Parts = Parts(x.Count) };
            WorkerPool.Run(ref job, job.Parts);
        }
    }

    // Rows are independent: each thread takes its share of them.
    struct SoftmaxJob<T> : IJob
        where T : unmanaged, INumber<T>
    {
        public T* X, Y;
        public int Outer, Length, Inner, Parts;
        public bool IsLog;

        public readonly void Run(int part)
        {
            int first = (int)((long)Outer * part / Parts), rows = (int)((long)Outer * (part + 1) / Parts) - first;
            nint at = (nint)first * Length * Inner;
            if (IsLog) SoftmaxKernels.LogSoftmax(X + at, Y + at, rows, Length, Inner);
            else SoftmaxKernels.Softmax(X + at, Y + at, rows, Length, Inner);
        }
    }

    static void SoftmaxGradient<T>(TensorData dy, TensorData y, int axis, bool log, TensorData dx)
        where T : unmanaged, INumber<T>
    {
        (int outer, int length, int inner) = Around(y.Shape, axis);
        using var dys = dy.Open<T>();
        using var ys = y.Open<T>();
        using var dxs = dx.Open<T>();
        fixed (T* pdy = dys, py = ys, pdx = dxs)
        {
            if (log) SoftmaxKernels.LogSoftmaxGradient(pdy, py, pdx, outer, length, inner);
            else SoftmaxKernels.SoftmaxGradient(pdy, py, pdx, outer, length, inner);
        }
    }

    static void CrossEntropy<T>(TensorData logits, TensorData target, TensorData losses, TensorData probabilities)
        where T : unmanaged, INumber<T>
    {
        using var xs = logits.Open<T>();
        using var ts = target.Open<long>();
        using var ls = losses.Open<T>();
        using var ps = probabilities.Open<T>();
        fixed (T* px = xs, pl = ls, pp = ps)
        fixed (long* pt = ts) SoftmaxKernels.CrossEntropyRows(px, pt, logits.Shape.Axes[0], logits.Shape.Axes[1], pl, pp);
    }

    static void CrossEntropyGradient<T>(TensorData probabilities, TensorData target, TensorData scale, TensorData dx)
        where T : unmanaged, INumber<T>
    {
        int rows = dx.Shape.Axes[0], classes = dx.Shape.Axes[1];
        using var ps = probabilities.Open<T>();
        using var ts = target.Open<long>();
        using var ss = scale.Open<T>();
        using var ds = dx.Open<T>();
        Span<long> labels = ts.Span(rows);
        Span<T> scales = ss.Span(scale.Count);
        fixed (T* pp = ps, pd = ds)
        {
            for (int row = 0; row < rows; row++)
            {
                T factor = scales[scales.Length == 1 ? 0 : row];
                T* to = pd + ((nint)row * classes);
                TensorPrimitives.Multiply(new ReadOnlySpan<T>(pp + ((nint)row * classes), classes), factor, new Span<T>(to, classes));
                to[labels[row]] -= factor;
            }
        }
    }

    readonly record struct Ranked<T>(T Value, int Index);

    // NaN counts as the largest, as in PyTorch; equal values keep their order.
    readonly struct RankedOrder<T>(bool largest) : IComparer<Ranked<T>>
        where T : INumber<T>
    {
        public int Compare(Ranked<T> x, Ranked<T> y)
        {
            int order = T.IsNaN(x.Value) || T.IsNaN(y.Value) ? T.IsNaN(x.Value).CompareTo(T.IsNaN(y.Value)) : x.Value.CompareTo(y.Value);
            if (largest) order = -order;
            return order != 0 ? order : x.Index.CompareTo(y.Index);
        }
    }
}
