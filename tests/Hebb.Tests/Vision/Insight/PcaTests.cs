using Hebb.Vision.Insight;
using MathNet.Numerics.LinearAlgebra;

namespace Hebb.Tests;

public sealed class PcaTests
{
    [Fact]
    public void FindsTheAxesOfPointsThatWereScatteredAlongKnownOnes()
    {
        // ±4 along (3, 4)/5 and ±1 across it: variances 16·4/3 and 1·4/3 of four points each.
        Tensor x = Tensor.From([2.4, 3.2, -2.4, -3.2, 0.8, -0.6, -0.8, 0.6], [4, 2]) + 7.0;
        Pca seen = Pca.Of(x);
        Assert.Equal([0.6, 0.8], seen.Components[0].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0.8, -0.6], seen.Components[1].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(32.0 / 3, seen.Variances[0], 1e-12);
        Assert.Equal(2.0 / 3, seen.Variances[1], 1e-12);
        Assert.Equal(16.0 / 17, seen.ExplainedVarianceRatios[0], 1e-12);
        Assert.Equal([7, 7], seen.Mean.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.True(seen.Project(x).AllClose(seen.Projected, 1e-12, 1e-12));
    }

    [Theory]
    [InlineData(60, 20, 5)]
    [InlineData(15, 40, 6)]
    [InlineData(400, 300, 4)]
    [InlineData(250, 500, 3)]
    public void AgreesWithTheSingularValuesOfAnotherLibrary(int n, int d, int k)
    {
        // Variances that fall, as those of embeddings do, in directions that are mixed at random.
        var generator = new Generator(3);
        Tensor scales = Tensor.From([.. Enumerable.Range(0, d).Select(i => Math.Pow(0.97, i))]);
        Tensor x = (Tensor.Randn([n, d], generator: generator, dtype: DType.Float64) * scales).MatMul(Tensor.Randn([d, d], generator: generator, dtype: DType.Float64));
        Pca seen = Pca.Of(x, k);
        double[] values = (x - x.Mean(0)).ToArray<double>();
        var svd = Matrix<double>.Build.DenseOfRowMajor(n, d, values).Svd();
        for (int i = 0; i < k; i++)
        {
            Assert.Equal(1, seen.Variances[i] / (svd.S[i] * svd.S[i] / (n - 1)), 1e-9);
            Vector<double> theirs = svd.VT.Row(i), ours = Vector<double>.Build.Dense(seen.Components[i].ToArray<double>());
            Assert.Equal(1, Math.Abs(theirs.DotProduct(ours)), 1e-9);
        }

        Assert.True(seen.Components.MatMul(seen.Components.Permute(1, 0)).AllClose(Tensor.Eye(k, dtype: DType.Float64), 0, 1e-9));
        Assert.Equal(1, seen.TotalVariance / (svd.S.Sum(s => s * s) / (n - 1)), 1e-10);
    }

    [Fact]
    public void LargeMatricesOfSmallRankAndOfEqualEigenvaluesAreDoneToo()
    {
        var generator = new Generator(4);
        Tensor flat = Tensor.Randn([300, 2], generator: generator, dtype: DType.Float64).MatMul(Tensor.Randn([2, 200], generator: generator, dtype: DType.Float64));
        Pca seen = Pca.Of(flat, 4);
        Assert.Equal(1, seen.ExplainedVarianceRatios[0] + seen.ExplainedVarianceRatios[1], 1e-10);
        Assert.Equal(0, seen.ExplainedVarianceRatios[2], 1e-10);

        Tensor ball = Tensor.Cat([Tensor.Eye(150, dtype: DType.Float64), Tensor.Eye(150, dtype: DType.Float64) * -1.0]);
        Assert.All(Pca.Of(ball, 3).Variances, v => Assert.Equal(2.0 / 299, v, 1e-12));
    }

    [Fact]
    public void PointsThatDoNotScatterHaveNoVariance()
    {
        Pca seen = Pca.Of(Tensor.Ones([5, 3]));
        Assert.Equal([0, 0], seen.Variances);
        Assert.Equal([0, 0], seen.ExplainedVarianceRatios);
        Assert.All(seen.Projected.ToArray<double>(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void TellsWhatItNeeds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Pca.Of(Tensor.Ones([5, 3]), 4));
        Assert.Throws<ShapeException>(() => Pca.Of(Tensor.Ones([1, 3])));
        Assert.Throws<ShapeException>(() => Pca.Of(Tensor.Ones([5, 3])).Project(Tensor.Ones([5, 4])));
        Assert.Contains("value 1 of point 1", Assert.Throws<ArgumentException>(() => Pca.Of(Tensor.From([1f, 2, 3, float.NaN], [2, 2]))).Message, StringComparison.Ordinal);
    }
}
