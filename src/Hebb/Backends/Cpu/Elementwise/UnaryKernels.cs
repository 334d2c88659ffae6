using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// The loops of the element-wise functions of one array. y may be x itself (in place), but must not overlap it otherwise. To share the work among threads, call
/// with shifted pointers and shorter lengths.
/// </summary>
internal static unsafe class UnaryKernels
{
    internal readonly struct Job<F>(void* x, void* y, nint n, double a, double b) : ISimdJob
        where F : struct, IUnary
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Loop<F, S, V, T>((T*)x, (T*)y, n, T.CreateSaturating(a), T.CreateSaturating(b));
    }

    internal readonly struct GradientJob<F>(void* dy, void* saved, void* dx, nint n, double a, double b) : ISimdJob
        where F : struct, IUnary
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            GradientLoop<F, S, V, T>((T*)dy, (T*)saved, (T*)dx, n, T.CreateSaturating(a), T.CreateSaturating(b));
    }

    static void Loop<F, S, V, T>(T* x, T* y, nint n, T a, T b)
        where F : struct, IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) Core<F, S, V, T>(x, y, whole, a, b);
        int rest = (int)(n - whole);
        if (rest == 0) return;
        T* padded = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        PaddedLanes.Ones(padded);
        PaddedLanes.Copy(x + whole, padded, rest);
        Core<F, S, V, T>(padded, padded, S.Count, a, b);
        PaddedLanes.Copy(padded, y + whole, rest);
    }

    // One register a step; n is a multiple of its lanes and not 0, remainders come padded. `do`, so that the compiler loads the formula's constants once, before
    // the loop: in a `for` it reads them from memory at every step. Twin: the scalar formulas of UnaryKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Core<F, S, V, T>(T* x, T* y, nint n, T a, T b)
        where F : struct, IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V first = S.Broadcast(a), second = S.Broadcast(b);
        nint i = 0;
        do
        {
            S.Store(y + i, F.Apply<S, V, T>(S.Load(x + i), first, second));
            i += S.Count;
        }
        while (i < n);
    }

    static void GradientLoop<F, S, V, T>(T* dy, T* saved, T* dx, nint n, T a, T b)
        where F : struct, IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) GradientCore<F, S, V, T>(dy, saved, dx, whole, a, b);
        int rest = (int)(n - whole);
        if (rest == 0) return;
        T* padded = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        T* operand = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        PaddedLanes.Ones(padded);
        PaddedLanes.Ones(operand);
        PaddedLanes.Copy(dy + whole, padded, rest);
        PaddedLanes.Copy(saved + whole, operand, rest);
        GradientCore<F, S, V, T>(padded, operand, padded, S.Count, a, b);
        PaddedLanes.Copy(padded, dx + whole, rest);
    }

    // One register a step; n is a multiple of its lanes and not 0, remainders come padded. `do`, so that the compiler loads the formula's constants once, before
    // the loop: in a `for` it reads them from memory at every step. Twin: central differences in UnaryGradientTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void GradientCore<F, S, V, T>(T* dy, T* saved, T* dx, nint n, T a, T b)
        where F : struct, IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V first = S.Broadcast(a), second = S.Broadcast(b);
        nint i = 0;
        do
        {
            S.Store(dx + i, F.Gradient<S, V, T>(S.Load(dy + i), S.Load(saved + i), first, second));
            i += S.Count;
        }
        while (i < n);
    }
}
