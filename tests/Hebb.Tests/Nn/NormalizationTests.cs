using Hebb.Nn;

namespace Hebb.Tests;

public sealed class NormalizationTests
{
    [Fact]
    public void RunningStatisticsFollowPyTorchsConvention()
    {
        var layer = new BatchNorm1d(1);
        layer.Forward(Tensor.From([1f, 3f]).Reshape(2, 1));
        Assert.Equal(0.2, layer.RunningMean!.Item(), 1e-6);
        Assert.Equal(0.9 + (0.1 * 2), layer.RunningVariance!.Item(), 1e-6);
        Assert.Equal(1, layer.StateDict()["num_batches_tracked"].Item<long>());
    }

    [Fact]
    public void BiasedRunningVarianceIsAnOption()
    {
        var layer = new BatchNorm1d(1, unbiasedRunning: false);
        layer.Forward(Tensor.From([1f, 3f]).Reshape(2, 1));
        Assert.Equal(1, layer.RunningVariance!.Item(), 1e-6);
    }

    [Fact]
    public void WithoutMomentumTheRunningStatisticsAreTheAverageOverAllBatches()
    {
        var layer = new BatchNorm1d(1, momentum: null);
        layer.Forward(Tensor.From([1f, 3f]).Reshape(2, 1));
        layer.Forward(Tensor.From([4f, 8f]).Reshape(2, 1));
        Assert.Equal((2 + 6) / 2.0, layer.RunningMean!.Item(), 1e-6);
        Assert.Equal((2 + 8) / 2.0, layer.RunningVariance!.Item(), 1e-5);
    }

    [Fact]
    public void EvaluationUsesTheRunningStatisticsAndLeavesThemAlone()
    {
        var layer = new BatchNorm2d(2, eps: 0);
        layer.Eval();
        Tensor x = Tensor.Randn([1, 2, 3, 3]);
        Assert.Equal(x.ToArray<float>(), layer.Forward(x).ToArray<float>());
        Assert.Equal([0f, 0], layer.RunningMean!.ToArray<float>());
    }

    [Fact]
    public void StateNamesArePyTorchs()
    {
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], new BatchNorm2d(3).StateDict().Keys);
        Assert.Equal(["weight", "bias"], new GroupNorm(2, 4).StateDict().Keys);
        Assert.Equal(["weight", "bias"], new LayerNorm([3, 4]).StateDict().Keys);
        Assert.Empty(new InstanceNorm2d(3).StateDict());
    }

    [Fact]
    public void LayersPrintLikePyTorchs()
    {
        Assert.Equal("BatchNorm2d(16, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)", new BatchNorm2d(16).ToString());
        Assert.Equal("LayerNorm((5,), eps=1e-05, elementwise_affine=True)", new LayerNorm(5).ToString());
        Assert.Equal("GroupNorm(2, 4, eps=1e-05, affine=True)", new GroupNorm(2, 4).ToString());
        Assert.Equal("InstanceNorm2d(3, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False)", new InstanceNorm2d(3).ToString());
        Assert.Equal("LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=1)", new LocalResponseNorm(5).ToString());
        Assert.Equal("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)", new MaxPool2d(2).ToString());
        Assert.Equal("AvgPool2d(kernel_size=(2, 3), stride=2, padding=0)", new AvgPool2d((2, 3), 2).ToString());
        Assert.Equal("AdaptiveAvgPool2d(output_size=1)", new AdaptiveAvgPool2d(1).ToString());
        Assert.Equal("Upsample(scale_factor=2.0, mode='nearest')", new Upsample(scaleFactor: 2).ToString());
        Assert.Equal("Dropout2d(p=0.5, inplace=False)", new Dropout2d().ToString());
    }

    [Fact]
    public void OneValueForEachChannelIsRefusedInTraining()
    {
        var error = Assert.Throws<ShapeException>(() => new BatchNorm2d(3).Forward(Tensor.Zeros([1, 3, 1, 1])));
        Assert.Contains("[1, 3, 1, 1]", error.Message, StringComparison.Ordinal);
        Assert.Contains("one value", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new InstanceNorm2d(3).Forward(Tensor.Zeros([2, 3, 1, 1])));
    }

    [Fact]
    public void ChannelsThatDoNotMatchAreRefusedWithBothNumbers()
    {
        var error = Assert.Throws<ShapeException>(() => new BatchNorm2d(3).Forward(Tensor.Zeros([2, 4, 5, 5])));
        Assert.Contains("BatchNorm2d(3)", error.Message, StringComparison.Ordinal);
        Assert.Contains("4 channels", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new BatchNorm2d(3).Forward(Tensor.Zeros([2, 3])));
        Assert.Throws<ShapeException>(() => new BatchNorm1d(3).Forward(Tensor.Zeros([2, 3, 1, 1])));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).BatchNorm(null, null, Tensor.Ones(4), training: true));
        Assert.Throws<ShapeException>(() => new LayerNorm(5).Forward(Tensor.Zeros([2, 4])));
        Assert.Throws<DTypeException>(() => new LayerNorm(5).Forward(Tensor.Zeros([2, 5], DType.Float64)));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3]).BatchNorm(null, null));
    }

    [Fact]
    public void GroupsThatDoNotDivideTheChannelsAreRefused() =>
        Assert.Contains("3 groups do not divide 4 channels", Assert.Throws<ShapeException>(() => new GroupNorm(3, 4)).Message, StringComparison.Ordinal);

    [Fact]
    public void InstanceNormAveragesItsStatisticsOverTheBatch()
    {
        var layer = new InstanceNorm2d(1, trackRunningStats: true);
        layer.Forward(Tensor.From([1f, 3f, 5f, 9f]).Reshape(2, 1, 1, 2));
        Assert.Equal(0.1 * (2 + 7) / 2, layer.StateDict()["running_mean"].Item(), 1e-6);
        Assert.Equal(0.9 + (0.1 * (2 + 8) / 2), layer.StateDict()["running_var"].Item(), 1e-6);
    }

    [Fact]
    public void LocalResponseNormDividesAlphaBySize()
    {
        Tensor y = Tensor.Ones([1, 3, 1], DType.Float64).LocalResponseNorm(2, alpha: 1, beta: 1, k: 1);

        // Size 2 sees the channel before and itself.
        double[] want = [1 / 1.5, 1 / 2.0, 1 / 2.0], got = y.ToArray<double>();
        for (int i = 0; i < want.Length; i++) Assert.Equal(want[i], got[i], 1e-15);
    }

    [Fact]
    public void NormalizeKeepsTheZeroVectorAndItsGradientFinite()
    {
        Tensor x = Tensor.Zeros([1, 4]).WithGrad();
        Tensor y = x.Normalize();
        y.Sum().Backward();
        Assert.All(y.ToArray<float>(), v => Assert.Equal(0, v));
        Assert.All(x.Grad!.ToArray<float>(), v => Assert.True(float.IsFinite(v)));
    }
}
