using Hebb.Data;
using Hebb.Nn;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class ActivationStatisticsTests
{
    // Three units of one input: 2x, −x and a unit that a large negative bias has killed.
    static Sequential Model()
    {
        var linear = new Linear(1, 3);
        linear.Weight.Set(Tensor.From([2f, -1, 1], [3, 1]));
        linear.Bias!.Set(Tensor.From([0f, 0, -100]));
        return new Sequential(linear, new ReLU());
    }

    [Fact]
    public void CountsDeadUnitsZerosAndMomentsExactly()
    {
        Tensor x = Tensor.From([1f, 2, 3, -4, 0], [5, 1]);
        ActivationStatistics seen = ActivationStatistics.Of(Model(), new DataLoader(new TensorDataset(x), 2));
        Assert.Equal(5, seen.SampleCount);
        Assert.Equal(["0", "1"], seen.Layers.Select(l => l.Layer));
        LayerActivations relu = seen.Layers[1];
        Assert.Equal("ReLU", relu.Kind);
        // 2, 4, 6 of the first unit, 4 of the second, nothing of the third.
        Assert.Equal([2], relu.DeadUnits);
        Assert.Equal(1 / 3.0, relu.DeadShare, 1e-12);
        Assert.Equal(15, relu.Count);
        Assert.Equal(11 / 15.0, relu.ZeroShare, 1e-12);
        Assert.Equal(16 / 15.0, relu.Mean, 1e-12);
        Assert.Equal(Math.Sqrt((72 / 15.0) - (16 / 15.0 * 16 / 15.0)), relu.StandardDeviation, 1e-12);
        Assert.Equal((0, 6), (relu.Minimum, relu.Maximum));
        Assert.Equal(15, relu.Histogram.Sum(b => b.Count));
        Assert.Equal(11, relu.Histogram.Single(b => b.Lower <= 0 && b.Upper > 0).Count);
        Assert.Equal(1, relu.Histogram.Single(b => b.Lower <= 6 && b.Upper > 6).Count);
        Assert.Equal(2, relu.Histogram.Single(b => b.Lower <= 4 && b.Upper > 4).Count);
        Assert.Empty(seen.Layers[0].DeadUnits);
    }

    [Fact]
    public void AChannelIsDeadOnlyIfItIsZeroEverywhere()
    {
        var x = new float[2 * 3 * 2 * 2];
        x[(1 * 12) + (2 * 4) + 3] = 1e-20f;
        ActivationStatistics seen = ActivationStatistics.Of(new Sequential(new ReLU()), new DataLoader(new TensorDataset(Tensor.From(x, [2, 3, 2, 2])), 1));
        Assert.Equal([0, 1], seen.Layers[0].DeadUnits);
    }

    [Fact]
    public void TheHistogramGrowsWithTheValuesAndKeepsEveryCount()
    {
        var histogram = new GrowingHistogram(256);
        double[] values = [0, 0, 0.001, -0.5, 3, 1e6, -1e6, 0.001];
        foreach (double v in values) histogram.Add(v);
        IReadOnlyList<ActivationBin> bins = histogram.ToBins();
        Assert.Equal(values.Length, bins.Sum(b => b.Count));
        Assert.Equal(1, bins[0].Count);
        Assert.Equal(1, bins[^1].Count);
        Assert.True(bins[^1].Lower <= 1e6 && bins[^1].Upper > 1e6);
        Assert.Empty(new GrowingHistogram(256).ToBins());
    }

    [Fact]
    public void ValuesThatAreNoNumbersAreCountedApart()
    {
        Tensor x = Tensor.From([1f, float.NaN, float.PositiveInfinity, 3], [4, 1]);
        LayerActivations seen = ActivationStatistics.Of(new Sequential(new Tanhshrink()), [new Batch(x)], ["0"]).Layers[0];
        Assert.InRange(seen.NonFiniteCount, 1, 2);
        Assert.True(double.IsFinite(seen.Mean));
        Assert.Throws<ArgumentException>(() => ActivationStatistics.Of(Model(), []));
        Assert.Contains("no layer \"7\"", Assert.Throws<ArgumentException>(() => ActivationStatistics.Of(Model(), [new Batch(x)], ["7"])).Message, StringComparison.Ordinal);
    }
}
