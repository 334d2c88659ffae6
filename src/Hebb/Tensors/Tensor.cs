using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

/// <summary>
/// An n-dimensional array of numbers with a run-time <see cref="DType"/>, and, where it is asked for, a gradient. A view (<c>Reshape</c>,
/// <c>Transpose</c>, ranges …) shares its buffer with the tensor that it views. Operations are extension members in <see cref="Ops"/>, one file each.
/// </summary>
/// <remarks>
/// Never disposed: buffers return to a cache by themselves (see <see cref="Memory"/>). Reading is safe from several threads at once; changing in place,
/// and recording for gradients, belong to one thread.
/// </remarks>
public sealed partial class Tensor
{
    readonly int[]? strides;

    internal Tensor(Storage storage, Shape shape, DType type)
    {
        Storage = storage;
        Shape = shape;
        DType = type;
        Count = shape.Count;
    }

    internal Tensor(Storage storage, Shape shape, int offset, DType type)
        : this(storage, shape, type) => Offset = offset;

    internal Tensor(Storage storage, Shape shape, int[] strides, int offset, DType type)
    {
        Storage = storage;
        Shape = shape;
        DType = type;
        Count = shape.Count;
        Offset = offset;
        this.strides = IsRowMajor(shape, strides) ? null : strides;
    }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The number of axes: 0 for a scalar.</summary>
    public int Rank => Shape.Rank;

    /// <summary>How many elements to step in the buffer for one step along each axis; 0 on an expanded axis.</summary>
    public ReadOnlySpan<int> Strides => strides ?? Shape.ContiguousStrides();

    /// <summary>The strides without an array for them.</summary>
    /// <param name="into">As many places as the tensor has axes.</param>
    internal void WriteStrides(Span<int> into)
    {
        if (strides is null) Shape.WriteContiguousStrides(into);
        else strides.CopyTo(into);
    }

    /// <summary>Whether elements lie in the buffer in row-major order without gaps.</summary>
    public bool IsContiguous => strides is null;

    /// <summary>The device that holds the buffer and computes on it.</summary>
    public Backend Backend => Storage.Backend;

    internal Storage Storage { get; }

    /// <summary>Where the first element lies in the storage, in elements.</summary>
    internal int Offset { get; }

    /// <summary>Makes an uninitialised tensor for a kernel to fill.</summary>
    internal static Tensor Uninitialized(Shape shape, DType type, Backend? backend = null)
    {
        backend ??= Backend.Default;
        return new Tensor(Memory.Allocate((long)shape.Count * type.ByteSize, backend), shape, type);
    }

    /// <summary>A view of the same elements in another arrangement, without a gradient.</summary>
    internal Tensor View(Shape shape, int[] strides, int offset) => new(Storage, shape, strides, offset, DType);

    /// <summary>A view of the same contiguous elements in another shape, without a gradient.</summary>
    internal Tensor ViewAs(Shape shape) => new(Storage, shape, Offset, DType);

    /// <summary>Opens the elements for a kernel: the first of this view, to be held in a <c>using</c> until the kernel ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lease<T> Open<T>()
        where T : unmanaged => new(Storage, Offset);

    /// <summary>Takes this tensor out of the memory scope that it was made in, so that it lives as long as it is reachable.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Keep()
    {
        Storage.Keep();
        return this;
    }

    static bool IsRowMajor(Shape shape, int[] strides)
    {
        ReadOnlySpan<int> lengths = shape.Axes;
        int step = 1;
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            if (lengths[i] == 0) return true;
            if (lengths[i] != 1 && strides[i] != step) return false;
            step *= lengths[i];
        }

        return true;
    }
}
