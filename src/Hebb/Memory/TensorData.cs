using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// The numbers of a tensor and nothing else: stored elements, seen in a shape through strides. All that a backend knows of a tensor; a gradient or a recorded operation has no
/// place here, so no kernel can record anything.
/// </summary>
internal readonly struct TensorData
{
    // Null for row-major order without gaps.
    readonly int[]? strides;

    internal TensorData(Storage storage, Shape shape, int offset, DType type)
        : this(storage, shape, shape.Count, offset, type)
    {
    }

    internal TensorData(Storage storage, Shape shape, int[] strides, int offset, DType type)
        : this(storage, shape, offset, type) => this.strides = IsRowMajor(shape, strides) ? null : strides;

    TensorData(Storage storage, Shape shape, int count, int offset, DType type)
    {
        Storage = storage;
        Shape = shape;
        Count = count;
        Offset = offset;
        DType = type;
    }

    /// <summary>The bytes, shared by all views of them.</summary>
    internal Storage Storage { get; }

    /// <summary>The lengths of the axes.</summary>
    internal Shape Shape { get; }

    /// <summary>Where the first element lies in the storage, in elements.</summary>
    internal int Offset { get; }

    /// <summary>The number of elements.</summary>
    internal int Count { get; }

    /// <summary>The type of the elements.</summary>
    internal DType DType { get; }

    /// <summary>The number of axes.</summary>
    internal int Rank => Shape.Rank;

    /// <summary>Whether elements lie in the storage in row-major order without gaps.</summary>
    internal bool IsContiguous => strides is null;

    /// <summary>How many elements to step in the storage for one step along each axis.</summary>
    internal ReadOnlySpan<int> Strides => strides ?? Shape.ContiguousStrides();

    /// <summary>Uninitialised elements for a kernel to fill.</summary>
    internal static TensorData Allocate(Shape shape, DType type, Device device)
    {
        int count = shape.Count;
        return new TensorData(Memory.Allocate((long)count * type.ByteSize, device), shape, count, 0, type);
    }

    /// <summary>Uninitialised elements in the same shape, type and place, without gaps.</summary>
    internal TensorData AllocateLike() => new(Memory.Allocate((long)Count * DType.ByteSize, Storage.Device), Shape, Count, 0, DType);

    /// <summary>The strides without an array for them.</summary>
    /// <param name="into">As many places as there are axes.</param>
    internal void WriteStrides(Span<int> into)
    {
        if (strides is null) Shape.WriteContiguousStrides(into);
        else strides.CopyTo(into);
    }

    /// <summary>The same stored elements in another arrangement.</summary>
    internal TensorData View(Shape shape, int[] strides, int offset) => new(Storage, shape, strides, offset, DType);

    /// <summary>The same contiguous elements in another shape.</summary>
    internal TensorData ViewAs(Shape shape) => new(Storage, shape, Offset, DType);

    /// <summary>Opens the elements for a kernel: the first of this view, to be held in a <c>using</c> until the kernel ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lease<T> Open<T>()
        where T : unmanaged => new(Storage, Offset);

    /// <summary>The same for work that is told the type of the elements, and so how many bytes they take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lease<byte> OpenBytes(int size) => new(Storage, (nint)Offset * size);

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
