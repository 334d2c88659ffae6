using CsCheck;

namespace Hebb.Tests;

/// <summary>x[…] reads, writes and gives gradients as NumPy's rules say, for any entries in any order.</summary>
public sealed class IndexPropertyTests
{
    static readonly Gen<(int[] Shape, IndexEntry[] Entries, int Layout)> Cases = Gen.Select(Shapes.Any, IndexEntry.Any.Array[0, 5], Gen.Int[0, 19]);

    [Fact]
    public void ReadsWhatTheRulesSay() => Property.Holds(Cases, one =>
    {
        NaiveArray plain = NaiveArray.Counting(one.Shape);
        Tensor x = Shapes.Laid(plain.Values, one.Shape, one.Layout);
        if (Asked(one.Shape, one.Entries) is not { } asked) return;
        if (asked.Expected is not { } expected)
        {
            Assert.ThrowsAny<HebbException>(() => x[asked.Indices]);
            return;
        }

        NaiveArray.AssertEqual(new NaiveArray(expected.Shape, [.. expected.Positions.Select(p => (double)p)]), x[asked.Indices]);
    }, count: 2000, print: Printed);

    [Fact]
    public void WritesWhereTheRulesSay() => Property.Holds(Cases, one =>
    {
        NaiveArray plain = NaiveArray.Counting(one.Shape);
        Tensor x = Shapes.Laid(plain.Values, one.Shape, one.Layout);
        if (Asked(one.Shape, one.Entries) is not { } asked) return;
        if (asked.Expected is not { } expected)
        {
            Assert.ThrowsAny<HebbException>(() => x[asked.Indices] = -1);
            NaiveArray.AssertEqual(plain, x);
            return;
        }

        // Of places named twice the last wins.
        double[] values = [.. plain.Values];
        for (int i = 0; i < expected.Positions.Length; i++) values[expected.Positions[i]] = -i - 1;
        x[asked.Indices] = (-Tensor.Arange(expected.Positions.Length).Reshape(expected.Shape)) - 1;
        NaiveArray.AssertEqual(plain with { Values = values }, x);
    }, count: 1000, print: Printed);

    [Fact]
    public void AGradientCountsHowOftenAnElementWasRead() => Property.Holds(Cases, one =>
    {
        if (Asked(one.Shape, one.Entries) is not { Expected: { } expected } asked) return;
        Tensor x = Shapes.Laid(NaiveArray.Counting(one.Shape).Values, one.Shape, one.Layout).WithGrad();
        x[asked.Indices].Sum().Backward();
        var counts = new double[x.Count];
        foreach (int position in expected.Positions) counts[position]++;
        Assert.Equal(counts, x.Grad!.ToArray<double>());
    }, count: 500, print: Printed);

    // The entries as the library takes them and what they mean; nothing where they cover more axes than there are, or two of them are an ellipsis.
    static (TensorIndex[] Indices, (int[] Shape, int[] Positions)? Expected)? Asked(int[] shape, IndexEntry[] entries)
    {
        int covered = entries.Sum(e => e.Covers);
        if (covered > shape.Length || entries.Count(e => e.Kind == EntryKind.Ellipsis) > 1) return null;
        var indices = new List<TensorIndex>();
        var meanings = new List<Meaning?>();
        int axis = 0;
        foreach (IndexEntry entry in entries)
        {
            (TensorIndex library, Meaning? plain) = entry.On(shape.AsSpan(axis));
            indices.Add(library);
            meanings.Add(plain);
            axis += entry.Kind == EntryKind.Ellipsis ? shape.Length - covered : entry.Covers;
        }

        return ([.. indices], meanings.Contains(null) ? null : NaiveIndexing.Of(shape, meanings!));
    }

    static string Printed((int[] Shape, IndexEntry[] Entries, int Layout) one) =>
        $"x of [{string.Join(", ", one.Shape)}], laid {one.Layout}: {string.Join(", ", one.Entries.Select(e => $"{e.Kind} {e.A} {e.B} {e.C} [{string.Join(", ", e.Numbers)}]"))}";
}
