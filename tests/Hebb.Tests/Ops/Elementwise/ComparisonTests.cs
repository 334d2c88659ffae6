namespace Hebb.Tests;

public sealed class ComparisonTests
{
    static readonly Tensor A = Tensor.From([1f, 2f, float.NaN]);

    [Fact]
    public void ComparesWithTensorsAndNumbers()
    {
        Assert.Equal([true, false, false], (A < 2).ToArray<bool>());
        Assert.Equal([false, true, false], (A >= 2).ToArray<bool>());
        Assert.Equal([false, true, false], (1 < A).ToArray<bool>());
        Assert.Equal([true, true, false], (A <= A.Clone()).ToArray<bool>());
        Assert.Equal([false, false, true], A.NotEqual(A).ToArray<bool>());
        Assert.Equal(new Shape([2, 3]), (Tensor.Zeros([2, 1]) > A).Shape);
        Assert.Throws<ShapeException>(() => A > Tensor.Zeros([2]));
    }

    [Fact]
    public void ComparesIntegersWithNumbersTheyCannotHold()
    {
        Tensor bytes = Tensor.From(new byte[] { 0, 255 }), whole = Tensor.From(new[] { 1, 2 });
        Assert.Equal([false, false], (bytes < -1).ToArray<bool>());
        Assert.Equal([false, false], bytes.Equal(-1).ToArray<bool>());
        Assert.Equal([true, true], (bytes < 256).ToArray<bool>());
        Assert.Equal([true, false], (whole < 1.5).ToArray<bool>());
        Assert.Equal([true, true], (whole < 1e12).ToArray<bool>());
        Assert.Equal([false, true], Tensor.From([false, true]).Equal(1).ToArray<bool>());
    }

    [Fact]
    public void MasksAreJoinedByLogic()
    {
        Tensor a = Tensor.From([false, false, true, true]), b = Tensor.From([false, true, false, true]);
        Assert.Equal([false, false, false, true], (a & b).ToArray<bool>());
        Assert.Equal([false, true, true, true], (a | b).ToArray<bool>());
        Assert.Equal([false, true, true, false], (a ^ b).ToArray<bool>());
        Assert.Equal([true, true, false, false], (!a).ToArray<bool>());
        Assert.Contains("x > 0", Assert.Throws<DTypeException>(() => a & A).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClosenessKnowsInfinityAndNan()
    {
        Tensor inf = Tensor.From([double.PositiveInfinity]), one = Tensor.From([1.0]), nan = Tensor.From([double.NaN]);
        Assert.True(inf.AllClose(inf));
        Assert.False(one.AllClose(inf));
        Assert.False(inf.AllClose(-inf));
        Assert.False(nan.AllClose(nan));
        Assert.True(nan.AllClose(nan, equalNan: true));
        Assert.True((one + 1e-6).AllClose(one));
        Assert.False((one + 1e-3).AllClose(one));
        Assert.True(Tensor.From(new long[] { 3 }).AllClose(Tensor.From([3.0])));
    }

    [Fact]
    public void SequencesAreEqualInShapeTypeAndValue()
    {
        Tensor x = Tensor.From([1f, 2f]);
        Assert.True(x.SequenceEqual(x.Clone()));
        Assert.False(x.SequenceEqual(x.Reshape(1, 2)));
        Assert.False(x.SequenceEqual(x.To(DType.Float64)));
        Assert.False(A.SequenceEqual(A));
    }

    [Fact]
    public void WhereMixesTypesAndNumbers()
    {
        Tensor y = Tensor.Where(A > 1, Tensor.From(new[] { 1, 2, 3 }), 0);
        Assert.Equal([0, 2, 0], y.ToArray<int>());
        Assert.Equal(DType.Float64, Tensor.Where(A > 1, Tensor.From(new[] { 1, 2, 3 }), Tensor.From([0.5, 1.5, 2.5])).DType);
        Assert.Contains("Bool", Assert.Throws<DTypeException>(() => Tensor.Where(A, A, A)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DivisionRoundsTowardMinusInfinity()
    {
        Tensor a = Tensor.From(new long[] { 7, -7 });
        Assert.Equal([3, -4], a.FloorDivide(2).ToArray<long>());
        Assert.Equal([1, 1], (a % 2).ToArray<long>());
        Assert.Equal([-1, -1], (a % -2).ToArray<long>());
        Assert.Equal([8, 1], Tensor.From(new long[] { 2, 1 }).Pow(3).ToArray<long>());
        Assert.Contains("negative powers", Assert.Throws<DTypeException>(() => a.Pow(-1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FunctionsOfIntegersAreFloat32UnlessTheyStayWhole()
    {
        Tensor x = Tensor.From(new[] { -1, 4 });
        Assert.Equal(DType.Float32, x.Exp().DType);
        Assert.Equal(DType.Int32, x.Relu().DType);
        Assert.Equal([0, 4], x.Relu6().ToArray<int>());
        Assert.Equal(DType.Int32, x.Floor().DType);
        Assert.Equal(DType.Int32, x.Clamp(0, 3).DType);
        Assert.Equal(DType.Float32, x.Clamp(0, 2.5).DType);
        Assert.Throws<DTypeException>(() => (x > 0).Abs());
        Assert.Throws<ArgumentException>(() => x.Clamp());
        Assert.Contains("x.To(DType.Float32)", Assert.Throws<DTypeException>(() => x.To(DType.Float16).Exp()).Message, StringComparison.Ordinal);
    }
}
