namespace Hebb;

/// <summary>
/// One entry between the brackets of <c>x[…]</c>: a number, <c>^1</c>, a range, a step, a new axis, the ellipsis, or a tensor of integers or truth values.
/// Numbers, ranges and tensors convert by themselves: <c>x[.., 0, 1..3]</c>, <c>x[^1]</c>, <c>x[mask]</c>, <c>x[Tensor.Arange(n), labels]</c>.
/// </summary>
public readonly struct TensorIndex
{
    TensorIndex(IndexKind kind, int? first = null, int? second = null, int step = 1, Tensor? tensor = null) =>
        (Kind, First, Second, StepSize, Tensor) = (kind, first, second, step, tensor);

    /// <summary>An axis of length 1 at this place of the result; NumPy's None.</summary>
    public static TensorIndex NewAxis => new(IndexKind.NewAxis);

    /// <summary>As many whole axes as are left; at most one in an index. (<c>..</c> is one whole axis, as in NumPy's <c>:</c>.)</summary>
    public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

    internal IndexKind Kind { get; }

    internal int? First { get; }

    internal int? Second { get; }

    internal int StepSize { get; }

    internal Tensor? Tensor { get; }

    /// <summary>Every step-th slice, Python's start:end:step. Bounds beyond the axis are clamped to it.</summary>
    /// <param name="start">The first; negative counts from the end. The first of all (the last, for a negative step) unless given.</param>
    /// <param name="end">The bound that is not reached; negative counts from the end. Beyond the last unless given.</param>
    /// <param name="step">The distance, not 0; negative to go backwards, which copies.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static TensorIndex Step(int? start, int? end, int step) => step != 0
        ? new(IndexKind.Slice, start, end, step)
        : throw new ArgumentOutOfRangeException(nameof(step), step, "The step of a slice cannot be 0.");

    /// <summary>Every step-th slice of the whole axis; −1 turns it around.</summary>
    /// <param name="step">The distance, not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static TensorIndex Step(int step) => Step(null, null, step);

    /// <summary>One slice; the axis vanishes.</summary>
    /// <param name="index">Its number; negative counts from the end.</param>
    public static implicit operator TensorIndex(int index) => new(IndexKind.Integer, index);

    /// <summary>One slice; the axis vanishes.</summary>
    /// <param name="index">Its number, or its distance from the end: ^1 is the last.</param>
    public static implicit operator TensorIndex(Index index) => index is { IsFromEnd: true, Value: 0 }
        ? new(IndexKind.BehindEnd)
        : new(IndexKind.Integer, index.IsFromEnd ? -index.Value : index.Value);

    /// <summary>A range of slices; bounds beyond the axis are clamped to it, as in NumPy.</summary>
    /// <param name="range">Start and end: 1..3, ..^1, 2...</param>
    public static implicit operator TensorIndex(Range range) => new(IndexKind.Slice, Bound(range.Start), Bound(range.End));

    /// <summary>Slices named one by one (integers), or those at which a mask is true (Bool).</summary>
    /// <param name="tensor">Integers, negative ones counted from the end; or Bool in the shape of the axes that it covers.</param>
    public static implicit operator TensorIndex(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

    // −0 cannot say "behind the last", so the largest number does: it is clamped.
    static int Bound(Index index) => index.IsFromEnd ? index.Value == 0 ? int.MaxValue : -index.Value : index.Value;

    /// <summary>The indices that a slice covers on an axis, by Python's rules.</summary>
    internal (int Start, int Count) On(int length)
    {
        int low = StepSize > 0 ? 0 : -1, high = StepSize > 0 ? length : length - 1;
        int start = First is { } first ? Clamped(first) : StepSize > 0 ? low : high;
        int end = Second is { } second ? Clamped(second) : StepSize > 0 ? high : low;
        long distance = StepSize > 0 ? (long)end - start : (long)start - end, step = Math.Abs((long)StepSize);
        return (start, distance <= 0 ? 0 : (int)((distance + step - 1) / step));

        int Clamped(int bound) => Math.Clamp(bound < 0 ? bound + length : bound, low, high);
    }
}

/// <summary>What a <see cref="TensorIndex"/> is.</summary>
internal enum IndexKind : byte
{
    /// <summary>An index made by default(TensorIndex): the first slice.</summary>
    Integer,

    /// <summary>^0, the place behind the last, which is never there.</summary>
    BehindEnd,

    /// <summary>Start, end and step.</summary>
    Slice,

    /// <summary>An axis of length 1.</summary>
    NewAxis,

    /// <summary>The axes that are left.</summary>
    Ellipsis,

    /// <summary>Integers or truth values.</summary>
    Tensor,
}
