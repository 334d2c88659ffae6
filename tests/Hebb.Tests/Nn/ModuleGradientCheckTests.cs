using Hebb.Nn;

namespace Hebb.Tests;

public sealed class ModuleGradientCheckTests
{
    [Fact]
    public void ARightModulePassesWithEveryParameterChecked()
    {
        var generator = new Generator(3);
        var model = new Sequential(new Linear(3, 4, generator: generator), new Tanh(), new Linear(4, 2, generator: generator));
        Tensor weight = ((Linear)model[0]).Weight.Tensor;
        ModuleGradientCheckResult result = GradientCheck.Run(model, Tensor.Randn([5, 3], generator: generator));
        result.ThrowIfWrong();
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias", "input"], result.Results.Keys, StringComparer.Ordinal);
        Assert.Same(weight, ((Linear)model[0]).Weight.Tensor);
        Assert.Equal(DType.Float32, weight.DType);
    }

    [Fact]
    public void TheWorstOffenderIsNamed()
    {
        ModuleGradientCheckResult result = GradientCheck.Run(new Sequential(new Wrong()), Tensor.Randn([4], generator: new Generator(1)));
        Assert.False(result.IsRight);
        Assert.Equal("0.scale", result.Worst);
        Assert.Contains("0.scale", Assert.Throws<AutogradException>(result.ThrowIfWrong).Message, StringComparison.Ordinal);
    }

    // Its gradient with respect to the scale is twice what it should be.
    sealed class Wrong : Module
    {
        readonly Parameter scale;

        public Wrong() => scale = AddParameter("scale", Tensor.From([1f, 2f, 3f, 4f]));

        public override Tensor Forward(Tensor x) => Autograd.Function(
            "Wrong", [x, scale], inputs => inputs[0] * inputs[1], dy => [dy * scale.Tensor.Detach(), dy * x.Detach() * 2]);
    }
}
