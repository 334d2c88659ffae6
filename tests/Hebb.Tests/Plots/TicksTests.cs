using Hebb.Plots.Axes;

namespace Hebb.Tests;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 7.3, 4, "0 2 4 6 8")]
    [InlineData(-3, 3, 6, "−3 −2 −1 0 1 2 3")]
    [InlineData(0, 0.06, 6, "0.00 0.01 0.02 0.03 0.04 0.05 0.06")]
    [InlineData(97.1, 99.2, 5, "97.0 97.5 98.0 98.5 99.0 99.5")]
    [InlineData(0, 60000, 3, "0 20000 40000 60000")]
    [InlineData(0, 4e6, 4, "0 1×10⁶ 2×10⁶ 3×10⁶ 4×10⁶")]
    [InlineData(0, 2e-5, 4, "0 0.5×10⁻⁵ 1.0×10⁻⁵ 1.5×10⁻⁵ 2.0×10⁻⁵")]
    public void LinearMarksAreRound(double low, double high, int count, string expected) => Assert.Equal(expected, Labels(Axis.For(low, high, false, count, isExact: false)));

    [Theory]
    [InlineData(0.001, 10, "0.001 0.01 0.1 1 10")]
    [InlineData(1e-8, 1e4, "10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1 100 10000")]
    [InlineData(1, 40, "1 2 5 10 20 50")]
    [InlineData(2.2, 4.7, "2 3 4 5")]
    public void LogarithmicMarksArePowersOfTenOrRoundParts(double low, double high, string expected) => Assert.Equal(expected, Labels(Axis.For(low, high, true, 5, isExact: false)));

    [Theory]
    [InlineData(0, 2, 8, "0 1 2")]
    [InlineData(1, 10, 4, "0 2 4 6 8 10")]
    [InlineData(0, 30, 6, "0 5 10 15 20 25 30")]
    public void CountedThingsHaveNoMarksBetweenWholeNumbers(double low, double high, int count, string expected) => Assert.Equal(expected, Labels(Axis.For(low, high, false, count, isExact: false, isWhole: true)));

    [Fact]
    public void AnExactRangeStays()
    {
        var axis = Axis.For(-1.3, 2.9, false, 4, isExact: true);
        Assert.Equal((-1.3, 2.9), (axis.Low, axis.High));
        Assert.Equal("−1 0 1 2", Labels(axis));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-2e9)]
    public void ASingleValueGetsRoomAround(double value)
    {
        var axis = Axis.For(value, value, false, 5, isExact: false);
        Assert.True(axis.Low < value && value < axis.High);
        Assert.InRange(axis.Ticks.Count, 3, 12);
    }

    [Fact]
    public void ALogarithmicAxisSpacesFactorsEqually()
    {
        var axis = Axis.For(1, 100, true, 5, isExact: false);
        Assert.Equal(50, axis.Place(10, 0, 100), 9);
    }

    static string Labels(Axis axis) => string.Join(' ', axis.Ticks.Where(t => t.Label.Length > 0).Select(t => t.Label));
}
