using Hebb.Nn;

namespace Hebb.Tests;

public sealed class LazyTests
{
    static Sequential Model(ulong seed = 1)
    {
        var random = new Generator(seed);
        return new Sequential(new LazyConv2d(4, 3, generator: random), new ReLU(), new Flatten(), new LazyLinear(10, generator: random));
    }

    static Sequential Plain()
    {
        var random = new Generator(1);
        return new Sequential(new Conv2d(2, 4, 3, generator: random), new ReLU(), new Flatten(), new Linear(64, 10, generator: random));
    }

    [Fact]
    public void TheFirstInputSaysTheSizes()
    {
        Sequential model = Model();
        Tensor x = Tensor.Randn([3, 2, 6, 6], generator: new Generator(2));
        Assert.Equal("LazyConv2d(?, 4, kernel_size=(3, 3), stride=(1, 1))", model[0].ToString());
        Assert.Equal(Plain().Forward(x).ToArray<float>(), model.Forward(x).ToArray<float>());
        Assert.Equal(Plain().StateDict().Keys, model.StateDict().Keys, StringComparer.Ordinal);
        Assert.Equal("LazyLinear(in_features=64, out_features=10, bias=True)", model[3].ToString());
        Assert.Contains("Linear(64 → 10)", Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([1, 2, 7, 7]))).Message, StringComparison.Ordinal);
        Assert.True(((LazyLinear)model[3]).Weight.RequiresGrad);
    }

    [Fact]
    public void AskingTooEarlyIsAnErrorThatTeaches()
    {
        Sequential model = Model();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => model.Parameters().ToList());
        Assert.Contains("LazyConv2d(?, 4, kernel_size=(3, 3), stride=(1, 1)) (\"0\") do not exist yet", error.Message, StringComparison.Ordinal);
        Assert.Contains("model.Summary(inputShape)", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.StateDict());
        Assert.Throws<InvalidOperationException>(() => ((LazyLinear)model[3]).Weight);
        Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([2, 6, 6])));
        Assert.Throws<ShapeException>(() => new LazyLinear(3).Forward(Tensor.Scalar(1)));
        Assert.Throws<ShapeException>(() => new LazyConv2d(3, 3, groups: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LazyLinear(0));
    }

    [Fact]
    public void ASummaryMakesTheParameters()
    {
        Sequential model = Model();
        Assert.Equal(Plain().ParameterCount, model.Summary([1, 2, 6, 6]).Parameters);
        Assert.True(((LazyLinear)model[3]).IsMaterialized);
    }

    [Fact]
    public void ALoadedStateSaysTheSizes()
    {
        Sequential model = Model(9);
        model.LoadStateDict(Plain().StateDict());
        Tensor x = Tensor.Randn([3, 2, 6, 6], generator: new Generator(2));
        Assert.Equal(Plain().Forward(x).ToArray<float>(), model.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Float64InputsMakeFloat64Weights()
    {
        var layer = new LazyLinear(3, bias: false);
        Assert.Equal(DType.Float64, layer.Forward(Tensor.Ones([2, 5], DType.Float64)).DType);
        Assert.Equal(DType.Float64, layer.Weight.DType);
        Assert.Null(layer.Bias);
    }
}
