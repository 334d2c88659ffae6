using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>
/// Element-wise functions of one array. y may be x itself (in place), but must not overlap it otherwise. To share the work among threads, call
/// with shifted pointers and shorter lengths.
/// </summary>
internal static unsafe class UnaryKernels
{
    /// <summary>y[i] = k(x[i]) for i in [0, n); a and b as <see cref="UnaryKernel"/> says.</summary>
    /// <exception cref="NotSupportedException">The kernel does not exist for T.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Unary<T>(UnaryKernel k, T* x, T* y, nint n, double a = 0, double b = 0)
        where T : unmanaged, INumber<T>
    {
        SimdDispatch.Run<Job, T>(new Job(k, x, y, n, a, b));
    }

    /// <summary>dx[i] = dy[i]·k′ for i in [0, n), where saved is x or y as <see cref="GradientUses"/> says. dx may be dy or saved.</summary>
    /// <exception cref="NotSupportedException">T is not float or double, or the kernel has no gradient.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UnaryGradient<T>(UnaryKernel k, T* dy, T* saved, T* dx, nint n, double a = 0, double b = 0)
        where T : unmanaged, INumber<T>
    {
        SimdDispatch.Run<GradientJob, T>(new GradientJob(k, dy, saved, dx, n, a, b));
    }

    /// <summary>Which operand the gradient of a kernel reads.</summary>
    internal static SavedOperand GradientUses(UnaryKernel k) => k switch
    {
        UnaryKernel.Sqrt or UnaryKernel.Rsqrt or UnaryKernel.Reciprocal or UnaryKernel.Exp or UnaryKernel.Expm1 or UnaryKernel.Tanh
            or UnaryKernel.Sigmoid or UnaryKernel.Relu or UnaryKernel.Selu => SavedOperand.Output,
        UnaryKernel.Neg or UnaryKernel.Sign or UnaryKernel.Floor or UnaryKernel.Ceil or UnaryKernel.Round or UnaryKernel.AddScalar
            or UnaryKernel.MulScalar or UnaryKernel.ScalarMinus or UnaryKernel.LogicalNot => SavedOperand.None,
        _ => SavedOperand.Input,
    };

    /// <summary>Whether the kernel exists for whole numbers.</summary>
    internal static bool WorksOnIntegers(UnaryKernel k) => k is UnaryKernel.Neg or UnaryKernel.Abs or UnaryKernel.Sign or UnaryKernel.Square
        or UnaryKernel.Relu or UnaryKernel.Clamp or UnaryKernel.AddScalar or UnaryKernel.MulScalar or UnaryKernel.ScalarMinus
        or UnaryKernel.PowScalar or UnaryKernel.LogicalNot;

