using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The loops of comparisons, choice and logic with broadcasting: scalar ones, one element a step, since the results are bytes.</summary>
internal static unsafe class CompareKernels
{
    /// <summary>y = a where the condition is not 0, else b, over a shape; strides in elements, y contiguous. T is any plain type.</summary>
    internal static void Where<T>(byte* condition, nint* conditionStrides, T* a, nint* aStrides, T* b, nint* bStrides, T* y, int* shape, int rank)
        where T : unmanaged
    {
        nint* yStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, yStrides);
        BroadcastLoop.Run(
            default(WhereRow<T>), shape, rank, new(a, aStrides, sizeof(T)), new(b, bStrides, sizeof(T)), new(condition, conditionStrides, 1), new(y, yStrides, sizeof(T)));
    }

    /// <summary>y = F(a, b) as bytes 0 and 1 over a shape; strides in elements, y contiguous.</summary>
    internal static void Test<F, T>(T* a, nint* aStrides, T* b, nint* bStrides, byte* y, int* shape, int rank)
        where F : struct, ITest
        where T : unmanaged, INumber<T>
    {
        nint* yStrides = stackalloc nint[rank + 1];
        BroadcastLoop.Contiguous(shape, rank, yStrides);
        BroadcastLoop.Run(
            default(TestRow<F, T>), shape, rank, new(a, aStrides, sizeof(T)), new(b, bStrides, sizeof(T)), default, new(y, yStrides, 1));
    }

    readonly struct TestRow<F, T> : IRow
        where F : struct, ITest
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n)
        {
            for (nint i = 0; i < n; i++) y.At[i] = F.Holds(*(T*)(a.At + (i * a.Step)), *(T*)(b.At + (i * b.Step))) ? (byte)1 : (byte)0;
        }
    }

    readonly struct WhereRow<T> : IRow
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n)
        {
            for (nint i = 0; i < n; i++) ((T*)y.At)[i] = c.At[i * c.Step] != 0 ? *(T*)(a.At + (i * a.Step)) : *(T*)(b.At + (i * b.Step));
        }
    }
}
