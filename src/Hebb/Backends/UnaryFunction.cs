using Hebb.Backends.Cpu;

namespace Hebb.Backends;

/// <summary>
/// A function of one element as an object: what an operation hands to its backend. It knows its formula for every type and width, so a backend has no list of functions. The CPU runs it
/// with <see cref="Run"/>; a backend that compiles its kernels can read the formula by running it once with an <see cref="ISimd{V, T}"/> whose registers are the nodes of an expression.
/// </summary>
internal abstract unsafe class UnaryFunction
{
    /// <summary>Its name, for messages: that of its formula.</summary>
    internal abstract string Name { get; }

    /// <summary>Whether it is defined for elements of a type.</summary>
    internal abstract bool Takes(DType type);

    /// <summary>y[i] = f(x[i]) for i in [0, n) at a width of <see cref="SimdWidth"/>. y may be x itself, but must not overlap it otherwise.</summary>
    /// <exception cref="DTypeException">The function does not take this type.</exception>
    internal abstract void Run(DType type, void* x, void* y, nint n, double a, double b, int bits);

    /// <summary>dx[i] = dy[i] · f' for i in [0, n), from its argument or its result as its formula says. dx may be dy or saved.</summary>
    /// <exception cref="DTypeException">The type is not Float32 or Float64.</exception>
    internal abstract void RunGradient(DType type, void* dy, void* saved, void* dx, nint n, double a, double b, int bits);
}

/// <summary>The function of a formula. One virtual call stands before its loop, and none in it.</summary>
internal sealed unsafe class UnaryFunction<F> : UnaryFunction
    where F : struct, IUnary
{
    internal static readonly UnaryFunction<F> Instance = new();

    internal override string Name => typeof(F).Name.Replace("Formula", null, StringComparison.Ordinal);

    internal override bool Takes(DType type) => type switch
    {
        DType.Float32 or DType.Float64 => true,
        DType.Int64 or DType.Int32 or DType.UInt8 => F.WorksOnIntegers,
        DType.Bool => F.WorksOnTruthValues,
        _ => false,
    };

    internal override void Run(DType type, void* x, void* y, nint n, double a, double b, int bits)
    {
        var job = new UnaryKernels.Job<F>(x, y, n, a, b);
        if (type == DType.Float32) SimdDispatch.Run<UnaryKernels.Job<F>, float>(job, bits);
        else if (type == DType.Float64) SimdDispatch.Run<UnaryKernels.Job<F>, double>(job, bits);
        else if (type == DType.Int64 && F.WorksOnIntegers) SimdDispatch.Run<UnaryKernels.Job<F>, long>(job, bits);
        else if (type == DType.Int32 && F.WorksOnIntegers) SimdDispatch.Run<UnaryKernels.Job<F>, int>(job, bits);
        else if (Takes(type)) SimdDispatch.Run<UnaryKernels.Job<F>, byte>(job, bits);
        else throw CpuBackend.Unsupported(Name, type);
    }

    internal override void RunGradient(DType type, void* dy, void* saved, void* dx, nint n, double a, double b, int bits)
    {
        // Nothing is read through a saved pointer that no formula needs.
        var job = new UnaryKernels.GradientJob<F>(dy, F.GradientUses == SavedOperand.None ? dy : saved, dx, n, a, b);
        if (type == DType.Float32) SimdDispatch.Run<UnaryKernels.GradientJob<F>, float>(job, bits);
        else if (type == DType.Float64) SimdDispatch.Run<UnaryKernels.GradientJob<F>, double>(job, bits);
        else throw CpuBackend.Unsupported($"The gradient of {Name}", type);
    }
}
