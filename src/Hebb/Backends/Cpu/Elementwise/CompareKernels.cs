using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>Comparisons, choice and logic with broadcasting: scalar loops, one element a step, since the results are bytes.</summary>
internal static unsafe class CompareKernels
{
    /// <summary>y = k(a, b) as bytes 0 and 1 over a shape; strides in elements, y contiguous.</summary>
    internal static void Compare<T>(CompareKernel k, T* a, nint* aStrides, T* b, nint* bStrides, byte* y, int* shape, int rank)
        where T : unmanaged, INumber<T>
    {
        switch (k)
        {
            case CompareKernel.Equal: Pairs<EqualTo, T>(a, aStrides, b, bStrides, y, shape, rank); break;
            case CompareKernel.NotEqual: Pairs<NotEqualTo, T>(a, aStrides, b, bStrides, y, shape, rank); break;
            case CompareKernel.Less: Pairs<LessThan, T>(a, aStrides, b, bStrides, y, shape, rank); break;
            case CompareKernel.LessEqual: Pairs<AtMost, T>(a, aStrides, b, bStrides, y, shape, rank); break;
            case CompareKernel.Greater: Pairs<LessThan, T>(b, bStrides, a, aStrides, y, shape, rank); break;
            case CompareKernel.GreaterEqual: Pairs<AtMost, T>(b, bStrides, a, aStrides, y, shape, rank); break;
            default: throw new ArgumentOutOfRangeException(nameof(k), k, "Not a comparison.");
        }
    }

    /// <summary>y = k(a, b) on truth values over a shape; strides in elements, y contiguous.</summary>
    internal static void Logic(LogicKernel k, byte* a, nint* aStrides, byte* b, nint* bStrides, byte* y, int* shape, int rank)
    {
        switch (k)
        {
            case LogicKernel.And: Pairs<BothTrue, byte>(a, aStrides, b, bStrides, y, shape, rank); break;
            case LogicKernel.Or: Pairs<AnyTrue, byte>(a, aStrides, b, bStrides, y, shape, rank); break;
            case LogicKernel.Xor: Pairs<OneTrue, byte>(a, aStrides, b, bStrides, y, shape, rank); break;
            default: throw new ArgumentOutOfRangeException(nameof(k), k, "Not a logical operation.");
        }
    }

    /// <summary>y = a where the condition is not 0, else b, over a shape; strides in elements, y contiguous. T is any plain type.</summary>
    internal static void Where<T>(byte* condition, nint* conditionStrides, T* a, nint* aStrides, T* b, nint* bStrides, T* y, int* shape, int rank)
        where T : unmanaged
    {
        nint* yStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, yStrides);
        BroadcastLoop.Run(
            default(WhereRow<T>), shape, rank, (byte*)a, aStrides, sizeof(T), (byte*)b, bStrides, sizeof(T), condition, conditionStrides, 1, (byte*)y, yStrides, sizeof(T));
    }

    static void Pairs<K, T>(T* a, nint* aStrides, T* b, nint* bStrides, byte* y, int* shape, int rank)
        where K : struct, ITest
        where T : unmanaged, INumber<T>
    {
        nint* yStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, yStrides);
        BroadcastLoop.Run(
            default(TestRow<K, T>), shape, rank, (byte*)a, aStrides, sizeof(T), (byte*)b, bStrides, sizeof(T), null, null, 0, y, yStrides, 1);
    }

    interface ITest
    {
        static abstract bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T>;
    }

    readonly struct EqualTo : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a == b;
    }

    readonly struct NotEqualTo : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a != b;
    }

    readonly struct LessThan : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a < b;
    }

    readonly struct AtMost : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a <= b;
    }

    readonly struct BothTrue : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => (a != T.Zero) & (b != T.Zero);
    }

    readonly struct AnyTrue : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => (a != T.Zero) | (b != T.Zero);
    }

    readonly struct OneTrue : ITest
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => (a != T.Zero) ^ (b != T.Zero);
    }

    readonly struct TestRow<K, T> : IRow
        where K : struct, ITest
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(byte* a, nint strideA, byte* b, nint strideB, byte* c, nint strideC, byte* y, nint strideY, nint n)
        {
            for (nint i = 0; i < n; i++) y[i] = K.Holds(*(T*)(a + (i * strideA)), *(T*)(b + (i * strideB))) ? (byte)1 : (byte)0;
        }
    }

    readonly struct WhereRow<T> : IRow
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(byte* a, nint strideA, byte* b, nint strideB, byte* c, nint strideC, byte* y, nint strideY, nint n)
        {
            for (nint i = 0; i < n; i++) ((T*)y)[i] = c[i * strideC] != 0 ? *(T*)(a + (i * strideA)) : *(T*)(b + (i * strideB));
        }
    }
}
