using Hebb.Nn;

namespace Hebb.Tests;

public sealed class InitTests
{
    [Fact]
    public void LinearBeginsUniformlyInOneOverTheRootOfItsInputs()
    {
        var layer = new Linear(784, 64, generator: new Generator(1));
        Check(layer.Weight, 1 / 28.0, 1 / 28.0 / Math.Sqrt(3), 0.02);
        Check(layer.Bias!, 1 / 28.0, 1 / 28.0 / Math.Sqrt(3), 0.3);
    }

    [Fact]
    public void XavierAndKaimingHaveTheirBoundsAndDeviations()
    {
        var generator = new Generator(2);
        Check(Init.XavierUniform(Tensor.Zeros([64, 1024]), generator: generator), 0.07426106572325057, 0.04287464628562721, 0.02);
        Check(Init.XavierUniform(Tensor.Zeros([16, 8, 3, 3]), 5.0 / 3, generator), 0.2777777777777778, 0.16037507477489607, 0.05);
        Check(Init.XavierNormal(Tensor.Zeros([128, 784]), generator: generator), null, 0.0468292905790847, 0.02);
        Check(Init.KaimingUniform(Tensor.Zeros([64, 32, 3, 3]), nonlinearity: Nonlinearity.Relu, generator: generator), 0.14433756729740646, 0.08333333333333334, 0.02);
        Check(Init.KaimingUniform(Tensor.Zeros([128, 64]), Math.Sqrt(5), generator: generator), 0.125, 0.07216878364870322, 0.05);
        Check(Init.KaimingNormal(Tensor.Zeros([32, 3, 5, 5]), 0, FanMode.FanOut, Nonlinearity.Relu, generator), null, 0.05, 0.06);
    }

    [Fact]
    public void GainsArePyTorchs()
    {
        Assert.Equal(1, Init.CalculateGain(Nonlinearity.Linear));
        Assert.Equal(1, Init.CalculateGain(Nonlinearity.Sigmoid));
        Assert.Equal(5.0 / 3, Init.CalculateGain(Nonlinearity.Tanh));
        Assert.Equal(Math.Sqrt(2), Init.CalculateGain(Nonlinearity.Relu));
        Assert.Equal(Math.Sqrt(2 / 1.0001), Init.CalculateGain(Nonlinearity.LeakyRelu));
        Assert.Equal(0.75, Init.CalculateGain(Nonlinearity.Selu));
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(3, 50)]
    [InlineData(50, 3)]
    public void OrthogonalRowsOrColumnsStandAtRightAngles(int rows, int columns)
    {
        Tensor x = Init.Orthogonal(Tensor.Zeros([rows, columns], DType.Float64), 2, new Generator(3));
        Tensor product = rows <= columns ? x.MatMul(x.T) : x.T.MatMul(x);
        double[] expected = (Tensor.Eye(Math.Min(rows, columns), dtype: DType.Float64) * 4).ToArray<double>(), actual = product.ToArray<double>();
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
    }

    [Fact]
    public void TruncatedNormalStaysWithinItsBounds()
    {
        double[] values = Init.TruncatedNormal(Tensor.Zeros([5000], DType.Float64), 1, 2, 0, 3, new Generator(4)).ToArray<double>();
        Assert.All(values, v => Assert.InRange(v, 0, 3));
        Assert.Equal(1.46, values.Average(), 0.05);
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.TruncatedNormal(Tensor.Zeros([2]), 0, 1, 50, 51));
    }

    [Fact]
    public void FillingAParameterNeedsNoSwitchAndCountsAsAChange()
    {
        var p = new Parameter(Tensor.Zeros([2, 2]));
        Tensor y = (p * Tensor.Ones([2, 2]).WithGrad()).Sum();
        Init.Eye(p);
        Assert.Equal([1f, 0f, 0f, 1f], p.Tensor.ToArray<float>());
        Assert.Throws<AutogradException>(() => y.Backward());
        Assert.Throws<ShapeException>(() => Init.XavierNormal(Tensor.Zeros([4])));
    }

    static void Check(Tensor x, double? bound, double std, double share)
    {
        double[] values = x.ToArray<double>();
        double mean = values.Average(), own = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Assert.Equal(std, own, share * std);
        Assert.Equal(0, mean, 5 * std / Math.Sqrt(values.Length));
        if (bound is { } b) Assert.All(values, v => Assert.InRange(v, -b * 1.0000001, b * 1.0000001));
    }
}
