using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class TsneTests
{
    static (Tensor X, int[] Labels) Clusters(int each)
    {
        var generator = new Generator(6);
        Tensor centres = Tensor.Randn([3, 10], 0, 8, generator, DType.Float64);
        Tensor x = Tensor.Cat([.. Enumerable.Range(0, 3).Select(c => centres[c..(c + 1)] + Tensor.Randn([each, 10], generator: generator, dtype: DType.Float64))]);
        return (x, [.. Enumerable.Range(0, 3 * each).Select(i => i / each)]);
    }

    [Fact]
    public void ThreeClustersStayApart()
    {
        (Tensor x, int[] labels) = Clusters(40);
        Tsne seen = Tsne.Of(x, new TsneOptions { Perplexity = 15, Steps = 500 });
        double[] y = seen.Points.ToArray<double>();
        // Each point's nearest neighbour in the plane is of its own cluster, and the smallest distance between clusters' centres is larger than the clusters.
        for (int i = 0; i < labels.Length; i++)
        {
            int nearest = Enumerable.Range(0, labels.Length).Where(j => j != i).MinBy(j => Distance(y, i, j));
            Assert.Equal(labels[i], labels[nearest]);
        }

        Assert.InRange(seen.Divergence, 0, 0.6);
        Assert.Equal(0, y.Average(), 1e-9);
        Assert.All(y, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void TheSamePointsGiveTheSameImageOnAnyNumberOfThreads()
    {
        (Tensor x, _) = Clusters(50);
        var options = new TsneOptions { Steps = 60 };
        double[] first = Tsne.Of(x, options).Points.ToArray<double>();
        Assert.Equal(first, Tsne.Of(x, options).Points.ToArray<double>());
    }

    [Fact]
    public void NeighbourhoodsHaveThePerplexityThatWasAskedFor()
    {
        (Tensor x, _) = Clusters(20);
        double[] p = TsneNeighbours.Of(x, 12);
        Assert.Equal(1, p.Sum(), 1e-9);
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(0, p[(i * 60) + i]);
            for (int j = 0; j < 60; j++) Assert.Equal(p[(i * 60) + j], p[(j * 60) + i]);
        }
    }

    [Fact]
    public void TwoPointsAtOtherDistancesWeighByTheCalibratedGaussian()
    {
        // Four points on a line at 0, 1, 2, 3 and perplexity 2: the row of point 0 solves H = log 2, computed here by a search of its own.
        double[] p = TsneNeighbours.Of(Tensor.From([0.0, 1, 2, 3], [4, 1]), 2);
        double[][] rows = [.. Enumerable.Range(0, 4).Select(i => Row(i, 2))];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++) Assert.Equal((rows[i][j] + rows[j][i]) / 8, p[(i * 4) + j], 1e-6);
        }

        static double[] Row(int i, double perplexity)
        {
            double low = -12, high = 12;
            double[] row = [];
            for (int step = 0; step < 60; step++)
            {
                double beta = Math.Exp((low + high) / 2);
                row = [.. Enumerable.Range(0, 4).Select(j => j == i ? 0 : Math.Exp(-beta * (i - j) * (i - j)))];
                double sum = row.Sum();
                row = [.. row.Select(p => p / sum)];
                double entropy = -row.Where(p => p > 0).Sum(p => p * Math.Log(p));
                if (entropy > Math.Log(perplexity)) low = (low + high) / 2;
                else high = (low + high) / 2;
            }

            return row;
        }
    }

    [Fact]
    public void EqualPointsAndFewPointsDoNoHarm()
    {
        Assert.All(Tsne.Of(Tensor.Ones([6, 3]), new TsneOptions { Steps = 20 }).Points.ToArray<double>(), v => Assert.True(double.IsFinite(v)));
        Tsne few = Tsne.Of(Tensor.Randn([4, 1], generator: new Generator(1)), new TsneOptions { Steps = 20 });
        Assert.Equal(1, few.Perplexity);
        Assert.Throws<ShapeException>(() => Tsne.Of(Tensor.Ones([3, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tsne.Of(Tensor.Ones([8, 2]), new TsneOptions { Perplexity = 0.5 }));
    }

    static double Distance(double[] y, int i, int j) => Math.Pow(y[2 * i] - y[2 * j], 2) + Math.Pow(y[(2 * i) + 1] - y[(2 * j) + 1], 2);
}
