using System.Text.Json;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

public sealed class LbfgsTests
{
    static readonly JsonElement Published = TorchFixture.Load("optimizers.json");

    public static TheoryData<string> Runs => ["valley, searched", "valley, fixed", "regression, searched, short memory", "regression, fixed"];

    [Theory]
    [MemberData(nameof(Runs))]
    public void StepsGoWherePyTorchsGo(string name)
    {
        (Parameter[] parameters, Func<Tensor> loss) = Problem(name);
        LBFGS optimizer = Make(name, parameters);
        foreach (JsonElement expected in Published.GetProperty(name).EnumerateArray())
        {
            Tensor before = optimizer.Step(Closure(optimizer, loss));
            Assert.Equal(expected.GetProperty("n_iter").GetInt64(), optimizer.IterationCount);
            Assert.Equal(expected.GetProperty("func_evals").GetInt64(), optimizer.EvaluationCount);
            TorchFixture.AssertClose([expected.GetProperty("loss").GetDouble()], [before.Item()], 1e-8);
            TorchFixture.AssertClose(expected.GetProperty("parameters").Numbers(), Values(parameters), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void AResumedRunGoesOnAsIfNothingHadHappened(string name)
    {
        (Parameter[] straight, Func<Tensor> straightLoss) = Problem(name);
        LBFGS whole = Make(name, straight);
        for (int i = 0; i < 3; i++) whole.Step(Closure(whole, straightLoss));

        (Parameter[] first, Func<Tensor> firstLoss) = Problem(name);
        LBFGS before = Make(name, first);
        before.Step(Closure(before, firstLoss));
        (Parameter[] second, Func<Tensor> secondLoss) = Problem(name);
        LBFGS after = Make(name, second);
        after.LoadStateDict(before.StateDict());
        using (Autograd.NoGrad())
        {
            for (int i = 0; i < second.Length; i++) second[i].Tensor.CopyFrom(first[i].Tensor);
        }

        for (int i = 0; i < 2; i++) after.Step(Closure(after, secondLoss));
        Assert.Equal(Values(straight), Values(second));
        Assert.Equal(whole.EvaluationCount, after.EvaluationCount);
    }

    [Fact]
    public void TheValleyIsFollowedToItsEnd()
    {
        (Parameter[] parameters, Func<Tensor> loss) = Problem("valley");
        var optimizer = new LBFGS(parameters, maxIterations: 100, maxEvaluations: 200, changeTolerance: 1e-16, lineSearch: LineSearch.StrongWolfe);
        optimizer.Step(Closure(optimizer, loss));
        TorchFixture.AssertClose([1, 1], Values(parameters), 1e-6);
        Assert.InRange(optimizer.EvaluationCount, 10, 80);
    }

    [Fact]
    public void AStepWithoutAFunctionSaysHowToGiveOne()
    {
        var optimizer = new LBFGS([new Parameter(Tensor.Ones([2]))]);
        Assert.Contains("optimizer.Step(() =>", Assert.Throws<InvalidOperationException>(optimizer.Step).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => optimizer.Step(null!));
        Assert.Contains("Backward", Assert.Throws<InvalidOperationException>(() => optimizer.Step(() => Tensor.Scalar(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralGroupsOrTypesAreErrors()
    {
        Parameter a = new(Tensor.Ones([2])), b = new(Tensor.Ones([2], DType.Float64));
        var optimizer = new LBFGS([a]);
        optimizer.AddGroup([b]);
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(() => a.Tensor.Sum()));
        Assert.Throws<DTypeException>(() => new LBFGS([new Parameter(Tensor.Ones([2])), new Parameter(Tensor.Ones([2], DType.Float64))]).Step(() => a.Tensor.Sum()));
    }

    [Fact]
    public void AStateOfOtherWeightsIsRefused()
    {
        (Parameter[] parameters, Func<Tensor> loss) = Problem("valley");
        var optimizer = new LBFGS(parameters);
        optimizer.Step(Closure(optimizer, loss));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LBFGS([new Parameter(Tensor.Ones([3], DType.Float64))]).LoadStateDict(optimizer.StateDict()));
        Assert.Contains("state.0.d has shape [2] instead of [3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryOptimizerTakesAFunctionToo()
    {
        var p = new Parameter(Tensor.From([2f]));
        var optimizer = new SGD([p], 0.25);
        Tensor loss = optimizer.Step(Closure(optimizer, () => p.Tensor.Square().Sum()));
        Assert.Equal(4, loss.Item());
        Assert.Equal(1, p.Tensor.Item());
    }

    static LBFGS Make(string name, Parameter[] parameters) => name switch
    {
        "valley, searched" => new LBFGS(parameters, maxIterations: 6, lineSearch: LineSearch.StrongWolfe),
        "valley, fixed" => new LBFGS(parameters, 0.1, maxIterations: 5),
        "regression, searched, short memory" => new LBFGS(parameters, maxIterations: 4, historySize: 2, lineSearch: LineSearch.StrongWolfe),
        _ => new LBFGS(parameters, 0.8, maxIterations: 4),
    };

    static (Parameter[] Parameters, Func<Tensor> Loss) Problem(string name)
    {
        if (name.StartsWith("valley", StringComparison.Ordinal))
        {
            Parameter x = new(Tensor.From([-1.2])), y = new(Tensor.From([1.0]));
            return ([x, y], () => (1 - x.Tensor).Square().Sum() + ((y.Tensor - x.Tensor.Square()).Square().Sum() * 100));
        }

        Tensor points = Tensor.From(Published.GetProperty("points").Numbers(), [20, 3]), labels = Tensor.From(Published.GetProperty("labels").Numbers());
        Parameter w = new(Tensor.From([0.1, -0.2, 0.3])), b = new(Tensor.From([0.0]));
        return ([w, b], () => (points.MatMul(w.Tensor) + b.Tensor).BceWithLogits(labels));
    }

    static Func<Tensor> Closure(Optimizer optimizer, Func<Tensor> loss) => () =>
    {
        optimizer.ZeroGrad();
        Tensor value = loss();
        value.Backward();
        return value;
    };

    static double[] Values(Parameter[] parameters) => [.. parameters.SelectMany(p => p.Tensor.ToArray<double>())];
}
