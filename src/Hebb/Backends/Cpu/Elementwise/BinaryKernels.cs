using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Element-wise functions of two arrays. y may be a or b (in place) where that operand has y's layout, but must not overlap them otherwise.
/// To share the work among threads, call with shifted pointers and shorter lengths.
/// </summary>
internal static unsafe class BinaryKernels
{
    /// <summary>How the operands of a run advance.</summary>
    internal enum Form
    {
        /// <summary>Both element by element.</summary>
        Both,

        /// <summary>b is one element for all.</summary>
        OneB,

        /// <summary>a is one element for all.</summary>
        OneA,
    }

    /// <summary>y[i] = k(a[i], b[i]) for i in [0, n).</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T.</exception>
    internal static void Binary<T>(BinaryKernel k, T* a, T* b, T* y, nint n)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<Job, T>(new Job(k, Form.Both, a, b, y, n));

    /// <summary>y[i] = k(a[i], b).</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T.</exception>
    internal static void BinaryScalar<T>(BinaryKernel k, T* a, T b, T* y, nint n)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<Job, T>(new Job(k, Form.OneB, a, &b, y, n));

    /// <summary>y[i] = k(a, b[i]).</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T.</exception>
    internal static void ScalarBinary<T>(BinaryKernel k, T a, T* b, T* y, nint n)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<Job, T>(new Job(k, Form.OneA, &a, b, y, n));

    /// <summary>y = k(a, b) over a shape; strides are in elements, 0 where an operand repeats; y is contiguous.</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T.</exception>
    internal static void BinaryBroadcast<T>(BinaryKernel k, T* a, nint* aStrides, T* b, nint* bStrides, T* y, int* shape, int rank)
        where T : unmanaged, INumber<T> => SimdDispatch.Run<BroadcastJob, T>(new BroadcastJob(k, a, aStrides, b, bStrides, y, shape, rank));

    /// <summary>One run at one width.</summary>
    internal static void Run<S, V, T>(BinaryKernel k, Form form, T* a, T* b, T* y, nint n)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        switch (k)
        {
            case BinaryKernel.Add: Loop<BinaryFormulas.Add, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Sub: Loop<BinaryFormulas.Sub, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Mul: Loop<BinaryFormulas.Mul, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Pow: Loop<BinaryFormulas.Pow, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Maximum: Loop<BinaryFormulas.Maximum, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Minimum: Loop<BinaryFormulas.Minimum, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.FloorDivide: Loop<BinaryFormulas.FloorDivide, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Remainder: Loop<BinaryFormulas.Remainder, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.AddRelu: Loop<BinaryFormulas.AddRelu, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Div when IsReal<T>(): Loop<BinaryFormulas.Div, S, V, T>(form, a, b, y, n); break;
            case BinaryKernel.Atan2 when IsReal<T>(): Loop<BinaryFormulas.Atan2, S, V, T>(form, a, b, y, n); break;
            default:
                throw new NotSupportedException(
                    $"The kernel {k} does not exist for elements of type {typeof(T).Name}; convert the tensors to Float32 or Float64 first.");
        }
    }

    static bool IsReal<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    static void Loop<K, S, V, T>(Form form, T* a, T* b, T* y, nint n)
        where K : struct, BinaryFormulas.IBinary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) Core<K, S, V, T>(form, a, b, y, whole);
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
        Core<K, S, V, T>(form, first, second, first, S.Count);
        PaddedLanes.Copy(first, y + whole, rest);
    }

    // One register a step; n is a multiple of its lanes, remainders come padded. Twin: the scalar formulas of BinaryKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Core<K, S, V, T>(Form form, T* a, T* b, T* y, nint n)
        where K : struct, BinaryFormulas.IBinary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (form == Form.Both)
        {
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, K.Apply<S, V, T>(S.Load(a + i), S.Load(b + i)));
        }
        else if (form == Form.OneB)
        {
            V one = S.Broadcast(*b);
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, K.Apply<S, V, T>(S.Load(a + i), one));
        }
        else
        {
            V one = S.Broadcast(*a);
            for (nint i = 0; i < n; i += S.Count) S.Store(y + i, K.Apply<S, V, T>(one, S.Load(b + i)));
        }
    }

    internal readonly struct Job(BinaryKernel k, Form form, void* a, void* b, void* y, nint n) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            BinaryKernels.Run<S, V, T>(k, form, (T*)a, (T*)b, (T*)y, n);
    }

    internal readonly struct BroadcastJob(BinaryKernel k, void* a, nint* aStrides, void* b, nint* bStrides, void* y, int* shape, int rank) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>
        {
            nint* yStrides = stackalloc nint[rank + 1];
            BroadcastLoop.Contiguous(shape, rank, yStrides);
            BroadcastLoop.Run(
                new Row<S, V, T>(k), shape, rank, (byte*)a, aStrides, sizeof(T), (byte*)b, bStrides, sizeof(T), null, null, 0, (byte*)y, yStrides, sizeof(T));
        }
    }

    // Rows with other inner strides than 1 and 0 are gathered piece by piece into the stack first.
    readonly struct Row<S, V, T>(BinaryKernel k) : IRow
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        const int Piece = 128;

        public void Run(byte* a, nint strideA, byte* b, nint strideB, byte* c, nint strideC, byte* y, nint strideY, nint n)
        {
            nint unit = sizeof(T);
            if (strideA == unit && strideB == unit)
            {
                BinaryKernels.Run<S, V, T>(k, Form.Both, (T*)a, (T*)b, (T*)y, n);
            }
            else if (strideA == unit && strideB == 0)
            {
                BinaryKernels.Run<S, V, T>(k, Form.OneB, (T*)a, (T*)b, (T*)y, n);
            }
            else if (strideA == 0 && strideB == unit)
            {
                BinaryKernels.Run<S, V, T>(k, Form.OneA, (T*)a, (T*)b, (T*)y, n);
            }
            else
            {
                Gathered(a, strideA, b, strideB, (T*)y, n);
            }
        }

        void Gathered(byte* a, nint strideA, byte* b, nint strideB, T* y, nint n)
        {
            T* first = stackalloc T[Piece];
            T* second = stackalloc T[Piece];
            for (nint start = 0; start < n; start += Piece)
            {
                int count = (int)Math.Min(Piece, n - start);
                for (int i = 0; i < count; i++) first[i] = *(T*)(a + ((start + i) * strideA));
                for (int i = 0; i < count; i++) second[i] = *(T*)(b + ((start + i) * strideB));
                BinaryKernels.Run<S, V, T>(k, Form.Both, first, second, y + start, count);
            }
        }
    }
}
