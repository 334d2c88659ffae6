using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

public sealed class GradientClippingTests
{
    [Theory]
    [InlineData(2, 13)]
    [InlineData(1, 19)]
    [InlineData(double.PositiveInfinity, 12)]
    public void TheNormIsThatOfAllGradientsTogether(double p, double expected)
    {
        Parameter[] parameters = Make();
        Assert.Equal(expected, GradientClipping.ClipNorm(parameters, 1000, p), 1e-9);
        Assert.Equal([3f, 4f], parameters[0].Grad!.ToArray<float>());
    }

    [Fact]
    public void GradientsAreScaledToTheBound()
    {
        Parameter[] parameters = Make();
        GradientClipping.ClipNorm(parameters, 1.3);
        Assert.Equal(0.3f, parameters[0].Grad!.ToArray<float>()[0], 1e-6f);
        Assert.Equal(-1.2f, parameters[1].Grad!.ToArray<float>()[0], 1e-6f);
    }

    [Fact]
    public void ANotFiniteGradientStaysVisible()
    {
        Parameter[] parameters = Make();
        parameters[1].Grad = Tensor.From([float.NaN]);
        Assert.True(double.IsNaN(GradientClipping.ClipNorm(parameters, 1)));
        Assert.All(parameters[0].Grad!.ToArray<float>(), g => Assert.True(float.IsNaN(g)));
    }

    [Fact]
    public void ClipValueBoundsElementByElement()
    {
        Parameter[] parameters = Make();
        GradientClipping.ClipValue(parameters, 3.5);
        Assert.Equal([3f, 3.5f], parameters[0].Grad!.ToArray<float>());
        Assert.Equal([-3.5f], parameters[1].Grad!.ToArray<float>());
    }

    static Parameter[] Make()
    {
        Parameter a = new(Tensor.Zeros([2])), b = new(Tensor.Zeros([1])), without = new(Tensor.Zeros([4]));
        a.Grad = Tensor.From([3f, 4f]);
        b.Grad = Tensor.From([-12f]);
        return [a, b, without];
    }
}
