using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The loops of the element-wise functions of two arrays. y may be a or b (in place) where that operand has y's layout, but must not overlap them otherwise.
/// To share the work among threads, call with shifted pointers and shorter lengths.
/// </summary>
internal static unsafe class BinaryKernels
{
    /// <summary>How the operands of a run advance.</summary>
    enum Form
    {
        /// <summary>Both element by element.</summary>
        Both,

        /// <summary>b is one element for all.</summary>
        OneB,

        /// <summary>a is one element for all.</summary>
        OneA,
    }

    internal readonly struct Job<F>(void* a, void* b, void* y, nint n) : ISimdJob
        where F : struct, IBinary
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Loop<F, S, V, T>(Form.Both, (T*)a, (T*)b, (T*)y, n);
    }

    internal readonly struct BroadcastJob<F>(void* a, nint* aStrides, void* b, nint* bStrides, void* y, int* shape, int rank) : ISimdJob
        where F : struct, IBinary
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            nint* yStrides = stackalloc nint[rank + 1];
            BroadcastLoop.Contiguous(shape, rank, yStrides);
            BroadcastLoop.Run(
                default(Row<F, S, V, T>), shape, rank, new(a, aStrides, sizeof(T)), new(b, bStrides, sizeof(T)), default, new(y, yStrides, sizeof(T)));
        }
    }

    static void Loop<F, S, V, T>(Form form, T* a, T* b, T* y, nint n)
        where F : struct, IBinary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) Core<F, S, V, T>(form, a, b, y, whole);
        int rest = (int)(n - whole);
        if (rest == 0) return;
        T* first = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        T* second = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        PaddedLanes.Ones(first);
        PaddedLanes.Ones(second);
        if (form == Form.OneA) *first = *a;
        else PaddedLanes.Copy(a + whole, first, rest);
        if (form == Form.OneB) *second = *b;
        else PaddedLanes.Copy(b + whole, second, rest);
        Core<F, S, V, T>(form, first, second, first, S.Count);
        PaddedLanes.Copy(first, y + whole, rest);
    }

    // One register a step; n is a multiple of its lanes, remainders come padded. Twin: the scalar formulas of BinaryKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Core<F, S, V, T>(Form form, T* a, T* b, T* y, nint n)
        where F : struct, IBinary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (form == Form.Both)
        {
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, F.Apply<S, V, T>(S.Load(a + i), S.Load(b + i)));
        }
        else if (form == Form.OneB)
        {
            V one = S.Broadcast(*b);
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, F.Apply<S, V, T>(S.Load(a + i), one));
        }
        else
        {
            V one = S.Broadcast(*a);
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, F.Apply<S, V, T>(one, S.Load(b + i)));
        }
    }

    // Rows with other inner strides than 1 and 0 are gathered piece by piece into the stack first.
    readonly struct Row<F, S, V, T> : IRow
        where F : struct, IBinary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        const int Piece = 128;

        public void Run(RowOperand a, RowOperand b, RowOperand c, RowOperand y, nint n)
        {
            nint unit = sizeof(T);
            if (a.Step == unit && b.Step == unit)
            {
                Loop<F, S, V, T>(Form.Both, (T*)a.At, (T*)b.At, (T*)y.At, n);
            }
            else if (a.Step == unit && b.Step == 0)
            {
                Loop<F, S, V, T>(Form.OneB, (T*)a.At, (T*)b.At, (T*)y.At, n);
            }
            else if (a.Step == 0 && b.Step == unit)
            {
                Loop<F, S, V, T>(Form.OneA, (T*)a.At, (T*)b.At, (T*)y.At, n);
            }
            else
            {
                Gathered(a, b, (T*)y.At, n);
            }
        }

        void Gathered(RowOperand a, RowOperand b, T* y, nint n)
        {
            T* first = stackalloc T[Piece];
            T* second = stackalloc T[Piece];
            for (nint start = 0; start < n; start += Piece)
            {
                int count = (int)Math.Min(Piece, n - start);
                for (int i = 0; i < count; i++) first[i] = *(T*)(a.At + ((start + i) * a.Step));
                for (int i = 0; i < count; i++) second[i] = *(T*)(b.At + ((start + i) * b.Step));
                Loop<F, S, V, T>(Form.Both, first, second, y + start, count);
            }
        }
    }
}
