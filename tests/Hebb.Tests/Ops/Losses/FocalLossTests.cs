using Hebb.Nn;

namespace Hebb.Tests;

public sealed class FocalLossTests
{
    [Fact]
    public void WithoutGammaItIsCrossEntropy()
    {
        Tensor logits = Tensor.Randn([5, 4], generator: new Generator(1), dtype: DType.Float64), labels = Tensor.From([0L, 3, 1, 2, 2]);
        TorchFixture.AssertClose(logits.CrossEntropy(labels, reduction: Reduction.None), logits.FocalLoss(labels, 0, reduction: Reduction.None), 1e-14);
        Tensor target = Tensor.Rand([5, 4], generator: new Generator(2), dtype: DType.Float64);
        TorchFixture.AssertClose(logits.BceWithLogits(target), logits.SigmoidFocalLoss(target, 0, null), 1e-14);
    }

    [Fact]
    public void TheDefinitionHolds()
    {
        Tensor logits = Tensor.From(new double[,] { { 1, 2, 0.5 }, { -1, 0, 3 } }), labels = Tensor.From([1L, 0]), weight = Tensor.From([0.25, 0.75, 1]);
        double[] p = logits.Softmax(1).ToArray<double>();
        double first = -0.75 * Math.Pow(1 - p[1], 2) * Math.Log(p[1]), second = -0.25 * Math.Pow(1 - p[3], 2) * Math.Log(p[3]);
        TorchFixture.AssertClose([first, second], logits.FocalLoss(labels, 2, weight, reduction: Reduction.None).ToArray<double>(), 1e-14);
        Assert.Equal((first + second) / 2, new FocalLoss(2, weight).Forward(logits, labels).Item(), 1e-14);

        double q = 1 / (1 + Math.Exp(-0.7));
        double[] both = Tensor.From([0.7, 0.7]).SigmoidFocalLoss(Tensor.From([1.0, 0]), reduction: Reduction.None).ToArray<double>();
        TorchFixture.AssertClose([-0.25 * Math.Pow(1 - q, 2) * Math.Log(q), -0.75 * q * q * Math.Log(1 - q)], both, 1e-14);
        Assert.Equal(both.Average(), new SigmoidFocalLoss().Forward(Tensor.From([0.7, 0.7]), Tensor.From([1.0, 0])).Item(), 1e-14);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void ExtremeLogitsGiveFiniteLossesAndGradients(double gamma)
    {
        Tensor many = Tensor.From(new float[,] { { 1000, -1000, 0 }, { 1000, -1000, 0 } }).WithGrad();
        Tensor loss = many.FocalLoss(Tensor.From([0L, 1]), gamma, reduction: Reduction.None);
        Assert.Equal([0f, 2000f], loss.ToArray<float>());
        loss.Sum().Backward();
        Assert.All(many.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g)));
        Tensor two = Tensor.From([1000f, -1000, 1000, -1000]).WithGrad();
        loss = two.SigmoidFocalLoss(Tensor.From([1f, 1, 0, 0]), gamma, null, Reduction.None);
        Assert.Equal([0f, 1000f, 1000f, 0f], loss.ToArray<float>());
        loss.Sum().Backward();
        Assert.All(two.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g)));
    }

    [Fact]
    public void IgnoredRowsDoNotCount()
    {
        Tensor logits = Tensor.Randn([3, 4], generator: new Generator(1)), all = logits.FocalLoss(Tensor.From([0L, 3, 1]), reduction: Reduction.None);
        Tensor mean = logits.FocalLoss(Tensor.From([0L, -100, 1]));
        Assert.Equal((all.ToArray<float>()[0] + all.ToArray<float>()[2]) / 2, mean.Item(), 1e-6);
    }

    [Fact]
    public void OneClassAndBadSettingsAreErrors()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 1]).FocalLoss(Tensor.From([0L, 0])));
        Assert.Contains("SigmoidFocalLoss", error.Help, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2, 2]).FocalLoss(Tensor.From([0L, 0]), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).SigmoidFocalLoss(Tensor.Zeros([2]), alpha: 1.5));
        Assert.Throws<IndexException>(() => Tensor.Zeros([2, 2]).FocalLoss(Tensor.From([0L, 2])));
    }
}
