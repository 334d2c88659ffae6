using Hebb.Data;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>A layer in a field that nobody registered gets gradients and is never trained, nor saved.</summary>
public sealed class UnregisteredPartsTests
{
    sealed class Net(Func<Tensor, Tensor> rest, int width = 4) : Module
    {
        Linear? output;

        public Net Register()
        {
            output = Add("output", new Linear(width, 4, generator: new Generator(1)));
            return this;
        }

        public override Tensor Forward(Tensor x) => output!.Forward(rest(x));
    }

    static Linear Hidden(ulong seed = 2) => new(2, 4, generator: new Generator(seed));

    static TrainingHistory Fit(Module model, Optimizer? optimizer = null, Func<Batch, Tensor>? forward = null) =>
        new Trainer(model, optimizer ?? new SGD(model.Parameters(), 0.1), Tiny.Loss) { Epochs = 1, Forward = forward }.Fit(Tiny.Loader(Tiny.Points(40)));

    [Fact]
    public void IsNamedWithTheMendBeforeAnythingIsChanged()
    {
        Linear hidden = Hidden();
        Net model = new Net(x => hidden.Forward(x).Relu()).Register();
        float[] before = Tiny.Weights(model);
        string message = Assert.Throws<HebbException>(() => Fit(model)).Message;
        Assert.Contains("Linear", message, StringComparison.Ordinal);
        Assert.Contains("Add(\"layer\"", message, StringComparison.Ordinal);
        Assert.Contains("2 parameters", message, StringComparison.Ordinal);
        Assert.Equal(before, Tiny.Weights(model));
        Assert.Contains("Linear", Assert.Throws<HebbException>(() => Fit(model, new LBFGS(model.Parameters()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABareTensorIsFoundToo()
    {
        Tensor scale = Tensor.Ones([2, 4]).WithGrad();
        Assert.Contains("AddParameter", Assert.Throws<HebbException>(() => Fit(new Net(x => x.MatMul(scale)).Register())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FrozenUntrackedAndKnownPartsAreNoMistake()
    {
        Linear frozen = Hidden().Freeze(), quiet = Hidden(), trained = Hidden();
        Assert.Equal(4, Fit(new Net(x => frozen.Forward(x)).Register()).StepCount);
        Assert.Equal(4, Fit(new Net(x =>
        {
            using (Autograd.NoGrad()) return quiet.Forward(x);
        }).Register()).StepCount);
        Net model = new Net(x => trained.Forward(x)).Register();
        Assert.Equal(4, Fit(model, new SGD([.. model.Parameters(), .. trained.Parameters()], 0.1)).StepCount);
    }

    [Fact]
    public void PartOfAModelOrATeacherInTheLossMayStayUntrained()
    {
        var model = new Sequential(Hidden(), new Linear(4, 4));
        Assert.Equal(4, Fit(model, new SGD(model[1].Parameters(), 0.1)).StepCount);
        var teacher = new Linear(2, 4);
        Assert.Equal(4, Fit(model, forward: batch => model.Forward(batch.Input) + teacher.Forward(batch.Input)).StepCount);
    }

    [Fact]
    public void FitTakesATokenInThePlaceOfValidation()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Sequential model = Tiny.Model();
        var trainer = new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 };
        Assert.Equal(StopReason.Cancelled, trainer.Fit(Tiny.Loader(Tiny.Points(40)), source.Token).StopReason);
        Assert.Equal(StopReason.Completed, new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1 }.Fit(Tiny.Loader(Tiny.Points(40)), default).StopReason);
    }
}
