namespace Hebb.Backends.Cpu;

/// <content>Matrix products.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData MatMul(in TensorData a, in TensorData b)
    {
        int m = a.Shape[-2], k = a.Shape[-1], n = b.Shape[-1];
        if (a.Rank == 2 && b.Rank == 2)
        {
            TensorData plain = TensorData.Allocate(Shape.Own([m, n]), a.DType, Instance);
            if (a.DType == DType.Float32) Multiply32(a, a.Offset, b, b.Offset, plain, 0, m, n, k, default);
            else Multiply64(a, a.Offset, b, b.Offset, plain, 0, m, n, k, default);
            return plain;
        }

        Shape batch = Shape.Broadcast(new Shape(a.Shape.Axes[..^2]), new Shape(b.Shape.Axes[..^2]));
        TensorData y = TensorData.Allocate([.. batch.Axes, m, n], a.DType, Instance);
        if (y.Count == 0) return y;
        // Only the steps along the batch are used; the matrices' own lengths do not belong to the result.
        nint* sa = stackalloc nint[y.Rank], sb = stackalloc nint[y.Rank];
        Strides(a, y.Rank, sa);
        Strides(b, y.Rank, sb);
        Span<int> place = stackalloc int[batch.Rank];
        for (int i = 0; i < batch.Count; i++)
        {
            int atA = a.Offset, atB = b.Offset;
            for (int axis = 0; axis < place.Length; axis++)
            {
                atA += place[axis] * (int)sa[axis];
                atB += place[axis] * (int)sb[axis];
            }

            if (a.DType == DType.Float32) Multiply32(a, atA, b, atB, y, i * m * n, m, n, k, default);
            else Multiply64(a, atA, b, atB, y, i * m * n, m, n, k, default);
            for (int axis = place.Length - 1; axis >= 0 && ++place[axis] == batch.Axes[axis]; axis--) place[axis] = 0;
        }

        return y;
    }

    internal override TensorData Linear(in TensorData x, in TensorData weight, TensorData? bias, bool relu)
    {
        int rows = x.Shape.Axes[0], outputs = weight.Shape.Axes[0];
        TensorData y = TensorData.Allocate(Shape.Own([rows, outputs]), x.DType, Instance);
        bias = Dense(bias);
        Activation activation = relu ? Activation.Relu : Activation.None;
        if (x.DType == DType.Float32) LinearOf<float>(x, weight, bias, y, activation);
        else LinearOf<double>(x, weight, bias, y, activation);
        return y;
    }

    static void LinearOf<T>(in TensorData x, in TensorData weight, TensorData? bias, in TensorData y, Activation activation)
        where T : unmanaged
    {
        int m = x.Shape.Axes[0], k = x.Shape.Axes[1], n = weight.Shape.Axes[0];
        if (bias is not { } summand)
        {
            Multiply<T>(x, weight, y, m, n, k, new Epilogue { Activation = activation });
            return;
        }

        using var bs = summand.Open<T>();
        fixed (T* pb = bs) Multiply<T>(x, weight, y, m, n, k, new Epilogue { Activation = activation, RowBias = pb });
    }

    // x · Wᵀ, read from W as it lies.
    static void Multiply<T>(in TensorData x, in TensorData weight, in TensorData y, int m, int n, int k, in Epilogue epilogue)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Multiply32(x, x.Offset, weight, weight.Offset, y, 0, m, n, k, epilogue, transposed: true);
        else Multiply64(x, x.Offset, weight, weight.Offset, y, 0, m, n, k, epilogue, transposed: true);
    }

    static void Multiply32(in TensorData a, int atA, in TensorData b, int atB, in TensorData y, int atY, int m, int n, int k, in Epilogue epilogue, bool transposed = false)
    {
        using var xs = new Lease<float>(a.Storage, atA);
        using var zs = new Lease<float>(b.Storage, atB);
        using var ys = new Lease<float>(y.Storage, atY);
        (int aRow, int aColumn) = Steps(a);
        (int bRow, int bColumn) = Steps(b);
        if (transposed) (bRow, bColumn) = (bColumn, bRow);
        fixed (float* pa = xs, pb = zs, py = ys) Gemm.Multiply(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, py, n, epilogue);
    }

    static void Multiply64(in TensorData a, int atA, in TensorData b, int atB, in TensorData y, int atY, int m, int n, int k, in Epilogue epilogue, bool transposed = false)
    {
        using var xs = new Lease<double>(a.Storage, atA);
        using var zs = new Lease<double>(b.Storage, atB);
        using var ys = new Lease<double>(y.Storage, atY);
        (int aRow, int aColumn) = Steps(a);
        (int bRow, int bColumn) = Steps(b);
        if (transposed) (bRow, bColumn) = (bColumn, bRow);
        fixed (double* pa = xs, pb = zs, py = ys) Gemm.Multiply(m, n, k, pa, aRow, aColumn, pb, bRow, bColumn, py, n, epilogue);
    }

    // From row to row, from column to column.
    static (int Row, int Column) Steps(in TensorData x)
    {
        if (x.IsContiguous) return (x.Shape.Axes[^1], 1);
        ReadOnlySpan<int> steps = x.Strides;
        return (steps[^2], steps[^1]);
    }
}
