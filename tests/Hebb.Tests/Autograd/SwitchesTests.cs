namespace Hebb.Tests;

public sealed class SwitchesTests
{
    [Fact]
    public void NothingIsRecordedInsideNoGrad()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        using (Autograd.NoGrad())
        {
            Assert.False((x * 2).RequiresGrad);
            using (Autograd.EnableGrad()) Assert.True((x * 2).RequiresGrad);
            Assert.False((x * 2).RequiresGrad);
        }

        Assert.True((x * 2).RequiresGrad);
    }

    [Fact]
    public void DetachSharesTheValuesWithoutTheGraph()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        Tensor y = (x * 2).Detach();
        Assert.False(y.RequiresGrad);
        Assert.Equal([2f, 2f], y.ToArray<float>());
    }

    [Fact]
    public void AHookSeesAndReplacesTheGradient()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        Tensor y = x * 3;
        using (y.RegisterHook(g => g * 10)) y.Sum().Backward();
        Assert.Equal([30f, 30f], x.Grad!.ToArray<float>());
        x.Grad = null;
        (x * 3).Sum().Backward();
        Assert.Equal([3f, 3f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void AHookThatReturnsAnotherShapeIsRefused()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        x.RegisterHook(_ => Tensor.Ones([3]));
        Assert.Throws<ShapeException>(() => x.Sum().Backward());
    }

    [Fact]
    public void RetainGradKeepsTheGradientOfAnIntermediateValue()
    {
        Tensor x = Tensor.Ones([2]).WithGrad();
        Tensor y = x * 3;
        y.RetainGrad();
        (y * y).Sum().Backward();
        Assert.Equal([6f, 6f], y.Grad!.ToArray<float>());
    }

    [Fact]
    public void RequiresGradOfAComputedTensorCannotBeSwitchedOff() =>
        Assert.Throws<AutogradException>(() => (Tensor.Ones([1]).WithGrad() * 2).RequiresGrad = false);

    [Fact]
    public void IntegersHaveNoGradient() => Assert.Throws<DTypeException>(() => Tensor.Arange(3).RequiresGrad = true);

    [Fact]
    public void AFunctionOfOnesOwnUsesItsOwnGradient()
    {
        Tensor x = Tensor.From([1f, 2f]).WithGrad();
        Tensor y = Autograd.Function("Tripled", [x], xs => xs[0] * 3, dy => [dy * 7]);
        Assert.Equal([3f, 6f], y.ToArray<float>());
        Assert.Equal("Tripled", y.Node!.Name);
        y.Sum().Backward();
        Assert.Equal([7f, 7f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void AnomalyDetectionNamesTheOperationThatMadeTheFirstNaN()
    {
        Tensor x = Tensor.From([0f]).WithGrad();
        using var _ = Autograd.DetectAnomaly();
        Tensor ok = x * 2;
        var error = Assert.Throws<AnomalyException>(() => ok / (x * 0));
        Assert.Contains("Div", error.Message, StringComparison.Ordinal);
        Assert.Contains("forward", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnInPlaceChangeOfATrackedTensorIsRefused() =>
        Assert.Throws<AutogradException>(() => Tensor.Ones([1]).WithGrad().BeginChange("Fill"));
}
