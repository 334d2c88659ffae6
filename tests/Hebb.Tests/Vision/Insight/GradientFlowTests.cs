using Hebb.Nn;
using Hebb.Optim;
using Hebb.Vision.Insight;

namespace Hebb.Tests;

public sealed class GradientFlowTests
{
    [Fact]
    public void MeasuresTheGradientsOfALossAndLeavesTheParametersAlone()
    {
        var model = new Linear(2, 1);
        model.Weight.Set(Tensor.From([3f, 4], [1, 2]));
        Tensor x = Tensor.From([1f, -3], [1, 2]);
        GradientFlow seen = GradientFlow.Of(model, model.Forward(x).Sum());
        Assert.Null(model.Weight.Grad);
        ParameterGradient weight = seen.Parameters[0];
        Assert.Equal(("weight", 2), (weight.Name, weight.Count));
        Assert.Equal(2, weight.Mean);
        Assert.Equal(3, weight.Maximum);
        Assert.Equal(Math.Sqrt(10), weight.Norm, 1e-12);
        Assert.Equal(5, weight.WeightNorm, 1e-12);

        model.Forward(x).Sum().Backward();
        Assert.Equal(seen.Parameters, GradientFlow.Of(model).Parameters);
        model.ZeroGrad();
        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(() => GradientFlow.Of(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UpdateRatiosAreThoseOfTheStep()
    {
        var model = new Linear(2, 1, bias: false);
        model.Weight.Set(Tensor.From([3f, 4], [1, 2]));
        var optimizer = new SGD(model.Parameters(), 0.125);
        model.Forward(Tensor.From([4f, 0], [1, 2])).Sum().Backward();
        UpdateRatios before = UpdateRatios.Before(model);
        Assert.Equal(0, before.Measure()[0].Ratio);
        Assert.Contains("<svg", UpdateRatios.ToFigure(before.Measure()).ToSvg(), StringComparison.Ordinal);
        optimizer.Step();
        UpdateRatio one = before.Measure()[0];
        Assert.Equal(("weight", 0.5, 5.0, 0.1), (one.Name, one.UpdateNorm, one.WeightNorm, one.Ratio));
        Assert.Contains("<svg", UpdateRatios.ToFigure(before.Measure()).ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void GradientsThatAreAllZeroAreDrawnToo()
    {
        var model = new Linear(2, 1);
        GradientFlow seen = GradientFlow.Of(model, (model.Forward(Tensor.Ones([1, 2])) * 0.0).Sum());
        Assert.All(seen.Parameters, p => Assert.Equal(0, p.Maximum));
        Assert.Contains("<svg", seen.ToFigure().ToSvg(), StringComparison.Ordinal);
    }
}
