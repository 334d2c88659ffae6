using Hebb.Conformance;

namespace Hebb.Tests;

public sealed class TensorComparisonTests
{
    static string? Compare(double got, double expected, double tolerance) => TensorComparison.Compare("y", Tensor.From([got]), Tensor.From([expected]), tolerance);

    [Theory]
    [InlineData(0.5, 0.5 + 0.9e-6, true)]
    [InlineData(0.5, 0.5 + 1.1e-6, false)]
    [InlineData(1000, 1000 + 0.9e-3, true)]
    [InlineData(1000, 1000 + 1.1e-3, false)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(1, double.NaN, false)]
    [InlineData(double.NaN, double.NaN, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, true)]
    [InlineData(double.PositiveInfinity, 1, false)]
    [InlineData(1, double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, false)]
    public void ErrorIsAbsoluteBelow1AndRelativeAbove(double got, double expected, bool passes) => Assert.Equal(passes, Compare(got, expected, 1e-6) is null);

    [Fact]
    public void TheWorstElementIsNamed()
    {
        Tensor got = Tensor.From(new double[,] { { 1, 2 }, { 3, 9 } }), expected = Tensor.From(new double[,] { { 1, 2.5 }, { 3, 4 } });
        Assert.StartsWith("y[1, 1]: got 9, expected 4", TensorComparison.Compare("y", got, expected, 1e-6), StringComparison.Ordinal);
    }

    [Fact]
    public void ANaNIsNeverHiddenByALaterError()
    {
        Assert.Contains("NaN", TensorComparison.Compare("y", Tensor.From([double.NaN, 5]), Tensor.From([1.0, 1]), 10), StringComparison.Ordinal);
    }

    [Fact]
    public void ShapesMustBeEqual() => Assert.Contains("shape [1]", TensorComparison.Compare("y", Tensor.Zeros([1]), Tensor.Zeros([]), 1), StringComparison.Ordinal);

    [Fact]
    public void IntegersMustBeEqualAndIntegers()
    {
        Tensor expected = Tensor.From([1L, 2]);
        Assert.Null(TensorComparison.Compare("y", Tensor.From([1L, 2]), expected, 1));
        Assert.Contains("[1]: got 3, expected 2", TensorComparison.Compare("y", Tensor.From([1L, 3]), expected, 10), StringComparison.Ordinal);
        Assert.Contains("expected integers", TensorComparison.Compare("y", Tensor.From([1f, 2]), expected, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyTensorsAreEqual() => Assert.Null(TensorComparison.Compare("y", Tensor.Zeros([0, 3]), Tensor.Zeros([0, 3], DType.Float64), 0));
}
