using CsCheck;

namespace Hebb.Tests;

enum EntryKind
{
    Number,
    FromEnd,
    Range,
    Step,
    Whole,
    NewAxis,
    Ellipsis,
    Numbers,
    Mask,
}

/// <summary>One entry between the brackets: what it is, and numbers that say which, whatever the axis is.</summary>
readonly record struct IndexEntry(EntryKind Kind, int A, int B, int C, int[] Numbers)
{
    public static readonly Gen<IndexEntry> Any = Gen.Select(Gen.Enum<EntryKind>(), Gen.Int[-9, 9], Gen.Int[-9, 9], Gen.Int[-3, 3], Gen.Int[0, 99].Array[0, 4], (kind, a, b, c, numbers) => new IndexEntry(kind, a, b, c, numbers));

    public int Covers => Kind is EntryKind.NewAxis or EntryKind.Ellipsis ? 0 : Kind == EntryKind.Mask ? MaskRank : 1;

    int MaskRank => 1 + (Math.Abs(C) % 2);

    /// <summary>The entry as the library knows it, and what it means by NumPy's rules on the axes from here on. A number may lie outside; then there is no meaning.</summary>
    public (TensorIndex Library, Meaning? Plain) On(ReadOnlySpan<int> axes)
    {
        int length = axes.Length > 0 ? axes[0] : 0, step = C == 0 ? 1 : C;
        switch (Kind)
        {
            case EntryKind.Number:
                return (A, Number(A, length));
            case EntryKind.FromEnd:
                return (^Math.Abs(A), Number(A == 0 ? length : -Math.Abs(A), length));
            case EntryKind.Range:
                return (Bound(A)..Bound(B), Slice(A, B, 1, length));
            case EntryKind.Step:
                int? start = B % 4 == 0 ? null : A, end = A % 4 == 0 ? null : B;
                return (TensorIndex.Step(start, end, step), Slice(start, end, step, length));
            case EntryKind.Whole:
                return (Range.All, Slice(null, null, 1, length));
            case EntryKind.NewAxis:
                return (TensorIndex.NewAxis, new Meaning.NewAxis());
            case EntryKind.Ellipsis:
                return (TensorIndex.Ellipsis, new Meaning.Ellipsis());
            case EntryKind.Numbers:
                return NumbersOn(length);
            default:
                return MaskOn(axes[..MaskRank].ToArray());
        }
    }

    (TensorIndex Library, Meaning? Plain) NumbersOn(int length)
    {
        // Half of them negative; on an empty axis only no numbers at all are inside.
        long[] numbers = length == 0 ? [] : [.. Numbers.Select((n, i) => (long)(n % length) - (i % 2 == 0 ? 0 : length))];
        int[] shape = numbers.Length > 1 && B % 3 == 0 ? [numbers.Length, 1] : numbers.Length == 1 && B % 3 == 0 ? [] : [numbers.Length];
        Tensor tensor = Tensor.From(numbers, shape);
        return (B % 2 == 0 ? tensor : tensor.To(DType.Int32), new Meaning.Numbers(shape, [.. numbers.Select(n => (int)(n < 0 ? n + length : n))]));
    }

    (TensorIndex Library, Meaning? Plain) MaskOn(int[] axes)
    {
        int[] numbers = Numbers.Length == 0 ? [1] : Numbers;
        bool[] mask = [.. Enumerable.Range(0, NaiveArray.Size(axes)).Select(i => numbers[i % numbers.Length] % 2 == 1)];
        return (Tensor.From(mask, axes), new Meaning.Mask(axes, mask));
    }

    static Meaning? Number(int index, int length)
    {
        int from0 = index < 0 ? index + length : index;
        return from0 >= 0 && from0 < length ? new Meaning.Number(from0) : null;
    }

    static Meaning.Slice Slice(int? start, int? end, int step, int length)
    {
        // Python, said plainly: walk the axis.
        int first = start is { } s ? Clamped(s) : step > 0 ? 0 : length - 1, bound = end is { } e ? Clamped(e) : step > 0 ? length : -1;
        var places = new List<int>();
        for (int i = first; step > 0 ? i < bound : i > bound; i += step) places.Add(i);
        return new Meaning.Slice([.. places]);

        int Clamped(int value) => Math.Clamp(value < 0 ? value + length : value, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
    }

    static Index Bound(int value) => value < 0 ? ^-value : value;
}

/// <summary>What an entry means on its axis.</summary>
abstract record Meaning
{
    public sealed record Number(int Place) : Meaning;

    public sealed record Slice(int[] Places) : Meaning;

    public sealed record NewAxis : Meaning;

    public sealed record Ellipsis : Meaning;

    public sealed record Numbers(int[] Shape, int[] Places) : Meaning;

    public sealed record Mask(int[] Shape, bool[] Values) : Meaning;
}
