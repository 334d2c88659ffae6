namespace Hebb.Tests;

/// <summary>Functions whose formula overflows and whose value does not.</summary>
public sealed class StabilityTests
{
    static readonly double[] Extremes = [-1000, -100, -30, 0, 30, 100, 1000];

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void ActivationsStayFiniteFarOut(DType type)
    {
        Func<Tensor, Tensor>[] functions =
        [
            x => x.Sigmoid(), x => x.Tanh(), x => x.LogSigmoid(), x => x.Softplus(), x => x.Silu(), x => x.Mish(), x => x.Gelu(), x => x.Gelu(true), x => x.Elu(), x => x.Selu(), x => x.Softsign(),
            x => x.Hardswish(), x => x.Erf(), x => x.Softmax(0), x => x.LogSoftmax(0), x => x.Softmin(0), x => x.LogSumExp(),
            x => x.BceWithLogits(Tensor.Full(x.Shape, 0.25, x.DType)), x => x.Unsqueeze(0).CrossEntropy(Tensor.From(new long[] { 0 })),
            x => x.Unsqueeze(0).CrossEntropy(Tensor.From(new long[] { 0 }), labelSmoothing: 0.1),
        ];
        for (int i = 0; i < functions.Length; i++)
        {
            Tensor x = Tensor.From(Extremes).To(type).WithGrad(), y = functions[i](x);
            Tensor recorded = Autograd.Grad(y.Sum(), [x], createGraph: true)[0];
            y.Sum().Backward();
            Assert.True(y.IsFinite().All().Item() != 0, $"Function {i}: {y}");
            Assert.True(x.Grad!.IsFinite().All().Item() != 0, $"Gradient of function {i}: {x.Grad}");
            Assert.True(recorded.AllClose(x.Grad!, 1e-5, 1e-6), $"Recorded gradient of function {i}: {recorded}");
        }
    }

    [Fact]
    public void LossesOfSureAnswersAreExact()
    {
        Tensor x = Tensor.From(new float[,] { { 1000, 0 }, { 0, -1000 } });
        Assert.Equal([0, 1000], x.CrossEntropy(Tensor.From(new long[] { 0, 1 }), reduction: Reduction.None).ToArray<double>());
        Assert.Equal([0, 1000, 0], Tensor.From([1000f, -1000f, -1000f]).BceWithLogits(Tensor.From([1f, 1f, 0f]), reduction: Reduction.None).ToArray<double>());
        Assert.Equal([0, 0, 100, 100], Tensor.From([0f, 1f, 0f, 1f]).Bce(Tensor.From([0f, 1f, 1f, 0f]), reduction: Reduction.None).ToArray<double>());
        Assert.Equal([-1000, 0], Tensor.From([-1000.0, 1000.0]).LogSigmoid().ToArray<double>());
    }

    [Fact]
    public void BceHasAFiniteGradientAtCertainty()
    {
        Tensor p = Tensor.From([0.0, 1.0, 0.0]).WithGrad();
        p.Bce(Tensor.From([0.0, 1.0, 1.0]), reduction: Reduction.Sum).Backward();
        Assert.Equal([0, 0, -1e12], p.Grad!.ToArray<double>());
    }

    [Fact]
    public void ADistributionWithoutMassSomewhereHasADivergence()
    {
        Tensor x = Tensor.From(new double[,] { { 0.5, 0.5 } }).Log(), t = Tensor.From(new double[,] { { 0, 1 } }).WithGrad();
        Tensor y = x.KlDiv(t, Reduction.BatchMean);
        Assert.Equal(Math.Log(2), y.Item(), 1e-12);
        y.Backward();
        Assert.True(t.Grad!.IsFinite().All().Item() != 0);
    }
}
