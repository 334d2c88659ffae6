using Hebb.Nn;

namespace Hebb.Tests;

public sealed class ModuleSettingsTests
{
    [Fact]
    public void SettingsKeepTheStaticType()
    {
        Sequential model = new Sequential(new Linear(2, 2), new BatchNorm1d(2)).To(DType.Float64).Freeze().Unfreeze().Train().Eval();
        Linear layer = new Linear(2, 3).Eval();
        Assert.False(model.IsTraining || layer.IsTraining);
        Assert.Equal(DType.Float64, model.Parameters().First().DType);
    }

    [Fact]
    public void UnfreezingGivesGradientsBack()
    {
        var model = new Sequential(new Linear(2, 2)).Freeze();
        Assert.All(model.Parameters(), p => Assert.False(p.RequiresGrad));
        model.Unfreeze();
        Assert.All(model.Parameters(), p => Assert.True(p.RequiresGrad));
    }

    [Fact]
    public void ApplyVisitsEachModuleOnceAndPartsFirst()
    {
        var shared = new Linear(2, 2);
        var model = new Sequential(new Sequential(shared, new ReLU()), shared);
        var order = new List<string>();
        Sequential same = model.Apply(m => order.Add(m.GetType().Name));
        Assert.Same(model, same);
        Assert.Equal(["Linear", "ReLU", "Sequential", "Sequential"], order);
        model.Apply(m =>
        {
            if (m is Linear linear) Init.Constant(linear.Weight, 3);
        });
        Assert.All(shared.Weight.Tensor.ToArray<float>(), v => Assert.Equal(3, v));
    }

    [Fact]
    public void BiasesAndScalesAreNotDecayed()
    {
        var model = new Sequential(new Conv2d(1, 2, 3), new BatchNorm2d(2), new Flatten(), new Linear(8, 4), new Linear(4, 2));
        model[4].Freeze();
        WeightDecayGroups groups = model.WeightDecayGroups();
        Assert.Equal(["0.weight", "3.weight"], Names(model, groups.Decayed));
        Assert.Equal(["0.bias", "1.weight", "1.bias", "3.bias"], Names(model, groups.Kept));
        Assert.Equal(["3.weight"], Names(model, model.WeightDecayGroups((name, _) => name.StartsWith("0.", StringComparison.Ordinal)).Decayed));
    }

    static IEnumerable<string> Names(Module module, IReadOnlyList<Parameter> parameters) =>
        parameters.Select(p => module.NamedParameters().Single(named => ReferenceEquals(named.Value, p)).Key);
}
