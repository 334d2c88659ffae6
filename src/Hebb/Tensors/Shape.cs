using System.Collections;
using System.Runtime.CompilerServices;

namespace Hebb;

/// <summary>
/// The lengths of a tensor's axes, outermost first. Written as a collection expression, <c>[32, 1, 28, 28]</c>; <c>[]</c> is the shape of a scalar.
/// Immutable; equal when all lengths are.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    readonly int[]? lengths;

    Shape(int[] lengths) => this.lengths = lengths;

    /// <summary>Copies the lengths of the axes.</summary>
    /// <param name="lengths">The length of each axis, none negative.</param>
    /// <exception cref="ShapeException">A length is negative, or the product is beyond 2³¹ − 1.</exception>
    public Shape(ReadOnlySpan<int> lengths) => this.lengths = Checked(lengths);

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
            int product = 1;
            foreach (int length in Axes) product *= length;
            return product;
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
    /// <exception cref="ShapeException">Two lengths differ and neither is 1.</exception>
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

        return new Shape(result);
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
        return new Shape(Checked(copy));
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
    public static implicit operator Shape(int length) => new(Checked([length]));

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

    /// <summary>Takes ownership of an array whose lengths are known to be good.</summary>
    internal static Shape Own(int[] lengths) => new(lengths);

    /// <summary>Takes ownership of an array whose lengths have still to be checked.</summary>
    /// <exception cref="ShapeException">A length is negative, or the product is beyond 2³¹ − 1.</exception>
    internal static Shape OwnChecked(int[] lengths)
    {
        Check(lengths);
        return new Shape(lengths);
    }

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

    static int[] Checked(ReadOnlySpan<int> lengths)
    {
        Check(lengths);
        return lengths.ToArray();
    }

    static void Check(ReadOnlySpan<int> lengths)
    {
        long product = 1;
        foreach (int length in lengths)
        {
            if (length < 0) throw new ShapeException($"A shape cannot have a negative length: [{string.Join(", ", lengths.ToArray())}].");
            product = product > int.MaxValue ? product : product * Math.Max(length, 1);
        }

        if (product > int.MaxValue)
            throw new ShapeException($"Shape [{string.Join(", ", lengths.ToArray())}] has more elements than one tensor can hold (2^31 - 1).");
    }
}
