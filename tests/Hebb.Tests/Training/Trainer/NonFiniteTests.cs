using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

public sealed class NonFiniteTests
{
    [Fact]
    public void TheLayerAndTheOperationThatMadeANaNAreNamed()
    {
        var model = new Sequential(new Linear(2, 4), new LambdaModule(x => (x - 100).Log()), new Linear(4, 4));
        NonFiniteException found = Fail(model, new SGD(model.Parameters(), 0.1));
        Assert.Equal("1", found.Layer);
        Assert.Contains("Log", found.Operation, StringComparison.Ordinal);
        Assert.Contains("1 (LambdaModule)", found.Message, StringComparison.Ordinal);
        Assert.Contains("epoch 1, batch 1", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerWithoutParametersBeforeItIsNamedToo()
    {
        var model = new Sequential(new LambdaModule(x => (x - 100).Log()), new Linear(2, 4));
        NonFiniteException found = Fail(model, new SGD(model.Parameters(), 0.1));
        Assert.Equal("0", found.Layer);
    }

    [Fact]
    public void WeightsThatRanAwayAreNamed()
    {
        Sequential model = Tiny.Model();
        NonFiniteException found = Fail(model, new SGD(model.Parameters(), 1e38));
        Assert.Contains(found.Layer, model.NamedParameters().Select(p => p.Key).Concat(["0", "2"]));
        Assert.Contains("learning rate", found.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void GradientsAreStoppedBeforeTheyReachTheWeights()
    {
        // The square root of 0 is fine, its slope is not.
        var model = new Sequential(new Linear(2, 4), new LambdaModule(x => (x * 0).Sqrt() + x), new Linear(4, 4));
        NonFiniteException found = Fail(model, new SGD(model.Parameters(), 0.1), NonFiniteCheck.Gradients);
        Assert.Contains("gradients", found.Message, StringComparison.Ordinal);
        Assert.Contains("Sqrt", found.Operation, StringComparison.Ordinal);
        Assert.StartsWith("0.", found.Layer, StringComparison.Ordinal);
        Assert.All(Tiny.Weights(model), w => Assert.True(float.IsFinite(w)));
    }

    [Fact]
    public void BadDataAndABadLossAreNamed()
    {
        Sequential model = Tiny.Model();
        TensorDataset data = Tiny.Points(20);
        Tensor spoiled = data.Tensors[0].Clone();
        spoiled.AsSpan<float>()[5] = float.NaN;
        var trainer = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 };
        Assert.Equal("input", Assert.Throws<NonFiniteException>(() => trainer.Fit(new DataLoader(new TensorDataset(spoiled, data.Tensors[1]), 10))).Layer);
        var bad = new Trainer(model, Tiny.Adam(model), (y, t) => y.CrossEntropy(t) / 0) { Epochs = 1 };
        Assert.Equal("loss", Assert.Throws<NonFiniteException>(() => bad.Fit(new DataLoader(data, 10))).Layer);
        var open = new Trainer(model, Tiny.Adam(model), (y, t) => y.CrossEntropy(t) / 0) { Epochs = 1, NonFinite = NonFiniteCheck.Off };
        Assert.False(double.IsFinite(open.Fit(new DataLoader(data, 10))["loss"].Last));
    }

    static NonFiniteException Fail(Module model, Optimizer optimizer, NonFiniteCheck check = NonFiniteCheck.Loss) =>
        Assert.Throws<NonFiniteException>(() => new Trainer(model, optimizer, Tiny.Loss) { Epochs = 5, NonFinite = check }.Fit(Tiny.Loader(Tiny.Points(50))));
}
