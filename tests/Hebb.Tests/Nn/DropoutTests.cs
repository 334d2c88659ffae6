using Hebb.Nn;

namespace Hebb.Tests;

public sealed class DropoutTests
{
    [Fact]
    public void TheGradientHasTheZerosOfTheForwardPass()
    {
        var dropout = new Dropout(0.25, new Generator(5));
        Tensor x = Tensor.Ones([4000]).WithGrad();
        Tensor y = dropout.Forward(x);
        y.Sum().Backward();
        float[] values = y.ToArray<float>();
        Assert.Equal(values, x.Grad!.ToArray<float>());
        Assert.Equal(1000, values.Count(v => v == 0), 100.0);
        Assert.All(values, v => Assert.True(v == 0 || v == 1 / 0.75f));
    }

    [Fact]
    public void EvaluationLeavesTheInputItself()
    {
        var dropout = new Dropout();
        dropout.Eval();
        Tensor x = Tensor.Ones([3]);
        Assert.Same(x, dropout.Forward(x));
        Assert.Same(x, new Dropout(0).Forward(x));
    }

    [Fact]
    public void EverythingCanBeDropped()
    {
        Tensor x = Tensor.Ones([3]).WithGrad(), y = new Dropout(1).Forward(x);
        y.Sum().Backward();
        Assert.Equal([0f, 0f, 0f], y.ToArray<float>());
        Assert.Equal([0f, 0f, 0f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void AGivenMaskIsUsedAsItIs()
    {
        Tensor x = Tensor.From([1f, 2f, 3f, 4f]).WithGrad(), y = x.DropoutMask(Tensor.From([true, false, true, false]), 0.5);
        y.Sum().Backward();
        Assert.Equal([2f, 0f, 6f, 0f], y.ToArray<float>());
        Assert.Equal([2f, 0f, 2f, 0f], x.Grad!.ToArray<float>());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void AProbabilityOutsideItsRangeIsAnError(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(p));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([2]).Dropout(p));
    }
}
