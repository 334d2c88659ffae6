namespace Hebb.Tests;

/// <summary>What gradients are where there is no derivative: PyTorch's conventions.</summary>
public sealed class KinkTests
{
    static double[] Gradient(Func<Tensor, Tensor> f, params double[] at)
    {
        Tensor x = Tensor.From(at).WithGrad();
        f(x).Sum().Backward();
        return x.Grad!.ToArray<double>();
    }

    [Fact]
    public void SlopesAtABendAreThoseOfOneSide()
    {
        Assert.Equal([0], Gradient(x => x.Relu(), 0));
        Assert.Equal([0, 0], Gradient(x => x.Relu6(), 0, 6));
        Assert.Equal([0], Gradient(x => x.Abs(), 0));
        Assert.Equal([0.2], Gradient(x => x.LeakyRelu(0.2), 0));
        Assert.Equal([0.5], Gradient(x => x.Elu(0.5), 0));
        Assert.Equal([0, 0], Gradient(x => x.Hardsigmoid(), -3, 3));
        Assert.Equal([0.25], Gradient(x => x.PRelu(Tensor.Scalar(0.25, DType.Float64)), 0));
    }

    [Fact]
    public void ClampPassesTheGradientAtItsBounds() => Assert.Equal([0, 1, 1, 1, 0], Gradient(x => x.Clamp(-1, 1), -1.5, -1, 0, 1, 1.5));

    [Fact]
    public void TheRecordedSlopeAgreesWithTheFusedOneAtEveryBend()
    {
        Func<Tensor, Tensor>[] functions =
        [
            x => x.Relu(), x => x.Relu6(), x => x.Abs(), x => x.LeakyRelu(0.2), x => x.Elu(0.5), x => x.Selu(), x => x.Hardsigmoid(), x => x.Hardswish(), x => x.Clamp(-3, 3), x => x.Softplus(2, 4),
            x => x.Sign(), x => x.Round(), x => x.Mish(), x => x.Gelu(), x => x.Gelu(true), x => x.Silu(), x => x.Softsign(), x => x.LogSigmoid(), x => x.Pow(2), x => x.Erf(),
        ];
        double[] at = [-30, -3, -0.5, 0, 0.5, 2, 3, 6, 30];
        foreach (Func<Tensor, Tensor> f in functions)
        {
            Tensor x = Tensor.From(at).WithGrad(), y = f(x);
            double[] fused = Gradient(f, at), recorded = Autograd.Grad(y.Sum(), [x], createGraph: true)[0].ToArray<double>();
            for (int i = 0; i < at.Length; i++) Assert.True(Math.Abs(fused[i] - recorded[i]) < 1e-12, $"{y.Node!.Name} at {at[i]}: {fused[i]} and {recorded[i]}.");
        }
    }

    [Fact]
    public void EqualOperandsShareTheGradientOfAnExtreme()
    {
        Tensor a = Tensor.From([1.0, 2.0, 3.0]).WithGrad(), b = Tensor.From([3.0, 2.0, 1.0]).WithGrad();
        a.Maximum(b).Sum().Backward();
        Assert.Equal([0, 0.5, 1], a.Grad!.ToArray<double>());
        Assert.Equal([1, 0.5, 0], b.Grad!.ToArray<double>());
        a.Grad = b.Grad = null;
        a.Minimum(b).Sum().Backward();
        Assert.Equal([1, 0.5, 0], a.Grad!.ToArray<double>());
    }

    [Fact]
    public void AmaxSpreadsOverTiesWhereMaxTakesTheFirst()
    {
        Assert.Equal([0.5, 0, 0.5], Gradient(x => x.Amax([0]), 4, 1, 4));
        Assert.Equal([0.5, 0, 0.5], Gradient(x => x.Max(), 4, 1, 4));
        Assert.Equal([1, 0, 0], Gradient(x => x.Max(0).Values, 4, 1, 4));
        Assert.Equal([0, 1, 0], Gradient(x => x.Min(0).Values, 4, 1, 1));
        Assert.Equal(0, Tensor.From([4.0, 1.0, 4.0]).ArgMax().Item());
    }

    [Fact]
    public void LengthsHaveNoGradientAtZero()
    {
        Assert.Equal([0, 0], Gradient(x => x.Norm(), 0, 0));
        Assert.Equal([0, 0], Gradient(x => x.Norm(1), 0, 0));
        Assert.Equal([0, 0], Gradient(x => x.Norm(1.5), 0, 0));
        Assert.Equal([0, 0], Gradient(x => x.Std(), 2, 2));
    }

    [Fact]
    public void APowerOfZeroHasAGradientOfZeroInTheExponent()
    {
        Tensor x = Tensor.From([0.0, 0.0]).WithGrad(), n = Tensor.From([0.0, 2.0]).WithGrad();
        x.Pow(n).Sum().Backward();
        Assert.Equal([0, 0], x.Grad!.ToArray<double>());
        Assert.Equal([0, 0], n.Grad!.ToArray<double>());
    }

    [Fact]
    public void AProductKnowsWhatAZeroHides()
    {
        Assert.Equal([0, 6, 0], Gradient(x => x.Prod(), 2, 0, 3));
        Assert.Equal([0, 0, 0], Gradient(x => x.Prod(), 0, 0, 3));
        Assert.Equal([1, 8, 0], Gradient(x => x.CumProd(0), 2, 0, 3));
    }
}
