using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hebb;

/// <content>Ways to make a tensor.</content>
public sealed partial class Tensor
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>A tensor of ones.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>A tensor with one value everywhere.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">The value, converted to <paramref name="dtype"/>.</param>
    /// <param name="dtype">Its type.</param>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        Tensor x = Uninitialized(shape, dtype);
        x.Backend.Fill(x.Data, value);
        return x;
    }

    /// <summary>Zeros in the shape, type and place of another tensor.</summary>
    /// <param name="other">The other tensor.</param>
    /// <param name="dtype">Another type, if one is wanted.</param>
    public static Tensor ZerosLike(Tensor other, DType? dtype = null) => Zeros(other.Shape, dtype ?? other.DType);

    /// <summary>Ones in the shape, type and place of another tensor.</summary>
    /// <param name="other">The other tensor.</param>
    /// <param name="dtype">Another type, if one is wanted.</param>
    public static Tensor OnesLike(Tensor other, DType? dtype = null) => Ones(other.Shape, dtype ?? other.DType);

    /// <summary>Evenly spaced values: start, start + step, … below end.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="end">The bound, which is not reached.</param>
    /// <param name="step">The distance, not 0; negative to count down.</param>
    /// <param name="dtype">The type; Int64 unless given.</param>
    /// <returns>A tensor of shape [⌈(end − start) / step⌉].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0 or not a number, or an end is not finite.</exception>
    /// <exception cref="ShapeException">There would be too many values.</exception>
    public static Tensor Arange(double start, double end, double step = 1, DType dtype = DType.Int64)
    {
        if (step == 0 || double.IsNaN(step)) throw new ArgumentOutOfRangeException(nameof(step), step, "Arange needs a step other than 0.");
        if (!double.IsFinite(start) || !double.IsFinite(end))
            throw new ArgumentOutOfRangeException(double.IsFinite(start) ? nameof(end) : nameof(start), FormattableString.Invariant($"Arange needs finite ends; it got {start} and {end}."));
        double exact = Math.Max(0, Math.Ceiling((end - start) / step));
        int count = Shape.Checked(exact < long.MaxValue ? (long)exact : long.MaxValue, "The number of values of Arange");
        Tensor x = Uninitialized([count], DType.Float64);
        using (var lease = x.Open<double>())
        {
            Span<double> values = lease.Span(count);
            for (int i = 0; i < values.Length; i++) values[i] = start + (i * step);
        }

        return x.To(dtype);
    }

    /// <summary>Evenly spaced values of a type, a step of 1 apart: start, start + 1, … below end.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="end">The bound, which is not reached.</param>
    /// <param name="dtype">The type.</param>
    /// <returns>A tensor of shape [⌈end − start⌉].</returns>
    [OverloadResolutionPriority(-1)]
    public static Tensor Arange(double start, double end, DType dtype) => Arange(start, end, 1, dtype);

    /// <summary>The integers 0, 1, … n − 1.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="dtype">The type; Int64 unless given.</param>
    public static Tensor Arange(int count, DType dtype = DType.Int64) => Arange(0, count, 1, dtype);

    /// <summary>Evenly spaced values from start to end, both included.</summary>
    /// <param name="start">The first value.</param>
    /// <param name="end">The last value.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="dtype">The type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="ShapeException">There would be too many values.</exception>
    public static Tensor Linspace(double start, double end, int count, DType dtype = DType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor x = Uninitialized([count], DType.Float64);
        using (var lease = x.Open<double>())
        {
            Span<double> values = lease.Span(count);
            double step = count > 1 ? (end - start) / (count - 1) : 0;
            for (int i = 0; i < count; i++) values[i] = i < count / 2 || count == 1 ? start + (i * step) : end - ((count - 1 - i) * step);
        }

        return x.To(dtype);
    }

    /// <summary>The identity matrix: ones on the diagonal, zeros elsewhere.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; as many as rows unless given.</param>
    /// <param name="dtype">The type.</param>
    public static Tensor Eye(int rows, int? columns = null, DType dtype = DType.Float32)
    {
        int width = columns ?? rows;
        Tensor x = Zeros([rows, width], dtype);
        Tensor diagonal = x.View([Math.Min(rows, width)], [Math.Min(width, int.MaxValue - 1) + 1], 0);
        x.Backend.Fill(diagonal.Data, 1);
        return x;
    }

    /// <summary>A square identity matrix of a type.</summary>
    /// <param name="rows">The number of rows and of columns.</param>
    /// <param name="dtype">The type.</param>
    [OverloadResolutionPriority(-1)]
    public static Tensor Eye(int rows, DType dtype) => Eye(rows, null, dtype);

    /// <summary>Uniform random numbers in [low, high).</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public static Tensor Rand(Shape shape, double low = 0, double high = 1, Generator? generator = null, DType dtype = DType.Float32)
    {
        Tensor x = Uninitialized(shape, dtype);
        x.Backend.FillUniform(x.Data, generator ?? Generator.Default, low, high);
        return x;
    }

    /// <summary>Uniform random numbers in [0, 1) of a type.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    [OverloadResolutionPriority(-1)]
    public static Tensor Rand(Shape shape, DType dtype, Generator? generator = null) => Rand(shape, 0, 1, generator, dtype);

    /// <summary>Normally distributed random numbers.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="std">Their standard deviation.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    public static Tensor Randn(Shape shape, double mean = 0, double std = 1, Generator? generator = null, DType dtype = DType.Float32)
    {
        Tensor x = Uninitialized(shape, dtype);
        x.Backend.FillNormal(x.Data, generator ?? Generator.Default, mean, std);
        return x;
    }

    /// <summary>Random numbers of a type from the standard normal distribution.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> unless given.</param>
    [OverloadResolutionPriority(-1)]
    public static Tensor Randn(Shape shape, DType dtype, Generator? generator = null) => Randn(shape, 0, 1, generator, dtype);

    /// <summary>Copies values into a new tensor, row by row.</summary>
    /// <typeparam name="T">float, double, long, int, byte, bool or Half.</typeparam>
    /// <param name="values">As many values as the shape has elements.</param>
    /// <param name="shape">Its shape; one axis unless given.</param>
    /// <exception cref="ShapeException">The number of values is not the shape's.</exception>
    /// <exception cref="DTypeException">No tensor holds values of type <typeparamref name="T"/>.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape? shape = null)
        where T : unmanaged
    {
        Shape target = shape ?? [values.Length];
        if (target.Count != values.Length)
            throw new ShapeException($"{values.Length} values do not fill a tensor of shape {target}, which has {target.Count} elements.");
        Tensor x = Uninitialized(target, DTypes.Of<T>());
        using var lease = x.Open<T>();
        values.CopyTo(lease.Span(values.Length));
        return x;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape?)"/>
    public static Tensor From<T>(T[] values, Shape? shape = null)
        where T : unmanaged => From((ReadOnlySpan<T>)values, shape);

    /// <summary>Copies an array of any rank: <c>new float[,] {{1, 2}, {3, 4}}</c> becomes a tensor of shape [2, 2].</summary>
    /// <param name="values">A rectangular array of float, double, long, int, byte, bool or Half.</param>
    /// <exception cref="DTypeException">No tensor holds values of the array's element type.</exception>
    public static Tensor From(Array values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var lengths = new int[values.Rank];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = values.GetLength(i);
        return values.GetType().GetElementType() switch
        {
            { } t when t == typeof(float) => FromArray<float>(values, lengths),
            { } t when t == typeof(double) => FromArray<double>(values, lengths),
            { } t when t == typeof(long) => FromArray<long>(values, lengths),
            { } t when t == typeof(int) => FromArray<int>(values, lengths),
            { } t when t == typeof(byte) => FromArray<byte>(values, lengths),
            { } t when t == typeof(bool) => FromArray<bool>(values, lengths),
            { } t when t == typeof(Half) => FromArray<Half>(values, lengths),
            var t => throw new DTypeException($"No tensor holds values of type {t}.", "Use a rectangular array of float, double, long, int, byte, bool or Half; nested arrays must be flattened."),
        };
    }

    internal static Tensor FromDoubles(ReadOnlySpan<double> values, Shape shape, DType dtype)
    {
        Tensor x = From(values, shape);
        return dtype == DType.Float64 ? x : x.To(dtype);
    }

    static Tensor FromArray<T>(Array values, int[] lengths)
        where T : unmanaged
    {
        Tensor x = Uninitialized(Shape.Own(lengths), DTypes.Of<T>());
        if (x.Count == 0) return x;
        ref byte first = ref MemoryMarshal.GetArrayDataReference(values);
        using var lease = x.Open<T>();
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref first), x.Count).CopyTo(lease.Span(x.Count));
        return x;
    }
}
