using Hebb.Plots;

namespace Hebb.Tests;

public sealed class ChartErrorsTests
{
    [Fact]
    public void AnEmptySeriesIsRefused() => Assert.Contains("“train” has no values", Assert.Throws<ArgumentException>(() => new LineChart().Line("train", [])).Message, StringComparison.Ordinal);

    [Fact]
    public void ASeriesOfNothingButNanIsRefused() =>
        Assert.Contains("all are NaN", Assert.Throws<ArgumentException>(() => new LineChart().Line("train", [double.NaN, double.PositiveInfinity])).Message, StringComparison.Ordinal);

    [Fact]
    public void LengthsThatDifferAreNamed() =>
        Assert.Contains("3 values of x and 2 of y", Assert.Throws<ArgumentException>(() => new ScatterChart().Points("p", [1, 2, 3], [1, 2])).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingValuesAreCountedInTheDescription()
    {
        LineChart chart = new LineChart { YScale = AxisScale.Log }.Line("loss", [1, double.NaN, 0, 0.5]);
        Assert.Contains("1 of 4 points of loss are NaN or infinite", chart.Description, StringComparison.Ordinal);
        Assert.Contains("1 of 4 points of loss are ≤ 0 and have no place on a logarithmic axis", chart.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN ", chart.ToSvg().Split("</desc>")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void ALogarithmicAxisWithoutPositiveValuesSaysSo() =>
        Assert.Contains("only values > 0", Assert.Throws<InvalidOperationException>(() => new LineChart("t") { YScale = AxisScale.Log }.Line("a", [-1, 0]).ToSvg()).Message, StringComparison.Ordinal);

    [Fact]
    public void ALogarithmicAxisCannotBeginAtZero() =>
        Assert.Contains("values ≤ 0", Assert.Throws<InvalidOperationException>(() => new LineChart("t") { XScale = AxisScale.Log, XRange = (0, 5) }.Line("a", [1, 2], start: 1).ToSvg()).Message, StringComparison.Ordinal);

    [Fact]
    public void AChartWithoutDataSaysHowToAddSome() => Assert.Contains("Line(name, values)", Assert.Throws<InvalidOperationException>(() => new LineChart().ToSvg()).Message, StringComparison.Ordinal);

    [Fact]
    public void ABandBelongsToALine() => Assert.Throws<InvalidOperationException>(() => new LineChart().Band([1], [2]));

    [Fact]
    public void BarsAreAsManyAsCategories() => Assert.Contains("1 values for 2 categories", Assert.Throws<ArgumentException>(() => new BarChart("b", ["a", "b"]).Bars("s", [1])).Message, StringComparison.Ordinal);

    [Fact]
    public void AHeatMapWantsAMatrix() => Assert.Throws<ShapeException>(() => new HeatMap("h", Tensor.Zeros([2, 2, 2])));

    [Fact]
    public void AConfusionMatrixIsSquare() => Assert.Throws<ShapeException>(() => new ConfusionMatrixChart("c", Tensor.Zeros([2, 3])));

    [Fact]
    public void ImagesHaveOneOrThreeChannels() => Assert.Throws<ShapeException>(() => new ImageGrid().Images(Tensor.Zeros([2, 5, 4, 4])));

    [Fact]
    public void WeightsMustFillTheirImages() => Assert.Throws<ShapeException>(() => ImageGrid.OfWeights(Tensor.Zeros([3, 10]), [3, 3]));
}
