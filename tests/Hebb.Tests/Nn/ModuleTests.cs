using Hebb.Nn;

namespace Hebb.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void AModulePrintsAsATree()
    {
        var model = new Sequential(new Flatten(), new Sequential(new Linear(784, 256), new ReLU(), new Dropout(0.2)), new Linear(256, 10, bias: false));
        Assert.Equal(
            """
            Sequential(
              (0): Flatten(start_dim=1, end_dim=-1)
              (1): Sequential(
                (0): Linear(in_features=784, out_features=256, bias=True)
                (1): ReLU()
                (2): Dropout(p=0.2, inplace=False)
              )
              (2): Linear(in_features=256, out_features=10, bias=False)
            )
            """.ReplaceLineEndings("\n"),
            model.ToString());
    }

    [Fact]
    public void NamesAreJoinedWithDotsInTheOrderOfRegistration()
    {
        var model = new Sequential(new Sequential(new Linear(2, 3), new ReLU()), new Linear(3, 1, bias: false));
        Assert.Equal(["0.0.weight", "0.0.bias", "1.weight"], model.NamedParameters().Select(p => p.Key), StringComparer.Ordinal);
        Assert.Equal(["", "0", "0.0", "0.1", "1"], model.NamedModules().Select(m => m.Key), StringComparer.Ordinal);
        Assert.Equal(6 + 3 + 3, model.ParameterCount);
    }

    [Fact]
    public void ASequentialIsAListOfItsModules()
    {
        Sequential model = [new Linear(4, 3), new ReLU(), new Linear(3, 2)];
        Assert.Equal(3, model.Count);
        Assert.IsType<ReLU>(model[1]);
        Assert.Equal(2, Assert.IsType<Linear>(model[^1]).OutFeatures);
        Assert.Equal(model.Children.Select(c => c.Value), model);
        Assert.Throws<ArgumentOutOfRangeException>(() => model[3]);
        Assert.Equal([5, 2], model.Forward(Tensor.Ones([5, 4])).Shape.ToArray());
    }

    [Fact]
    public void TrainAndEvalReachEveryModule()
    {
        var model = new Sequential(new Sequential(new Dropout()));
        model.Eval();
        Assert.All(model.NamedModules(), m => Assert.False(m.Value.IsTraining));
        model.Train();
        Assert.All(model.NamedModules(), m => Assert.True(m.Value.IsTraining));
    }

    [Fact]
    public void SharedParametersCountOnceAndKeepBothNames()
    {
        var model = new Tied();
        Assert.Equal(["first.weight"], model.NamedParameters().Select(p => p.Key), StringComparer.Ordinal);
        Assert.Equal(["first.weight", "second.shared"], model.StateDict().Keys, StringComparer.Ordinal);
    }

    [Fact]
    public void NamesMustBeUniqueAndWithoutDots()
    {
        Assert.Throws<ArgumentException>(() => new Named("a", "a"));
        Assert.Throws<ArgumentException>(() => new Named("a", "b.c"));
        Assert.Throws<ArgumentException>(() => new Named("a", string.Empty));
        Assert.Equal(2, new Named("a", "b").Children.Count);
    }

    [Fact]
    public void AFrozenModuleGetsNoGradients()
    {
        var model = new Sequential(new Linear(3, 3), new Linear(3, 1));
        model[0].Freeze();
        model.Forward(Tensor.Ones([2, 3])).Sum().Backward();
        Assert.Null(((Linear)model[0]).Weight.Grad);
        Assert.NotNull(((Linear)model[1]).Weight.Grad);
        model[0].Freeze(false);
        model.ZeroGrad();
        Assert.Null(((Linear)model[1]).Weight.Grad);
        model.Forward(Tensor.Ones([2, 3])).Sum().Backward();
        Assert.NotNull(((Linear)model[0]).Weight.Grad);
    }

    [Fact]
    public void ConversionReplacesParametersAndFloatingBuffers()
    {
        var model = new Counter();
        model.To(DType.Float64);
        Assert.Equal([DType.Float64, DType.Int64], model.NamedBuffers().Select(b => b.Value.DType));
        Assert.Equal(DType.Float64, model.Parameters().Single().DType);
        Assert.True(model.Parameters().Single().RequiresGrad);
        Assert.Equal(DType.Float64, model.Forward(Tensor.Ones([2], DType.Float64)).DType);
        Assert.Throws<DTypeException>(() => model.To(DType.Int32));
    }

    [Fact]
    public void AnInputOfTheWrongLengthIsAnErrorThatTeaches()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new Linear(784, 256).Forward(Tensor.Zeros([32, 1, 28, 28])));
        Assert.Contains("Linear(784 → 256) got an input of shape [32, 1, 28, 28]", error.Message, StringComparison.Ordinal);
        Assert.Contains("Flatten()", error.Help, StringComparison.Ordinal);
    }

    sealed class Tied : Module
    {
        readonly Linear first;

        public Tied()
        {
            first = Add("first", new Linear(2, 2, bias: false));
            Add("second", new Borrower(first.Weight));
        }

        public override Tensor Forward(Tensor x) => first.Forward(x);

        sealed class Borrower : Module
        {
            public Borrower(Parameter weight) => AddParameter("shared", weight);

            public override Tensor Forward(Tensor x) => x;
        }
    }

    sealed class Named : Module
    {
        public Named(string first, string second)
        {
            Add(first, new Flatten());
            Add(second, new Flatten());
        }

        public override Tensor Forward(Tensor x) => x;
    }

    sealed class Counter : Module
    {
        readonly Parameter scale;

        public Counter()
        {
            scale = AddParameter("scale", Tensor.Ones([2]));
            AddBuffer("mean", Tensor.Zeros([2]));
            AddBuffer("count", Tensor.Zeros([], DType.Int64));
        }

        public override Tensor Forward(Tensor x) => (x - Buffer("mean")) * scale;
    }
}