    /// <summary>The same as <see cref="Unary"/> at one width.</summary>
    internal static void Run<S, V, T>(UnaryKernel k, T* x, T* y, nint n, double a, double b)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && !WorksOnIntegers(k)) throw Unsupported<T>(k);
        T first = T.CreateSaturating(a), second = T.CreateSaturating(b);
        switch (k)
        {
            case UnaryKernel.Neg: Loop<UnaryFormulas.Neg, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Abs: Loop<UnaryFormulas.Abs, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Sign: Loop<UnaryFormulas.Sign, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Square: Loop<UnaryFormulas.Square, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Sqrt: Loop<UnaryFormulas.Sqrt, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Rsqrt: Loop<UnaryFormulas.Rsqrt, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Reciprocal: Loop<UnaryFormulas.Reciprocal, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Exp: Loop<UnaryFormulas.Exp, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Expm1: Loop<UnaryFormulas.Expm1, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Log: Loop<UnaryFormulas.Log, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Log2: Loop<UnaryFormulas.Log2, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Log1p: Loop<UnaryFormulas.Log1p, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Sin: Loop<UnaryFormulas.Sin, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Cos: Loop<UnaryFormulas.Cos, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Tanh: Loop<UnaryFormulas.Tanh, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Sigmoid: Loop<UnaryFormulas.Sigmoid, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.LogSigmoid: Loop<UnaryFormulas.LogSigmoid, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Erf: Loop<UnaryFormulas.Erf, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Relu: Loop<UnaryFormulas.Relu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Relu6: Loop<UnaryFormulas.Relu6, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.LeakyRelu: Loop<UnaryFormulas.LeakyRelu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Elu: Loop<UnaryFormulas.Elu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Selu: Loop<UnaryFormulas.Selu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Silu: Loop<UnaryFormulas.Silu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Gelu: Loop<UnaryFormulas.Gelu, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.GeluTanh: Loop<UnaryFormulas.GeluTanh, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Softsign: Loop<UnaryFormulas.Softsign, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Softplus: Loop<UnaryFormulas.Softplus, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Mish: Loop<UnaryFormulas.Mish, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Hardswish: Loop<UnaryFormulas.Hardswish, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Hardsigmoid: Loop<UnaryFormulas.Hardsigmoid, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Clamp: Loop<UnaryFormulas.Clamp, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Floor: Loop<UnaryFormulas.Floor, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Ceil: Loop<UnaryFormulas.Ceil, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.Round: Loop<UnaryFormulas.Round, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.AddScalar: Loop<UnaryFormulas.AddScalar, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.MulScalar: Loop<UnaryFormulas.MulScalar, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.ScalarMinus: Loop<UnaryFormulas.ScalarMinus, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.ScalarOver: Loop<UnaryFormulas.ScalarOver, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.LogicalNot: Loop<UnaryFormulas.LogicalNot, S, V, T>(x, y, n, first, second); break;
            case UnaryKernel.PowScalar: Power<S, V, T>(x, y, n, a, first); break;
            default: throw Unsupported<T>(k);
        }
    }

    // The frequent exponents have instructions of their own.
    static void Power<S, V, T>(T* x, T* y, nint n, double exponent, T first)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        bool real = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        if (exponent == 0) Loop<UnaryFormulas.One, S, V, T>(x, y, n, first, first);
        else if (exponent == 1) Loop<UnaryFormulas.MulScalar, S, V, T>(x, y, n, T.One, first);
        else if (exponent == 2) Loop<UnaryFormulas.Square, S, V, T>(x, y, n, first, first);
        else if (exponent == 3) Loop<UnaryFormulas.Cube, S, V, T>(x, y, n, first, first);
        else if (real && exponent == 0.5) Loop<UnaryFormulas.Sqrt, S, V, T>(x, y, n, first, first);
        else if (real && exponent == -0.5) Loop<UnaryFormulas.Rsqrt, S, V, T>(x, y, n, first, first);
        else if (real && exponent == -1) Loop<UnaryFormulas.Reciprocal, S, V, T>(x, y, n, first, first);
        else Loop<UnaryFormulas.PowScalar, S, V, T>(x, y, n, first, first);
    }

    /// <summary>The same as <see cref="UnaryGradient"/> at one width.</summary>
    internal static void RunGradient<S, V, T>(UnaryKernel k, T* dy, T* saved, T* dx, nint n, double a, double b)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw Unsupported<T>(k);
        T first = T.CreateSaturating(a), second = T.CreateSaturating(b);

        // Nothing is read through a saved pointer that no formula needs.
        if (GradientUses(k) == SavedOperand.None) saved = dy;
        switch (k)
        {
            case UnaryKernel.Neg: GradientLoop<UnaryGradients.Neg, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Abs: GradientLoop<UnaryGradients.Abs, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Sign: GradientLoop<UnaryGradients.Zero, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Square: GradientLoop<UnaryGradients.Square, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Sqrt: GradientLoop<UnaryGradients.Sqrt, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Rsqrt: GradientLoop<UnaryGradients.Rsqrt, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Reciprocal: GradientLoop<UnaryGradients.Reciprocal, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Exp: GradientLoop<UnaryGradients.Exp, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Expm1: GradientLoop<UnaryGradients.Expm1, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Log: GradientLoop<UnaryGradients.Log, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Log2: GradientLoop<UnaryGradients.Log2, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Log1p: GradientLoop<UnaryGradients.Log1p, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Sin: GradientLoop<UnaryGradients.Sin, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Cos: GradientLoop<UnaryGradients.Cos, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Tanh: GradientLoop<UnaryGradients.Tanh, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Sigmoid: GradientLoop<UnaryGradients.Sigmoid, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.LogSigmoid: GradientLoop<UnaryGradients.LogSigmoid, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Erf: GradientLoop<UnaryGradients.Erf, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Relu: GradientLoop<UnaryGradients.Relu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Relu6: GradientLoop<UnaryGradients.Relu6, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.LeakyRelu: GradientLoop<UnaryGradients.LeakyRelu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Elu: GradientLoop<UnaryGradients.Elu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Selu: GradientLoop<UnaryGradients.Selu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Silu: GradientLoop<UnaryGradients.Silu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Gelu: GradientLoop<UnaryGradients.Gelu, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.GeluTanh: GradientLoop<UnaryGradients.GeluTanh, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Softsign: GradientLoop<UnaryGradients.Softsign, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Softplus: GradientLoop<UnaryGradients.Softplus, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Mish: GradientLoop<UnaryGradients.Mish, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Hardswish: GradientLoop<UnaryGradients.Hardswish, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Hardsigmoid: GradientLoop<UnaryGradients.Hardsigmoid, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Clamp: GradientLoop<UnaryGradients.Clamp, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Floor: GradientLoop<UnaryGradients.Zero, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Ceil: GradientLoop<UnaryGradients.Zero, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.Round: GradientLoop<UnaryGradients.Zero, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.AddScalar: GradientLoop<UnaryGradients.Same, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.MulScalar: GradientLoop<UnaryGradients.MulScalar, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.ScalarMinus: GradientLoop<UnaryGradients.Neg, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.ScalarOver: GradientLoop<UnaryGradients.ScalarOver, S, V, T>(dy, saved, dx, n, first, second); break;
            case UnaryKernel.PowScalar: PowerGradient<S, V, T>(dy, saved, dx, n, a, first); break;
            default: throw Unsupported<T>(k);
        }
    }

    static void PowerGradient<S, V, T>(T* dy, T* x, T* dx, nint n, double exponent, T first)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (exponent == 0) GradientLoop<UnaryGradients.Zero, S, V, T>(dy, x, dx, n, first, first);
        else if (exponent == 1) GradientLoop<UnaryGradients.Same, S, V, T>(dy, x, dx, n, first, first);
        else if (exponent == 2) GradientLoop<UnaryGradients.Square, S, V, T>(dy, x, dx, n, first, first);
        else if (exponent == 3) GradientLoop<UnaryGradients.Cube, S, V, T>(dy, x, dx, n, first, first);
        else if (exponent == 0.5) GradientLoop<UnaryGradients.SqrtOfInput, S, V, T>(dy, x, dx, n, first, first);
        else GradientLoop<UnaryGradients.PowScalar, S, V, T>(dy, x, dx, n, first, first);
    }

    static void Loop<K, S, V, T>(T* x, T* y, nint n, T a, T b)
        where K : struct, UnaryFormulas.IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) Core<K, S, V, T>(x, y, whole, a, b);
        int rest = (int)(n - whole);
        if (rest == 0) return;
        T* padded = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        PaddedLanes.Ones(padded);
        PaddedLanes.Copy(x + whole, padded, rest);
        Core<K, S, V, T>(padded, padded, S.Count, a, b);
        PaddedLanes.Copy(padded, y + whole, rest);
    }

    // One register a step; n is a multiple of its lanes, remainders come padded. Twin: the scalar formulas of UnaryKernelTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Core<K, S, V, T>(T* x, T* y, nint n, T a, T b)
        where K : struct, UnaryFormulas.IUnary
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V first = S.Broadcast(a), second = S.Broadcast(b);
        for (nint i = 0; i < n; i += S.Count) S.Store(y + i, K.Apply<S, V, T>(S.Load(x + i), first, second));
    }

    static void GradientLoop<K, S, V, T>(T* dy, T* saved, T* dx, nint n, T a, T b)
        where K : struct, UnaryGradients.IGradient
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        nint whole = n - (n % S.Count);
        if (whole > 0) GradientCore<K, S, V, T>(dy, saved, dx, whole, a, b);
        int rest = (int)(n - whole);
        if (rest == 0) return;
        T* padded = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        T* operand = stackalloc T[PaddedLanes.Bytes / sizeof(T)];
        PaddedLanes.Ones(padded);
        PaddedLanes.Ones(operand);
        PaddedLanes.Copy(dy + whole, padded, rest);
        PaddedLanes.Copy(saved + whole, operand, rest);
        GradientCore<K, S, V, T>(padded, operand, padded, S.Count, a, b);
        PaddedLanes.Copy(padded, dx + whole, rest);
    }

    // One register a step; n is a multiple of its lanes, remainders come padded. Twin: central differences in UnaryGradientTests.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void GradientCore<K, S, V, T>(T* dy, T* saved, T* dx, nint n, T a, T b)
        where K : struct, UnaryGradients.IGradient
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        V first = S.Broadcast(a), second = S.Broadcast(b);
        for (nint i = 0; i < n; i += S.Count) S.Store(dx + i, K.Apply<S, V, T>(S.Load(dy + i), S.Load(saved + i), first, second));
    }

    internal readonly struct Job(UnaryKernel k, void* x, void* y, nint n, double a, double b) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => UnaryKernels.Run<S, V, T>(k, (T*)x, (T*)y, n, a, b);
    }

    internal readonly struct GradientJob(UnaryKernel k, void* dy, void* saved, void* dx, nint n, double a, double b) : ISimdJob
    {
        public void Run<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            RunGradient<S, V, T>(k, (T*)dy, (T*)saved, (T*)dx, n, a, b);
    }

    static NotSupportedException Unsupported<T>(UnaryKernel k) => new(
        $"The kernel {k} does not exist for elements of type {typeof(T).Name}; convert the tensor to Float32 or Float64 first.");
}
