using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

[Collection("thread count")]
public sealed class OptimizerTests
{
    [Fact]
    public void NoParametersIsAnErrorThatNamesTheLikelyMend()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new SGD(new Flatten().Parameters(), 0.1));
        Assert.Contains("Add(name, layer)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AParameterGivenTwiceIsAnError()
    {
        var p = new Parameter(Tensor.Ones([2]));
        Assert.Throws<ArgumentException>(() => new Adam([p, p]));
        var optimizer = new Adam([p]);
        Assert.Throws<ArgumentException>(() => optimizer.AddGroup([p]));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ABadLearningRateIsAnError(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD([new Parameter(Tensor.Ones([2]))], rate));

    [Fact]
    public void ParametersWithoutAGradientStayAsTheyAre()
    {
        Parameter moved = new(Tensor.Ones([2])), left = new(Tensor.Ones([2]));
        var optimizer = new SGD([moved, left], 0.5);
        moved.Grad = Tensor.Ones([2]);
        optimizer.Step();
        Assert.Equal([0.5f, 0.5f], moved.Tensor.ToArray<float>());
        Assert.Equal([1f, 1f], left.Tensor.ToArray<float>());
    }

    [Fact]
    public void GroupsHaveTheirOwnLearningRates()
    {
        Parameter fast = new(Tensor.Ones([1])), slow = new(Tensor.Ones([1]));
        var optimizer = new SGD([fast], 0.5);
        optimizer.AddGroup([slow], learningRate: 0.125);
        fast.Grad = slow.Grad = Tensor.Ones([1]);
        optimizer.Step();
        Assert.Equal(0.5, fast.Tensor.Item());
        Assert.Equal(0.875, slow.Tensor.Item());
        optimizer.LearningRate = 1;
        Assert.All(optimizer.ParameterGroups, g => Assert.Equal(1, g.LearningRate));
    }

    [Fact]
    public void AStepIsNoticedByAGraphThatStillNeedsTheOldValues()
    {
        var w = new Parameter(Tensor.From([2f, 3f]));
        Tensor x = Tensor.From([1f, 1f]).WithGrad();
        Tensor loss = (x * w).Sum();
        var optimizer = new SGD([w], 0.1);
        w.Grad = Tensor.Ones([2]);
        optimizer.Step();
        Assert.Throws<AutogradException>(() => loss.Backward());
    }

    [Fact]
    public void LoadingAStateThatDoesNotFitChangesNothingAndNamesWhatIsWrong()
    {
        var p = new Parameter(Tensor.Ones([2]));
        var optimizer = new Adam([p]);
        p.Grad = Tensor.Ones([2]);
        optimizer.Step();
        Dictionary<string, Tensor> state = optimizer.StateDict();
        state["state.0.exp_avg"] = Tensor.Ones([3]);
        state["state.7.step"] = Tensor.Scalar(1);
        state.Remove("group.0.lr");
        ArgumentException error = Assert.Throws<ArgumentException>(() => optimizer.LoadStateDict(state));
        Assert.Contains("state.0.exp_avg has shape [3] instead of [2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("state.7.step is unknown", error.Message, StringComparison.Ordinal);
        Assert.Contains("group.0.lr is missing", error.Message, StringComparison.Ordinal);
        Assert.Equal(0.1f, optimizer.StateDict()["state.0.exp_avg"].ToArray<float>()[0], 1e-6f);
    }

    [Fact]
    public void ASnapshotDoesNotChangeWithLaterSteps()
    {
        var p = new Parameter(Tensor.Ones([2]));
        var optimizer = new Adam([p]);
        p.Grad = Tensor.Ones([2]);
        optimizer.Step();
        Dictionary<string, Tensor> state = optimizer.StateDict();
        optimizer.Step();
        Assert.Equal(1, state["state.0.step"].Item<long>());
        Assert.Equal(0.1f, state["state.0.exp_avg"].ToArray<float>()[0], 1e-6f);
    }

    [Fact]
    public void ParallelPartsGiveTheSameBitsAsOneThread()
    {
        int before = Threads.Count;
        try
        {
            Assert.Equal(Run(1), Run(3));
        }
        finally
        {
            Threads.Count = before;
        }

        static float[] Run(int threads)
        {
            Threads.Count = threads;
            const int Count = (1 << 18) + 77;
            var generator = new Generator(5);
            Parameter a = new(Tensor.Randn([Count], generator: generator)), b = new(Tensor.Randn([Count], generator: generator));
            var sgd = new SGD([a], 0.1, momentum: 0.9, weightDecay: 0.01);
            var adam = new Adam([b], 0.1, amsgrad: true);
            for (int i = 0; i < 3; i++)
            {
                a.Grad = Tensor.Randn([Count], generator: generator);
                b.Grad = Tensor.Randn([Count], generator: generator);
                sgd.Step();
                adam.Step();
            }

            return [.. a.Tensor.ToArray<float>(), .. b.Tensor.ToArray<float>()];
        }
    }

    [Fact]
    public void TheSecondConversionOfAModuleKeepsItsOptimizerWorking()
    {
        var layer = new Linear(3, 2, generator: new Generator(1));
        var optimizer = new Adam(layer.Parameters());
        layer.Forward(Tensor.Ones([1, 3])).Sum().Backward();
        optimizer.Step();
        layer.To(DType.Float64);
        Assert.Null(layer.Weight.Grad);
        layer.Forward(Tensor.Ones([1, 3], DType.Float64)).Sum().Backward();
        optimizer.Step();
        Assert.Equal(DType.Float64, optimizer.StateDict()["state.0.exp_avg"].DType);
        Assert.Equal(2, optimizer.StateDict()["state.0.step"].Item<long>());
    }
}
