using Hebb.Plots;
using Hebb.Plots.Svg;

namespace Hebb.Tests;

public sealed class LegendTests
{
    [Fact]
    public void ItStandsInAFreeCorner()
    {
        Label train = Legend(new LineChart().Line("falling", [9, 5, 3, 2, 1.5]).Line("other", [9, 6, 4, 3, 2.5]));
        Assert.True(train.Box.X > 400 && train.Box.Y < 100, $"{train.Box}");
    }

    [Fact]
    public void WherePointsLieEverywhereItStandsBesideThem()
    {
        double[] zigzag = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? 0.0 : 1)];
        LineChart chart = new LineChart().Line("falling", zigzag).Line("other", zigzag);
        Label last = chart.Labels().Last(l => l.Text == "200");
        Assert.True(Legend(chart).Box.X > last.Box.Right);
    }

    static Label Legend(Figure figure) => figure.Labels().Single(l => l.Text == "falling");
}
