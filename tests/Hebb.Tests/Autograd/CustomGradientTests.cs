namespace Hebb.Tests;

/// <summary>What an operation of the user's own can do wrong in its backward pass; the error names the operation.</summary>
public sealed class CustomGradientTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1, 4)]
    [InlineData(4)]
    [InlineData(2, 3)]
    [InlineData(4, 1)]
    [InlineData]
    public void AWrongShapeNamesTheOperationTheInputAndBothShapes(params int[] shape)
    {
        string message = Message(x => Autograd.Function("doubled", [x], inputs => inputs[0] * 2, _ => [Tensor.Ones(shape)]));
        Assert.Contains("doubled", message, StringComparison.Ordinal);
        Assert.Contains("input 0", message, StringComparison.Ordinal);
        Assert.Contains(new Shape(shape).ToString(), message, StringComparison.Ordinal);
        Assert.Contains("[2, 2]", message, StringComparison.Ordinal);
        Assert.Contains("Own", Message(x => (x * 2).Detach().From(new OwnGradient(x, Tensor.Ones(shape)))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DType.Int64)]
    [InlineData(DType.Bool)]
    public void IntegersNameTheOperation(DType type)
    {
        string message = Message(x => Autograd.Function("doubled", [x], inputs => inputs[0] * 2, _ => [Tensor.Ones([2, 2], type)]));
        Assert.Contains("doubled", message, StringComparison.Ordinal);
        Assert.Contains(type.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void NullNamesTheOperation()
    {
        Assert.Contains("doubled", Message(x => Autograd.Function("doubled", [x], inputs => inputs[0] * 2, _ => null!)), StringComparison.Ordinal);
        Assert.Contains("doubled", Message(x => Autograd.Function("doubled", [x], _ => null!, _ => [null])), StringComparison.Ordinal);
        Assert.Contains("doubled", Message(x => Autograd.Function("doubled", [x], inputs => inputs[0] * 2, _ => [])), StringComparison.Ordinal);
        Assert.Contains("Own", Message(x => (x * 2).Detach().From(new OwnGradient(x, null!))), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherPrecisionAndBroadcastInputsAreRight()
    {
        Tensor x = Tensor.Ones([1, 2]).WithGrad();
        Autograd.Function("spread", [x], inputs => inputs[0].Expand(3, 2) * 2, dy => [(dy * 2).To(DType.Float64)]).Sum().Backward();
        Assert.Equal(DType.Float32, x.Grad!.DType);
        Assert.Equal([6, 6], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void AGradientThatTheFunctionKeepsIsLeftAlone()
    {
        foreach (int count in new[] { 2, 2000 })
        {
            Tensor slope = Tensor.Full([count], 3), x = Tensor.Ones(count).WithGrad();
            using (Memory.Scope())
            {
                for (int i = 0; i < 3; i++)
                {
                    (Autograd.Function("line", [x], inputs => inputs[0] * slope, _ => [slope]) + Autograd.Function("line", [x * 1], inputs => inputs[0] * slope, _ => [slope])).Sum().Backward();
                    Assert.Equal(3, slope[0].Item());
                }
            }

            Assert.Equal(18, x.Grad![0].Item());
            x.Grad = null;
            Assert.Equal(3, slope[count - 1].Item());
        }
    }

    static string Message(Func<Tensor, Tensor> operation) => Assert.Throws<AutogradException>(() => operation(Tensor.Ones([2, 2]).WithGrad()).Sum().Backward()).Message;

    sealed class OwnGradient(Tensor x, Tensor gradient) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, gradient);
    }
}
