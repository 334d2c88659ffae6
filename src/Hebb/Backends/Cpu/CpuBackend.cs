namespace Hebb.Backends.Cpu;

/// <summary>
/// The backend on the processor itself: managed kernels on vector registers, and one pool of threads under them. Its files follow the sections of
/// <see cref="Backend"/>; each opens its tensors through <see cref="Lease{T}"/> and calls kernels that know only pointers and lengths.
/// </summary>
internal sealed unsafe partial class CpuBackend : Backend
{
    internal static readonly CpuBackend Instance = new();

    // Below this many elements a second thread costs more than it brings.
    const int ParallelElements = 1 << 18;

    CpuBackend()
    {
    }

    internal override string Name => "cpu";

    static TensorData Like(in TensorData x) => TensorData.Allocate(x.Shape, x.DType, Instance);

    internal static DTypeException Unsupported(string operation, DType type) => new(
        $"{operation} is not defined for {type}.", type.IsComputable ? "Convert the tensor first: x.To(DType.Float32)." : "This type is only stored and converted: x.To(DType.Float32) makes it computable.");

    TensorData Zeros(Shape shape, DType type)
    {
        TensorData x = TensorData.Allocate(shape, type, Instance);
        Fill(x, 0);
        return x;
    }

    /// <summary>The tensor itself if its elements lie without gaps, else a copy that does.</summary>
    TensorData Dense(in TensorData x)
    {
        if (x.IsContiguous) return x;
        TensorData y = Like(x);
        Copy(x, y);
        return y;
    }

    TensorData? Dense(TensorData? x) => x is { } some ? Dense(some) : null;

    static void Strides(in TensorData x, Shape shape, nint* strides) => Strides(x, shape.Rank, strides);

    /// <summary>The steps of a tensor along the axes of a broadcast result: 0 where it is repeated.</summary>
    static void Strides(in TensorData x, int rank, nint* strides)
    {
        ReadOnlySpan<int> own = x.Shape.Axes;
        Span<int> steps = stackalloc int[own.Length];
        x.WriteStrides(steps);
        int added = rank - own.Length;
        for (int i = 0; i < rank; i++) strides[i] = i < added || own[i - added] == 1 ? 0 : steps[i - added];
    }

    /// <summary>How many parts to split so many elements into.</summary>
    static int Parts(nint count) => count < ParallelElements ? 1 : Threads.Count;
}
