using System.Numerics;

namespace Hebb.Backends.Cpu;

/// <content>Matrix products.</content>
internal sealed unsafe partial class CpuBackend
{
    internal override TensorData MatMul(in TensorData a, in TensorData b) => a.DType == DType.Float32 ? MatMul<float>(a, b) : MatMul<double>(a, b);

    internal override TensorData Linear(in TensorData x, in TensorData weight, TensorData? bias, Activation activation)
    {
        TensorData y = TensorData.Allocate(Shape.Own([x.Shape.Axes[0], weight.Shape.Axes[0]]), x.DType, Instance);
        bias = Dense(bias);
        if (x.DType == DType.Float32) Linear<float>(x, weight, bias, y, activation);
        else Linear<double>(x, weight, bias, y, activation);
        return y;
    }

    static TensorData MatMul<T>(in TensorData a, in TensorData b)
        where T : unmanaged, INumber<T>
    {
        int m = a.Shape[-2], k = a.Shape[-1], n = b.Shape[-1];
        var product = new Product<T> { M = m, N = n, K = k };
        if (a.Rank == 2 && b.Rank == 2)
        {
            TensorData plain = TensorData.Allocate(Shape.Own([m, n]), a.DType, Instance);
            Multiply(product, a, b, plain, (a.Offset, b.Offset, 0));
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

            Multiply(product, a, b, y, (atA, atB, i * m * n));
            for (int axis = place.Length - 1; axis >= 0 && ++place[axis] == batch.Axes[axis]; axis--) place[axis] = 0;
        }

        return y;
    }

    // x · Wᵀ, read from W as it lies.
    static void Linear<T>(in TensorData x, in TensorData weight, TensorData? bias, in TensorData y, Activation activation)
        where T : unmanaged, INumber<T>
    {
        var product = new Product<T> { M = x.Shape.Axes[0], N = weight.Shape.Axes[0], K = x.Shape.Axes[1], Activation = activation };
        if (bias is not { } summand)
        {
            Multiply(product, x, weight, y, (x.Offset, weight.Offset, 0), transposed: true);
            return;
        }

        using var bs = summand.Open<T>();
        fixed (T* pb = bs)
        {
            product.Bias = pb;
            Multiply(product, x, weight, y, (x.Offset, weight.Offset, 0), transposed: true);
        }
    }

    // The product, whose sizes and epilogue are given, of matrices that begin at these places.
    static void Multiply<T>(Product<T> product, in TensorData a, in TensorData b, in TensorData y, (int A, int B, int Y) places, bool transposed = false)
        where T : unmanaged, INumber<T>
    {
        using var xs = new Lease<T>(a.Storage, places.A);
        using var zs = new Lease<T>(b.Storage, places.B);
        using var ys = new Lease<T>(y.Storage, places.Y);
        (product.ARow, product.ACol) = Steps(a);
        (product.BRow, product.BCol) = Steps(b);
        if (transposed) (product.BRow, product.BCol) = (product.BCol, product.BRow);
        product.CRow = product.N;
        fixed (T* pa = xs, pb = zs, py = ys)
        {
            product.A = pa;
            product.B = pb;
            product.C = py;
            Gemm.Multiply(&product);
        }
    }

    // From row to row, from column to column.
    static (int Row, int Column) Steps(in TensorData x)
    {
        if (x.IsContiguous) return (x.Shape.Axes[^1], 1);
        ReadOnlySpan<int> steps = x.Strides;
        return (steps[^2], steps[^1]);
    }
}
