namespace Hebb.Tests;

public sealed class GradientCheckTests
{
    [Fact]
    public void NamesTheElementWhoseGradientIsWrong()
    {
        Tensor x = Tensor.From([1.0, 2.0, 3.0, 4.0], [2, 2]), factor = Tensor.From([1.0, 1.0, 3.0, 1.0], [2, 2]);
        GradientCheckResult result = GradientCheck.Run(
            inputs => Autograd.Function("Wrong", inputs, values => values[0] * 2, dy => [dy * 2 * factor]), [x]);

        Assert.False(result.IsRight);
        Assert.Equal(0, result.Input);
        Assert.Equal([1, 0], result.Index);
        Assert.Equal(3, result.Analytic / result.Numeric, 1e-6);
        AutogradException error = Assert.Throws<AutogradException>(result.ThrowIfWrong);
        Assert.Contains("input 0 at [1, 0]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindsAMissingGradient()
    {
        GradientCheckResult result = GradientCheck.Run(x => x[0] * x[0] + x[1].Detach(), [Tensor.Ones([2]), Tensor.Ones([2])]);
        Assert.False(result.IsRight);
        Assert.Equal(1, result.Input);
    }

    [Fact]
    public void FindsAWrongSecondDerivative()
    {
        // The first derivative is right, but its own graph is cut.
        Tensor Cut(Tensor[] inputs) => Autograd.Function("Cut", inputs, x => x[0] * x[0], dy => [dy * (inputs[0].Detach() * 2)]);
        Tensor[] x = [Tensor.From([1.0, 2.0])];
        Assert.True(GradientCheck.Run(Cut, x).IsRight);
        Assert.False(GradientCheck.RunSecond(Cut, x).IsRight);
        Assert.True(GradientCheck.RunSecond(inputs => inputs[0] * inputs[0], x).IsRight);
    }

    [Fact]
    public void CountsANaNAsWrong()
    {
        GradientCheckResult result = GradientCheck.Run(x => Autograd.Function("NaN", x, v => v[0] * 1, dy => [dy * double.NaN]), [Tensor.Ones([1])]);
        Assert.False(result.IsRight);
    }

    [Fact]
    public void LeavesLabelsAlone()
    {
        Tensor labels = Tensor.From(new long[] { 2, 1 });
        GradientCheck.Run(x => x[0] * x[1].To(DType.Float64), [Tensor.From([1f, 3f]), labels]).ThrowIfWrong();
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(x => x[0], [labels]));
    }
}
