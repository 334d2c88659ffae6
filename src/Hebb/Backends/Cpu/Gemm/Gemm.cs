using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

// C[m, n] = A[m, k]·B[k, n] on pointers. A and B have any strides (in elements), so a transposed matrix is the same memory with its
// strides exchanged; C has unit column stride. C must not overlap A or B.
// After Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34 (2008).
internal static unsafe class Gemm
{
    public static void Multiply<T>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, in Epilogue epilogue)
        where T : unmanaged, INumber<T>
    {
        Product<T> product = Describe(m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, epilogue);
        SimdDispatch.Run<Job, T>(new Job(&product));
    }

    readonly struct Job(void* product) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => GemmDriver<S, T, V>.Multiply((Product<T>*)product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Product<T> Describe<T>(
        int m, int n, int k, T* a, nint aRow, nint aCol, T* b, nint bRow, nint bCol, T* c, nint cRow, in Epilogue epilogue)
        where T : unmanaged
    {
        if ((m | n | k) < 0)
            RefuseShape(m, n, k);
        if (!Epilogue.Supports(epilogue.Activation))
            RefuseActivation(epilogue.Activation);
        return new Product<T>
        {
            M = m,
            N = n,
            K = k,
            A = a,
            ARow = aRow,
            ACol = aCol,
            B = b,
            BRow = bRow,
            BCol = bCol,
            C = c,
            CRow = cRow,
            Bias = (T*)epilogue.RowBias,
            Accumulate = epilogue.Accumulate,
            Relu = epilogue.Activation == Activation.Relu,
        };
    }

    static void RefuseShape(int m, int n, int k) => throw new ArgumentOutOfRangeException(
        nameof(m), $"A matrix product needs m, n and k of at least 0, but [{m}, {k}]·[{k}, {n}] came. Did a product of sizes overflow an int?");

    static void RefuseActivation(Activation activation) => throw new NotSupportedException(
        $"The matrix product applies no {activation} itself; multiply with Activation.None and apply {activation} to C afterwards (Epilogue.Supports tells).");
}
