using Hebb.Nn;

namespace Hebb.Tests;

public sealed class CheckGradientsTests
{
    static Tensor Inputs => Tensor.Randn([4, 3], generator: new Generator(2), dtype: DType.Float64);

    [Fact]
    public void ARightGradientPassesForEveryParameter()
    {
        var model = new Sequential(new Linear(3, 4, generator: new Generator(1)), new Tanh(), new Linear(4, 2, generator: new Generator(3)));
        model.To(DType.Float64);
        Tensor before = model[0].StateDict()["weight"];
        IReadOnlyList<ParameterCheck> checks = model.CheckGradients(() => model.Forward(Inputs).Square().Sum());
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], checks.Select(c => c.Name));
        Assert.All(checks, check => Assert.InRange(check.Error, 0, 1e-7));
        Assert.Equal(before.ToArray<double>(), model[0].StateDict()["weight"].ToArray<double>());
    }

    [Fact]
    public void AWrongGradientIsFoundAndItsElementNamed()
    {
        var model = new Sequential(new Linear(3, 1, bias: false, generator: new Generator(1)));
        model.To(DType.Float64);
        Tensor weight = ((Linear)model[0]).Weight;
        IReadOnlyList<ParameterCheck> checks = model.CheckGradients(() => Autograd.Function(
            "lies", [weight], _ => weight.Square().Sum(), dy => [2 * weight.Detach() * Tensor.From([1.0, 1.0, 1.5], [1, 3])]));
        ParameterCheck worst = Assert.Single(checks);
        Assert.Equal([0, 2], worst.Index);
        Assert.True(worst.Error > 0.01);
    }

    [Fact]
    public void Float32IsRefused()
    {
        var model = new Sequential(new Linear(3, 1));
        Assert.Contains("To(DType.Float64)", Assert.Throws<DTypeException>(() => model.CheckGradients(() => model.Forward(Inputs).Sum())).Message, StringComparison.Ordinal);
    }
}
