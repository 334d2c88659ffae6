using System.Reflection;
using System.Text.Json;

namespace Hebb.Tests;

/// <summary>Indexing against NumPy, as Fixtures/make_numpy_indexing.py recorded it, and the errors that it teaches with.</summary>
public sealed class TensorIndexTests
{
    static readonly JsonDocument Document = Load();

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Document.RootElement.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Places))]
    public void ReadsWhatNumPyReads(int place)
    {
        JsonElement one = Document.RootElement[place];
        Tensor y = Subject(one)[Indices(one)];
        Assert.Equal(ShapeOf(one.GetProperty("resultShape")), y.Shape);
        Assert.Equal(Longs(one.GetProperty("result")), y.ToArray<long>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void ReadsAViewWithGapsAsWell(int place)
    {
        JsonElement one = Document.RootElement[place];
        Tensor x = Subject(one), y = Spread(x)[Indices(one)];
        Assert.Equal(Longs(one.GetProperty("result")), y.ToArray<long>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void WritesWhatNumPyWrites(int place)
    {
        JsonElement one = Document.RootElement[place];
        Tensor x = Subject(one), spread = Spread(x), many = Subject(one);
        TensorIndex[] indices = Indices(one);
        x[indices] = -5;
        spread[indices] = -5;
        Shape part = ShapeOf(one.GetProperty("resultShape"));
        many[indices] = Tensor.Arange(100, 100 + part.Count).Reshape(part);
        Assert.Equal(Longs(one.GetProperty("one")), x.ToArray<long>());
        Assert.Equal(Longs(one.GetProperty("one")), spread.ToArray<long>());
        Assert.Equal(Longs(one.GetProperty("many")), many.ToArray<long>());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void TheGradientCountsHowOftenAnElementWasTaken(int place)
    {
        JsonElement one = Document.RootElement[place];
        Tensor x = Subject(one).To(DType.Float64).WithGrad(), y = x[Indices(one)];
        (y * y * 0.5).Sum().Backward();
        double[] expected = new double[x.Count];
        foreach (long element in Longs(one.GetProperty("result"))) expected[element] += element;
        Assert.Equal(expected, x.Grad!.ToArray<double>());
    }

    [Fact]
    public void ReadsAsWrittenInCSharp()
    {
        Tensor x = Tensor.Arange(24).Reshape(2, 3, 4);
        Assert.Equal([1, 2, 13, 14], x[.., 0, 1..3].ToArray<long>());
        Assert.Equal(x[1].ToArray<long>(), x[^1].ToArray<long>());
        Assert.Equal(x[1].ToArray<long>(), x[-1].ToArray<long>());
        Assert.Equal([3, 7, 11], x[0, .., ^1].ToArray<long>());
        Assert.Equal([22, 23], x[^1, ^1, ^2..].ToArray<long>());
        Assert.Equal([0, 2], x[0, 0, TensorIndex.Step(2)].ToArray<long>());
        Assert.Equal<Shape>([2, 3, 4, 1], x[TensorIndex.Ellipsis, TensorIndex.NewAxis].Shape);
        Assert.Equal([1, 6, 8], x[0][Tensor.Arange(3), Tensor.From([1L, 2, 0])].ToArray<long>());
        Assert.Equal<Shape>([0, 3, 4], x[2..].Shape);
    }

    [Fact]
    public void BasicIndicesGiveViewsAndStepsBackwardsACopy()
    {
        Tensor x = Tensor.Zeros([3, 4]);
        x[.., 1].Fill(7);
        Assert.Equal(21, x.Sum().Item());
        Tensor turned = x[TensorIndex.Step(-1)];
        Assert.True(turned.IsContiguous);
        turned.Fill(1);
        Assert.Equal(21, x.Sum().Item());
    }

    [Fact]
    public void OverlappingWritesReadFirst()
    {
        Tensor x = Tensor.Arange(5);
        x[1..] = x[..^1];
        Assert.Equal([0, 0, 1, 2, 3], x.ToArray<long>());
    }

    [Fact]
    public void WrittenValuesBroadcastAndConvert()
    {
        Tensor x = Tensor.Zeros([2, 3], DType.Int64);
        x[..] = Tensor.From([1.9, 2.9, -3.9]).Unsqueeze(0).Unsqueeze(0);
        Assert.Equal([1, 2, -3, 1, 2, -3], x.ToArray<long>());
        x[Tensor.From([true, false]), 1] += 10;
        Assert.Equal([1, 12, -3, 1, 2, -3], x.ToArray<long>());
        Assert.Throws<ShapeException>(() => x[0] = Tensor.Zeros([2]));
        Assert.Throws<ShapeException>(() => x[Tensor.From([0L, 1])] = Tensor.Zeros([4, 3]));
    }

    [Fact]
    public void ErrorsNameAxisIndexAndLength()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        IndexException error = Assert.Throws<IndexException>(() => x[0, 3]);
        Assert.Contains("Index 3 does not exist on axis 1, which has length 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("^1", Assert.Throws<IndexException>(() => x[^0]).Message, StringComparison.Ordinal);
        Assert.Contains("-3", Assert.Throws<IndexException>(() => x[-3]).Message, StringComparison.Ordinal);
        Assert.Contains("axis 1", Assert.Throws<IndexException>(() => x[.., Tensor.From([0L, 3])]).Message, StringComparison.Ordinal);
        Assert.Contains("axis 1", Assert.Throws<IndexException>(() => x[.., Tensor.From([0L, -4])]).Message, StringComparison.Ordinal);
        Assert.Contains("too many", Assert.Throws<IndexException>(() => x[0, 0, 0]).Message, StringComparison.Ordinal);
        Assert.Contains("[3]", Assert.Throws<IndexException>(() => x[Tensor.From([true, false, true])]).Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => x[TensorIndex.Ellipsis, TensorIndex.Ellipsis]);
        Assert.Throws<DTypeException>(() => x[Tensor.From([0.5])]);
        Assert.Throws<ShapeException>(() => x[Tensor.From([0L, 1]), Tensor.From([0L, 1, 2])]);
        Assert.Throws<ArgumentOutOfRangeException>(() => TensorIndex.Step(null, null, 0));
    }

    [Fact]
    public void WritesAreRefusedWhereAGradientWouldBeLost()
    {
        Tensor x = Tensor.Zeros([3]).WithGrad(), plain = Tensor.Zeros([3]);
        Assert.Throws<AutogradException>(() => x[0] = 1);
        Assert.Throws<AutogradException>(() => plain[0] = x.Sum());
        using (Autograd.NoGrad()) x[0] = 1;
        Assert.Equal(1, x[0].Item());
        Tensor y = (x * x).Sum();
        using (Autograd.NoGrad()) x[1..][0] = 5;
        Assert.Throws<AutogradException>(() => y.Backward());
    }

    static Tensor Subject(JsonElement one)
    {
        Shape shape = ShapeOf(one.GetProperty("shape"));
        return Tensor.Arange(shape.Count).Reshape(shape);
    }

    // The same values in a view whose axes lie in reverse order and two steps apart.
    static Tensor Spread(Tensor x)
    {
        int[] back = [.. Enumerable.Range(0, x.Rank).Reverse()];
        Tensor wide = x.Permute(back).Unsqueeze(-1).Repeat([.. Enumerable.Repeat(1, x.Rank), 2]);
        return wide[TensorIndex.Ellipsis, 0].Permute(back);
    }

    static TensorIndex[] Indices(JsonElement one) => [.. one.GetProperty("index").EnumerateArray().Select(Entry)];

    static TensorIndex Entry(JsonElement entry)
    {
        JsonProperty only = entry.EnumerateObject().First();
        JsonElement value = only.Value;
        return only.Name switch
        {
            "i" => value.GetInt32(),
            "s" => TensorIndex.Step(Maybe(value[0]), Maybe(value[1]), value[2].GetInt32()),
            "n" => TensorIndex.NewAxis,
            "e" => TensorIndex.Ellipsis,
            "t" => Tensor.From(Longs(value[1]), ShapeOf(value[0])),
            _ => Tensor.From(Longs(value[1]), ShapeOf(value[0])).To(DType.Bool),
        };
    }

    static int? Maybe(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();

    static Shape ShapeOf(JsonElement lengths) => new([.. lengths.EnumerateArray().Select(length => length.GetInt32())]);

    static long[] Longs(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetInt64())];

    static JsonDocument Load()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("numpy_indexing.json")!;
        return JsonDocument.Parse(stream);
    }
}
