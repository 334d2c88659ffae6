namespace Hebb.Tests;

/// <summary>Up to three inputs lie in the node itself, more in an object beside it: both ways carry nodes, shapes and types.</summary>
public sealed class NodeInputsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void EveryInputGetsItsGradientInItsOwnType(int count)
    {
        var inputs = new Tensor[count];
        for (int i = 0; i < count; i++) inputs[i] = Tensor.Full([i + 1], i, i % 2 == 0 ? DType.Float32 : DType.Float64).WithGrad();
        Tensor y = Autograd.Function("Total", inputs, static xs => Tensor.Scalar(xs.Length), dy => [.. inputs.Select((x, i) => (Tensor?)Tensor.Full(x.Shape, i + 1))]);
        Assert.Equal(count, y.Node!.InputCount);
        y.Backward();
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(inputs[i].Shape, inputs[i].Grad!.Shape);
            Assert.Equal(inputs[i].DType, inputs[i].Grad!.DType);
            Assert.All(inputs[i].Grad!.ToArray<double>(), value => Assert.Equal(i + 1, value));
        }
    }
}
