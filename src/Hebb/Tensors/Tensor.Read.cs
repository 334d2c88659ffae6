using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Hebb;

/// <content>Ways to read the elements.</content>
public sealed partial class Tensor
{
    /// <summary>The value of a tensor with one element.</summary>
    /// <typeparam name="T">The .NET type to convert to.</typeparam>
    /// <exception cref="ShapeException">The tensor has more or fewer elements.</exception>
    public T Item<T>()
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        if (Count != 1) throw new ShapeException($"Item() reads a tensor with one element; this one has shape {Shape}.", "Index it down to one element, or reduce it with Sum() or Mean().");
        switch (DType)
        {
            case DType.Float32: return T.CreateTruncating(First<float>());
            case DType.Float64: return T.CreateTruncating(First<double>());
            case DType.Int64: return T.CreateTruncating(First<long>());
            case DType.Int32: return T.CreateTruncating(First<int>());
            case DType.Float16: return T.CreateTruncating(First<Half>());
            case DType.BFloat16: return T.CreateTruncating(this.To(DType.Float32).First<float>());
            default: return T.CreateTruncating(First<byte>());
        }
    }

    /// <summary>The value of a tensor with one element, as a number that prints and compares well.</summary>
    /// <exception cref="ShapeException">The tensor has more or fewer elements.</exception>
    public double Item() => Item<double>();

    /// <summary>A copy of the elements in row-major order, converted to <typeparamref name="T"/> if they have another type.</summary>
    /// <typeparam name="T">float, double, long, int, byte, bool or Half.</typeparam>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        using var _ = Autograd.Pause();
        Tensor x = this.To(DTypes.Of<T>()).Contiguous();
        var result = new T[Count];
        using var lease = x.Open<T>();
        lease.Span(Count).CopyTo(result);
        return result;
    }

    /// <summary>
    /// The elements themselves, to read and to write, without a copy. The buffer is marked as lent: it is never recycled, so the span stays good as long as
    /// you hold it. Writing through it is not seen by gradient guards.
    /// </summary>
    /// <typeparam name="T">The .NET type of the elements, exactly.</typeparam>
    /// <exception cref="DTypeException">The elements have another type.</exception>
    /// <exception cref="ShapeException">The view has gaps, so that no span covers it.</exception>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        CheckType<T>();
        if (!IsContiguous) throw new ShapeException($"A view of shape {Shape} with strides [{string.Join(", ", Strides.ToArray())}] is not one span.", "Call Contiguous() for a copy without gaps, or AsTensorSpan() for a strided view.");
        Storage.Lend();
        using var lease = Open<T>();
        return lease.Span(Count);
    }

    /// <summary>The elements as a <see cref="TensorSpan{T}"/> with this tensor's shape and strides, without a copy. The buffer is marked as lent. An expanded view has its axes of stride 0: read it, and write to a Clone().</summary>
    /// <typeparam name="T">The .NET type of the elements, exactly.</typeparam>
    /// <returns>A span of this shape; of shape [1] for a scalar, because a span without axes is empty there.</returns>
    /// <exception cref="DTypeException">The elements have another type.</exception>
    /// <exception cref="ShapeException">A row reaches past the start of the next, which TensorSpan does not accept.</exception>
    public TensorSpan<T> AsTensorSpan<T>()
        where T : unmanaged
    {
        CheckType<T>();
        Storage.Lend();
        int reach = Count == 0 ? 0 : 1;
        ReadOnlySpan<int> steps = Strides;
        Span<nint> lengths = stackalloc nint[Rank], places = stackalloc nint[Rank];
        for (int i = 0; i < Rank; i++)
        {
            lengths[i] = Shape[i];
            places[i] = Shape[i] == 1 ? 0 : steps[i];
            if (Count > 0) reach += (Shape[i] - 1) * steps[i];
        }

        using var lease = Open<T>();
        if (Count == 0) places.Clear();
        // There, a span without axes is an empty one.
        if (Rank == 0) return new TensorSpan<T>(lease.Span(1), [1]);
        try
        {
            return new TensorSpan<T>(lease.Span(reach), lengths, places);
        }
        catch (ArgumentException)
        {
            throw new ShapeException($"TensorSpan cannot describe a view of shape {Shape} with strides [{string.Join(", ", Strides.ToArray())}], whose rows interleave.", "Call Contiguous() for a copy without gaps.");
        }
    }

    /// <summary>Copies a <see cref="ReadOnlyTensorSpan{T}"/> of any strides. (A span may end with its stack frame, so a tensor cannot hold on to it; <see cref="Wrap{T}"/> shares an array.)</summary>
    /// <typeparam name="T">float, double, long, int, byte, bool or Half.</typeparam>
    /// <param name="values">The elements.</param>
    public static Tensor From<T>(in ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        if (values.Rank == 0) return Uninitialized([0], DTypes.Of<T>());
        var lengths = new int[values.Rank];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = Shape.Checked(values.Lengths[i], "An axis of the span");
        Tensor x = Uninitialized(Shape.Own(lengths), DTypes.Of<T>());
        using var lease = x.Open<T>();
        values.FlattenTo(lease.Span(x.Count));
        return x;
    }

    /// <summary>A tensor over an array, without a copy: each sees what the other writes. The array is never recycled.</summary>
    /// <typeparam name="T">float, double, long, int, byte, bool or Half.</typeparam>
    /// <param name="values">The elements, row by row.</param>
    /// <param name="shape">Its shape; one axis unless given.</param>
    /// <exception cref="ShapeException">The array's length is not the shape's, or the array holds more than 2 GB.</exception>
    /// <exception cref="DTypeException">No tensor holds values of type <typeparamref name="T"/>.</exception>
    public static Tensor Wrap<T>(T[] values, Shape? shape = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Shape target = shape ?? [values.Length];
        if (target.Count != values.Length) throw new ShapeException($"An array of {values.Length} values cannot be seen as shape {target}, which has {target.Count} elements.");
        DType type = DTypes.Of<T>();
        if ((long)values.Length * type.ByteSize > Array.MaxLength) throw Memory.TooLarge((long)values.Length * type.ByteSize);
        // The storage only ever takes a reference to the first element, which lies in the same place in every one-dimensional array.
        byte[] bytes = System.Runtime.CompilerServices.Unsafe.As<T[], byte[]>(ref values);
        return new Tensor(new TensorData(new Storage(bytes, 0, Backends.Backend.Default), target, 0, type));
    }

    T First<T>()
        where T : unmanaged
    {
        using var lease = Open<T>();
        return lease.GetPinnableReference();
    }

    void CheckType<T>()
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType) throw new DTypeException($"This tensor holds {DType}; a span of {typeof(T).Name} would misread it.", $"Ask for the type it has, or convert it first: x.To(DType.{DTypes.Of<T>()}).");
    }
}
