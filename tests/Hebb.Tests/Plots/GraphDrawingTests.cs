using Hebb.Nn;
using Hebb.Plots;

namespace Hebb.Tests;

public sealed class GraphDrawingTests
{
    [Fact]
    public void ANeuronShowsItsValuesAndGradients()
    {
        string[] texts = [.. SampleFigures.Neuron().Labels().Select(l => l.Text)];
        foreach (string expected in (string[])["w₀", "x₁", "z₁", "z₇", "y", "exp", "+ 1", "0.7311", "0.3679", "−0.1966", "0.3932", "−0.5344"]) Assert.Contains(expected, texts);
    }

    [Fact]
    public void ConstantsThatNeedNoGradientHaveTheirNameAndValue()
    {
        string[] texts = [.. SampleFigures.Distance().Labels().Select(l => l.Text)];
        foreach (string expected in (string[])["f*", "x₁", "−0.4", "1.051", "0.05127", "−0.3154", "0.4205"]) Assert.Contains(expected, texts);
    }

    [Theory]
    [InlineData("neuron")]
    [InlineData("distance")]
    [InlineData("network")]
    [InlineData("residual")]
    public void NoLabelsOverlapFromTopToBottom(string name)
    {
        var drawing = (GraphDrawing)FigureTests.Find(name);
        drawing.Direction = FlowDirection.TopToBottom;
        IReadOnlyList<Hebb.Plots.Svg.Label> labels = drawing.Labels();
        (double width, double height) = drawing.Size();
        for (int i = 0; i < labels.Count; i++)
        {
            Assert.True(labels[i].Box.X >= 0 && labels[i].Box.Right <= width && labels[i].Box.Bottom <= height, labels[i].Text);
            for (int k = 0; k < i; k++) Assert.False(labels[i].Box.Overlaps(labels[k].Box), $"“{labels[i].Text}” lies over “{labels[k].Text}”.");
        }
    }

    [Fact]
    public void ATapeWithoutRecordedValuesIsDrawnBeforeItsBackwardPass()
    {
        Tensor x = Tensor.Ones([2, 3]).WithGrad(), y = (x * x).Sum();
        Assert.Contains(GraphDrawing.Of(y, ("x", x)).Labels(), l => l.Text == "[2, 3]");
        y.Backward();
        Assert.Contains("RecordValues", Assert.Throws<AutogradException>(() => GraphDrawing.Of(y)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATensorWithoutAGraphIsRefused() => Assert.Throws<AutogradException>(() => GraphDrawing.Of(Tensor.Ones([2])));

    [Fact]
    public void AModuleKeepsItsMode()
    {
        Sequential model = SampleFigures.Network();
        model[1].Eval();
        _ = GraphDrawing.Of(model, Tensor.Zeros([1, 4]));
        Assert.True(model.IsTraining && model[0].IsTraining && !model[1].IsTraining);
    }

    [Fact]
    public void ValuesAreRecordedInsideTheScopeOnly()
    {
        Tensor x = Tensor.Ones([1]).WithGrad(), inside, outside;
        using (Autograd.RecordValues()) inside = x * 3;
        outside = x * 3;
        Assert.Equal(3, inside.Node!.RecordedResult!.Item());
        Assert.Same(x, inside.Node.RecordedInput(0));
        Assert.Null(outside.Node!.RecordedResult);
    }

    [Fact]
    public void ALongChainIsLaidOut()
    {
        Tensor x = Tensor.Scalar(0.5).WithGrad(), y = x;
        for (int i = 0; i < 400; i++) y = y.Tanh();
        Assert.Equal(802, GraphDrawing.Of(y).Labels().Count(l => l.Text.Length > 0 && l.Text != "value"));
    }
}
