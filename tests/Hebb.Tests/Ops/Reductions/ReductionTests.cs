namespace Hebb.Tests;

public sealed class ReductionTests
{
    static readonly Tensor X = Tensor.From(new double[,] { { 3, 1, 2 }, { 4, 6, 5 } });

    [Fact]
    public void ReducesAnyAxesAndKeepsThemOnRequest()
    {
        Assert.Equal([2, 5], X.Mean(1).ToArray<double>());
        Assert.Equal(new Shape([2, 1]), X.Mean(-1, keepDims: true).Shape);
        Assert.Equal(new Shape([1, 1]), X.Prod([0, 1], keepDims: true).Shape);
        Assert.Equal(3.5, X.Mean().Item());
        Assert.Equal([6, 120], X.Prod(1).ToArray<double>());
        Assert.Equal([3, 1, 2], X.Amin([0]).ToArray<double>());
        Assert.Equal([1, 1], X.Var(1).ToArray<double>());
        Assert.Equal(2.0 / 3, X.Var(1, unbiased: false).ToArray<double>()[0], 1e-15);
        Assert.Equal([1, 1], X.Std(1).ToArray<double>());
        Assert.Equal(Math.Sqrt(91), X.Norm().Item(), 1e-12);
        Assert.Equal([6, 15], X.Norm(1, 1).ToArray<double>());
        Assert.Equal(6, X.Norm(double.PositiveInfinity).Item());
        Assert.Equal([3, 3], X.Norm(0, 1).ToArray<double>());
        Assert.Equal([3, 4, 6, 4, 10, 15], X.CumSum(1).ToArray<double>());
        Assert.Equal([3, 1, 2, 12, 6, 10], X.CumProd(0).ToArray<double>());
    }

    [Fact]
    public void ChoosesValuesWithTheirIndices()
    {
        (Tensor values, Tensor indices) = X.T.Max(0);
        Assert.Equal([3, 6], values.ToArray<double>());
        Assert.Equal([0, 1], indices.ToArray<long>());
        Assert.Equal(new Shape([2, 1]), X.Min(1, keepDims: true).Indices.Shape);
        Assert.Equal(4, X.ArgMax().Item());
        Assert.Equal([0, 1], X.ArgMax(1).ToArray<long>());
        Assert.Equal([1, 0], X.ArgMin(1).ToArray<long>());
        Assert.Equal([3, 2, 6, 5], X.TopK(2).Values.ToArray<double>());
        Assert.Equal([1, 2, 0, 2], X.TopK(2, largest: false).Indices.ToArray<long>());
        Assert.Equal([1, 2, 3, 4, 5, 6], X.Sort().Values.ToArray<double>());
        Assert.Equal([1, 1, 1, 0, 0, 0], X.ArgSort(0, descending: true).ToArray<long>());
    }

    [Fact]
    public void NanWinsEveryComparison()
    {
        Tensor x = Tensor.From([1, double.NaN, 2]);
        Assert.True(double.IsNaN(x.Max().Item()));
        Assert.True(double.IsNaN(x.Amin([0]).Item()));
        Assert.Equal(1, x.ArgMax().Item());
        Assert.Equal(1, x.TopK(1).Indices.Item());
    }

    [Fact]
    public void ScalarsReduceToThemselves()
    {
        Tensor x = Tensor.Scalar(3.0).WithGrad();
        Assert.Equal([3, 3, 3, 3, 3], new[] { x.Mean(), x.Prod(), x.Max(0).Values, x.CumSum(0), x.TopK(1).Values }.Select(y => y.Item()));
        Assert.Equal(1, x.Softmax(0).Item());
        Assert.Equal(0, x.ArgMax().Item());
        Assert.True(double.IsNaN(x.Var().Item()));
        Assert.Equal(0, x.Var(unbiased: false).Item());
        (x.Max(0).Values * x.Softmax(-1)).Backward();
        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void EmptyTensorsReduceToTheNeutralElementOrAreRefused()
    {
        Tensor x = Tensor.Zeros([0, 3]);
        Assert.True(double.IsNaN(x.Mean().Item()));
        Assert.Equal([1, 1, 1], x.Prod(0).ToArray<double>());
        Assert.Equal(double.NegativeInfinity, x.LogSumExp().Item());
        Assert.Equal(new Shape([0]), x.Amax(1).Shape);
        Assert.Equal(new Shape([0, 3]), x.Softmax(1).Shape);
        Assert.Equal(new Shape([0, 3]), x.CumSum(0).Shape);
        Assert.Equal(1, x.All().Item());
        Assert.Equal(0, x.Any().Item());
        Assert.Contains("[0, 3]", Assert.Throws<ShapeException>(() => x.Max()).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => x.Max(0));
    }

    [Fact]
    public void IntegersKeepTheirKindOrSayWhyNot()
    {
        Tensor x = Tensor.From(new[] { 1, 2, 3 });
        Assert.Equal(DType.Int64, x.Prod().DType);
        Assert.Equal(DType.Int64, x.CumSum(0).DType);
        Assert.Equal(DType.Int32, x.Max().DType);
        Assert.Equal(DType.Float32, x.LogSumExp().DType);
        Assert.Contains("x.To(DType.Float32)", Assert.Throws<DTypeException>(() => x.Mean()).Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => x.Norm());
        Assert.True(Tensor.From([true, false]).Any().ToArray<bool>()[0]);
        Assert.False(x.Equal(2).All().ToArray<bool>()[0]);
        Assert.True(x.All().ToArray<bool>()[0]);
    }

    [Fact]
    public void ErrorsNameTheAxisAndItsBounds()
    {
        Assert.Contains("Axis 2 does not exist in shape [2, 3]", Assert.Throws<IndexException>(() => X.Mean(2)).Message, StringComparison.Ordinal);
        Assert.Contains("named twice", Assert.Throws<ShapeException>(() => X.Amax([1, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("0 … 3", Assert.Throws<ArgumentOutOfRangeException>(() => X.TopK(4)).Message, StringComparison.Ordinal);
    }
}
