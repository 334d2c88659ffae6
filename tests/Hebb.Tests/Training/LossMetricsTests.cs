using Hebb.Training;

namespace Hebb.Tests;

public sealed class LossMetricsTests
{
    [Fact]
    public void AShortBatchCountsLess()
    {
        var mean = new MeanLoss();
        mean.Update(Tensor.Scalar(1), 30);
        mean.Update(4, 10);
        mean.Update(double.NaN, 0);
        Assert.Equal((1.75, 40), (mean.Compute(), mean.Count));
        mean.Reset();
        Assert.True(double.IsNaN(mean.Compute()));
    }

    [Fact]
    public void TheWorstSamplesAreKeptWithTheirPlaces()
    {
        var worst = new TopLosses(3);
        worst.Update(Tensor.From([0.1, 5, 0.2]));
        worst.Update(Tensor.From([5.0, 0.3, 7]));
        Assert.Equal([new SampleLoss(5, 7), new SampleLoss(1, 5), new SampleLoss(3, 5)], worst.Compute());
        worst.Update(Tensor.From([6.0, double.NaN]), Tensor.From([100L, 50]));
        Assert.Equal([50, 5, 100], worst.Compute().Select(one => one.Index));
        worst.Reset();
        worst.Update(Tensor.From([1.0]));
        Assert.Equal(new SampleLoss(0, 1), Assert.Single(worst.Compute()));
    }

    [Fact]
    public void TheyAreThoseThatSortingFinds()
    {
        double[] losses = Tensor.Rand([500], generator: new Generator(2), dtype: DType.Float64).ToArray<double>();
        var worst = new TopLosses(20);
        for (int i = 0; i < 500; i += 100) worst.Update(Tensor.From(losses[i..(i + 100)]));
        Assert.Equal(Enumerable.Range(0, 500).OrderByDescending(i => losses[i]).Take(20).Select(i => (long)i), worst.Compute().Select(one => one.Index));
    }

    [Fact]
    public void AReducedLossIsAnError()
    {
        var worst = new TopLosses(3);
        Assert.Contains("Reduction.None", Assert.Throws<ShapeException>(() => worst.Update(Tensor.Scalar(1))).Help, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => worst.Update(Tensor.Zeros([2]), Tensor.From([1L])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopLosses(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanLoss().Update(1, -1));
    }
}
