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
    readonly TensorData data;

    internal Tensor(in TensorData data) => this.data = data;

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape => data.Shape;

    /// <summary>The number of elements.</summary>
    public int Count => data.Count;

    /// <summary>The type of the elements.</summary>
    public DType DType => data.DType;

    /// <summary>The number of axes: 0 for a scalar.</summary>
    public int Rank => data.Rank;

    /// <summary>How many elements to step in the buffer for one step along each axis; 0 on an expanded axis.</summary>
    public ReadOnlySpan<int> Strides => data.Strides;

    /// <summary>Whether elements lie in the buffer in row-major order without gaps.</summary>
    public bool IsContiguous => data.IsContiguous;

    /// <summary>What a backend computes with: the elements, without the gradient.</summary>
    internal ref readonly TensorData Data
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref data;
    }

    internal Storage Storage => data.Storage;

    /// <summary>Where the first element lies in the storage, in elements.</summary>
    internal int Offset => data.Offset;

    /// <summary>The device that holds the buffer, as one that computes on it.</summary>
    internal Backend Backend
    {
        // Every device is a backend: there is no other subclass.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.As<Backend>(data.Storage.Device);
    }

    /// <summary>The result of a kernel that is not always wanted.</summary>
    internal static Tensor? Of(TensorData? data) => data is { } known ? new Tensor(known) : null;

    /// <summary>The results of a kernel that gives two.</summary>
    internal static (Tensor First, Tensor Second) Of((TensorData First, TensorData Second) data) => (new(data.First), new(data.Second));

    /// <summary>The results of a kernel whose second is not always wanted.</summary>
    internal static (Tensor First, Tensor? Second) Of((TensorData First, TensorData? Second) data) => (new(data.First), Of(data.Second));

    /// <summary>Makes an uninitialised tensor for a kernel to fill.</summary>
    internal static Tensor Uninitialized(Shape shape, DType type, Backend? backend = null) => new(TensorData.Allocate(shape, type, backend ?? Backend.Default));

    /// <summary>Makes an uninitialised tensor in the shape, type and place of another one.</summary>
    internal static Tensor UninitializedLike(Tensor x) => new(x.data.AllocateLike());

    /// <summary>A view of the same elements in another arrangement, without a gradient.</summary>
    internal Tensor View(Shape shape, int[] strides, int offset) => new(data.View(shape, strides, offset));

    /// <summary>A view of the same contiguous elements in another shape, without a gradient.</summary>
    internal Tensor ViewAs(Shape shape) => new(data.ViewAs(shape));

    /// <summary>Opens the elements: the first of this view, to be held in a <c>using</c> until the work on them ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lease<T> Open<T>()
        where T : unmanaged => data.Open<T>();

    /// <summary>Takes this tensor out of the memory scope that it was made in, so that it lives as long as it is reachable.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Keep()
    {
        Storage.Keep();
        return this;
    }
}
