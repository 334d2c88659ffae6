using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// The lengths of a tensor's axes, outermost first. Written as a collection expression, <c>[32, 1, 28, 28]</c>; <c>[]</c> is the shape of a scalar.
/// Immutable; equal when all lengths are. At most <see cref="MaxRank"/> axes and 2³¹ − 1 elements, where an axis of length 0 counts as one of length 1.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The most axes that a tensor can have. (Kernels keep a few numbers for each axis on the stack.)</summary>
    public const int MaxRank = 64;

    readonly int[]? lengths;

    Shape(int[] owned)
    {
        Check(owned);
        lengths = owned;
    }

    /// <summary>Copies the lengths of the axes.</summary>
    /// <param name="lengths">The length of each axis, none negative.</param>
    /// <exception cref="ShapeException">A length is negative, the product is beyond 2³¹ − 1, or there are more axes than <see cref="MaxRank"/>.</exception>
    public Shape(ReadOnlySpan<int> lengths)
    {
        Check(lengths);
        this.lengths = lengths.ToArray();
    }

    /// <summary>Makes a shape from a collection expression.</summary>
    /// <param name="lengths">The length of each axis, none negative.</param>
    /// <exception cref="ShapeException">A length is negative, or the product is beyond 2³¹ − 1.</exception>
    public static Shape Create(ReadOnlySpan<int> lengths) => new(lengths);

    /// <summary>The shape of a scalar: no axes, one element.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of axes.</summary>
    public int Rank => lengths is null ? 0 : lengths.Length;

    /// <summary>The number of elements: the product of the lengths, 1 for a scalar.</summary>
    public int Count
    {
        get
        {
            // The backstop: no shape passes the constructors that this loop would refuse, but every buffer is sized by it.
            long product = 1;
            foreach (int length in Axes)
            {
                product *= length;
                if ((ulong)product > int.MaxValue) throw Impossible(Axes);
            }

            return (int)product;
        }
    }

    /// <summary>The number of axes, by the name that C# looks for in <c>[.. shape]</c> (it would take <see cref="Count"/>, the number of elements, otherwise).</summary>
    public int Length => Rank;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The length of one axis; negative numbers count from the last.</summary>
    /// <param name="axis">−Rank … Rank − 1.</param>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public int this[int axis] => Axes[Axis(axis)];

    /// <summary>The length of one axis, counted from the last with ^: <c>shape[^1]</c> is the last one. (Without this, C# would count from <see cref="Count"/>, the number of elements.)</summary>
    /// <param name="axis">0 … Rank − 1, or ^1 … ^Rank.</param>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public int this[Index axis] => this[axis.IsFromEnd ? -axis.Value : axis.Value];

    internal ReadOnlySpan<int> Axes => lengths;

    internal int[] Lengths => lengths ?? [];

    /// <summary>Turns a possibly negative axis number into 0 … Rank − 1.</summary>
    /// <param name="axis">−Rank … Rank − 1.</param>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        int rank = Rank;
        if ((uint)axis < (uint)rank) return axis;
        if (axis < 0 && axis + rank >= 0) return axis + rank;
        throw new IndexException(
            rank == 0 ? $"A scalar has no axis {axis}." : $"Axis {axis} does not exist in shape {this}: axes run from {-rank} to {rank - 1}.");
    }

    /// <summary>The common shape of two operands: aligned at the last axis, lengths equal or one of them 1 (NumPy's rule).</summary>
    /// <param name="a">One operand's shape.</param>
    /// <param name="b">The other operand's shape.</param>
    /// <exception cref="ShapeException">Two lengths differ and neither is 1, or the common shape has more than 2³¹ − 1 elements.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        if (a == b) return a;
        if (a.Rank == 0) return b;
        if (b.Rank == 0) return a;
        int rank = Math.Max(a.Rank, b.Rank);
        var result = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a.lengths![^i] : 1, y = i <= b.Rank ? b.lengths![^i] : 1;
            if (x != y && x != 1 && y != 1)
            {
                throw new ShapeException(
                    $"Shapes {a} and {b} do not broadcast: axis {rank - i} is {x} on one side and {y} on the other.",
                    "Lengths must be equal or 1, counted from the last axis; Unsqueeze, Reshape or Transpose one of them.");
            }

            result[^i] = x == 1 ? y : x;
        }

        return Fits(result) ? new Shape(result) : throw new ShapeException(
            $"Shapes {a} and {b} broadcast to [{string.Join(", ", result)}], which has {Elements(result)} elements: more than one tensor can hold (2^31 - 1).",
            "Were the operands meant to have the same shape? If not, go through the longer one in parts: x.Narrow(axis, start, length).");
    }

    /// <summary>The lengths as a new array.</summary>
    public int[] ToArray() => Axes.ToArray();

    /// <summary>A copy in which one axis has another length.</summary>
    /// <param name="axis">−Rank … Rank − 1.</param>
    /// <param name="length">Its new length.</param>
    /// <exception cref="IndexException">There is no such axis.</exception>
    /// <exception cref="ShapeException">The length is negative.</exception>
    public Shape With(int axis, int length)
    {
        int[] copy = ToArray();
        copy[Axis(axis)] = length;
        return new Shape(copy);
    }

    /// <summary>A copy without one axis.</summary>
    /// <param name="axis">−Rank … Rank − 1.</param>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public Shape Without(int axis)
    {
        axis = Axis(axis);
        return new Shape([.. Axes[..axis], .. Axes[(axis + 1)..]]);
    }

    /// <summary>A one-axis shape.</summary>
    /// <param name="length">Its length.</param>
    public static implicit operator Shape(int length) => new([length]);

    /// <summary>A shape from an array of lengths.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape(int[] lengths) => new(lengths.AsSpan());

    /// <summary>The lengths as a span, for methods that take them one by one.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.Axes;

    /// <summary>Whether two shapes have the same lengths.</summary>
    /// <param name="a">One shape.</param>
    /// <param name="b">The other.</param>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Whether two shapes differ.</summary>
    /// <param name="a">One shape.</param>
    /// <param name="b">The other.</param>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(Shape other) => ReferenceEquals(lengths, other.lengths) || Axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int length in Axes) hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>The lengths in brackets: <c>[32, 1, 28, 28]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Lengths)}]";

    /// <summary>Goes through the lengths, outermost first.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes ownership of an array of lengths.</summary>
    /// <exception cref="ShapeException">A length is negative, or there are more elements or axes than a tensor can have.</exception>
    internal static Shape Own(int[] lengths) => new(lengths);

    /// <summary>One length of a shape that is about to be made, computed in 64 bits.</summary>
    /// <param name="length">The length.</param>
    /// <param name="what">What is so long, for the message: "the height of the padded image".</param>
    /// <exception cref="ShapeException">The length is beyond 2³¹ − 1.</exception>
    internal static int Checked(long length, string what) => length <= int.MaxValue
        ? (int)length
        : throw new ShapeException($"{what} would be {length.ToString("N0", CultureInfo.InvariantCulture)}: more than an axis can have (2^31 - 1).");

    internal int[] ContiguousStrides()
    {
        var strides = new int[Rank];
        WriteContiguousStrides(strides);
        return strides;
    }

    internal void WriteContiguousStrides(Span<int> strides)
    {
        int step = 1;
        for (int i = Rank - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(lengths![i], 1);
        }
    }

    // An axis of length 0 counts as 1, so that strides and the counts of any part of the shape stay within 32 bits too.
    static bool Fits(ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank) return false;
        long product = 1;
        foreach (int length in lengths)
        {
            if (length < 0) return false;
            product *= length + (length == 0 ? 1 : 0);
            if (product > int.MaxValue) return false;
        }

        return true;
    }

    static void Check(ReadOnlySpan<int> lengths)
    {
        if (!Fits(lengths)) throw Impossible(lengths);
    }

    static ShapeException Impossible(ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank) return new ShapeException($"A shape has at most {MaxRank} axes; this one would have {lengths.Length}.", "Flatten() or Reshape() joins axes.");
        string all = $"[{string.Join(", ", lengths.ToArray())}]";
        foreach (int length in lengths)
        {
            if (length < 0) return new ShapeException($"A shape cannot have a negative length: {all}.");
        }

        return new ShapeException($"Shape {all} has {Elements(lengths)} elements: more than one tensor can hold (2^31 - 1).", "Work through it in parts, for example along its first axis.");
    }

    // In decimal, since 64 bits do not always suffice either.
    static string Elements(ReadOnlySpan<int> lengths)
    {
        var product = BigInteger.One;
        foreach (int length in lengths) product *= Math.Max(length, 1);
        return product.ToString("N0", CultureInfo.InvariantCulture);
    }
}
