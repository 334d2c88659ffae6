using Hebb.Backends.Cpu;

namespace Hebb.Backends;

/// <summary>A function of two elements as an object: what an operation hands to its backend, as <see cref="UnaryFunction"/> is for one.</summary>
internal abstract unsafe class BinaryFunction
{
    /// <summary>Its name, for messages: that of its formula.</summary>
    internal abstract string Name { get; }

    /// <summary>What it means between truth values, if it means anything.</summary>
    internal abstract CompareFunction? OnTruthValues { get; }

    /// <summary>Whether it is defined for elements of a type, truth values apart.</summary>
    internal abstract bool Takes(DType type);

    /// <summary>y[i] = f(a[i], b[i]) for i in [0, n) at a width of <see cref="SimdWidth"/>. y may be a or b, but must not overlap them otherwise.</summary>
    /// <exception cref="DTypeException">The function does not take this type.</exception>
    internal abstract void Run(DType type, void* a, void* b, void* y, nint n, int bits);

    /// <summary>y = f(a, b) over a shape; strides are in elements, 0 where an operand repeats; y is contiguous. y may be an operand that has its layout.</summary>
    /// <exception cref="DTypeException">The function does not take this type.</exception>
    internal abstract void RunBroadcast(DType type, void* a, nint* aStrides, void* b, nint* bStrides, void* y, int* shape, int rank, int bits);
}

/// <summary>The function of a formula.</summary>
internal sealed unsafe class BinaryFunction<F> : BinaryFunction
    where F : struct, IBinary
{
    internal static readonly BinaryFunction<F> Instance = new();

    internal override string Name => typeof(F).Name.Replace("Formula", null, StringComparison.Ordinal);

    internal override CompareFunction? OnTruthValues => F.OnTruthValues;

    internal override bool Takes(DType type) => type is DType.Float32 or DType.Float64 || (F.WorksOnIntegers && type is DType.Int64 or DType.Int32 or DType.UInt8);

    internal override void Run(DType type, void* a, void* b, void* y, nint n, int bits) => Dispatch(new BinaryKernels.Job<F>(a, b, y, n), type, bits);

    internal override void RunBroadcast(DType type, void* a, nint* aStrides, void* b, nint* bStrides, void* y, int* shape, int rank, int bits) =>
        Dispatch(new BinaryKernels.BroadcastJob<F>(a, aStrides, b, bStrides, y, shape, rank), type, bits);

    void Dispatch<TJob>(TJob job, DType type, int bits)
        where TJob : struct, ISimdJob
    {
        if (type == DType.Float32) SimdDispatch.Run<TJob, float>(job, bits);
        else if (type == DType.Float64) SimdDispatch.Run<TJob, double>(job, bits);
        else if (!Takes(type)) throw CpuBackend.Unsupported(Name, type);
        else if (type == DType.Int64) SimdDispatch.Run<TJob, long>(job, bits);
        else if (type == DType.Int32) SimdDispatch.Run<TJob, int>(job, bits);
        else SimdDispatch.Run<TJob, byte>(job, bits);
    }
}

/// <summary>A question about two elements as an object; the answers are bytes 0 and 1.</summary>
internal abstract unsafe class CompareFunction
{
    /// <summary>Its name, for messages: that of its test.</summary>
    internal abstract string Name { get; }

    /// <summary>y = f(a, b) as bytes 0 and 1 over a shape; strides are in elements, 0 where an operand repeats; y is contiguous.</summary>
    /// <exception cref="DTypeException">Elements of this type are only stored.</exception>
    internal abstract void Run(DType type, void* a, nint* aStrides, void* b, nint* bStrides, byte* y, int* shape, int rank);
}

/// <summary>The function of a test.</summary>
internal sealed unsafe class CompareFunction<F> : CompareFunction
    where F : struct, ITest
{
    internal static readonly CompareFunction<F> Instance = new();

    internal override string Name => typeof(F).Name.Replace("Test", null, StringComparison.Ordinal);

    internal override void Run(DType type, void* a, nint* aStrides, void* b, nint* bStrides, byte* y, int* shape, int rank)
    {
        switch (type)
        {
            case DType.Float32: CompareKernels.Test<F, float>((float*)a, aStrides, (float*)b, bStrides, y, shape, rank); break;
            case DType.Float64: CompareKernels.Test<F, double>((double*)a, aStrides, (double*)b, bStrides, y, shape, rank); break;
            case DType.Int64: CompareKernels.Test<F, long>((long*)a, aStrides, (long*)b, bStrides, y, shape, rank); break;
            case DType.Int32: CompareKernels.Test<F, int>((int*)a, aStrides, (int*)b, bStrides, y, shape, rank); break;
            case DType.UInt8 or DType.Bool: CompareKernels.Test<F, byte>((byte*)a, aStrides, (byte*)b, bStrides, y, shape, rank); break;
            default: throw CpuBackend.Unsupported(Name, type);
        }
    }
}
