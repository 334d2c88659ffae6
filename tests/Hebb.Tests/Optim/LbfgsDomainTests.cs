using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>L-BFGS on losses that are not defined everywhere: it never ends where the loss is no number while a better place is known.</summary>
public sealed class LbfgsDomainTests
{
    public static TheoryData<string, double, double> Minima => new()
    {
        { "3 ln p + 1/p + 4p", 1, 0.25 },
        { "3 ln p + 1/p + 4p", 30, 0.25 },
        { "3 ln p + 1/p + 4p", 0.01, 0.25 },
        { "p ln p", 3, 0.36787944117144233 },
        { "p - ln p", 20, 1 },
        { "sqrt(p) + 1/p", 9, 1.5874010519681994 },
        { "p - sqrt(p)", 4, 0.25 },
        { "-ln(1 - p²)", 0.999, 0 },
        { "1e30", 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Minima))]
    public void ASearchFindsTheMinimumBesideTheEdge(string name, double start, double minimum)
    {
        foreach (double rate in (double[])[1, 100, 1e6])
        {
            var p = new Parameter(Tensor.From([start]));
            var optimizer = new LBFGS([p], rate, maxIterations: 60, maxEvaluations: 1000, lineSearch: LineSearch.StrongWolfe);
            for (int i = 0; i < 3; i++) optimizer.Step(Closure(optimizer, () => Loss(name, p.Tensor)));
            Assert.Equal(minimum, p.Tensor.Item(), 1e-4);
            Assert.True(double.IsFinite(Loss(name, p.Tensor).Item()));
        }
    }

    [Theory]
    [MemberData(nameof(Minima))]
    public void FixedStepsGoBackFromWhereTheLossIsNoNumber(string name, double start, double minimum)
    {
        foreach (int iterations in (int[])[1, 4, 20])
        {
            var p = new Parameter(Tensor.From([start]));
            var optimizer = new LBFGS([p], iterations == 1 ? 3 : 1, maxIterations: iterations, maxEvaluations: 1000);

            // Each call begins with a look at where the one before ended.
            double[] losses = [.. Enumerable.Range(0, 12).Select(_ => optimizer.Step(Closure(optimizer, () => Loss(name, p.Tensor))).Item())];
            Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
            Assert.True(double.IsFinite(p.Tensor.Item()) && losses[^1] >= Loss(name, Tensor.From([minimum])).Item() - 1e-9);
        }
    }

    // Towards an edge where the loss ends in −∞ or in an infinite slope there is no minimum; every place on the way is better than the edge.
    [Theory]
    [InlineData("ln p")]
    [InlineData("sqrt(p)")]
    public void AnEdgeIsNeverTheAnswer(string name)
    {
        foreach (LineSearch search in (LineSearch[])[LineSearch.StrongWolfe, LineSearch.None])
        {
            var p = new Parameter(Tensor.From([1.0]));
            var optimizer = new LBFGS([p], lineSearch: search);
            double before = Loss(name, p.Tensor).Item();
            for (int i = 0; i < 3; i++) optimizer.Step(Closure(optimizer, () => Loss(name, p.Tensor)));
            if (search == LineSearch.None) optimizer.Step(Closure(optimizer, () => Loss(name, p.Tensor)));
            double after = Loss(name, p.Tensor).Item();
            Assert.True(search == LineSearch.None || (double.IsFinite(after) && after < before && p.Tensor.Item() > 0), $"{search}: {after}");
        }
    }

    [Fact]
    public void SeveralParametersOfBothTypesComeToTheMinimum()
    {
        foreach (DType type in (DType[])[DType.Float32, DType.Float64])
        {
            Parameter a = new(Tensor.From([1.0, 5]).To(type)), b = new(Tensor.From([2.0, 0.1], [2, 1]).To(type));
            var optimizer = new LBFGS([a, b], maxIterations: 100, maxEvaluations: 1000, lineSearch: LineSearch.StrongWolfe);
            Tensor Value() => Loss("3 ln p + 1/p + 4p", a.Tensor) + Loss("p - ln p", b.Tensor);
            for (int i = 0; i < 4; i++) optimizer.Step(Closure(optimizer, Value));
            Assert.All(a.Tensor.To(DType.Float64).ToArray<double>(), v => Assert.Equal(0.25, v, 1e-3));
            Assert.All(b.Tensor.To(DType.Float64).ToArray<double>(), v => Assert.Equal(1, v, 1e-3));
        }
    }

    [Theory]
    [InlineData("ln p", -1, "the loss is NaN")]
    [InlineData("ln p", 0, "the loss is -")]
    [InlineData("sqrt(p)", 0, "the gradient of parameter 0 (counted from 0), of shape [1], holds a NaN or an infinity")]
    public void AStartThatIsNoNumberIsNamedAndChangesNothing(string name, double start, string message)
    {
        foreach (LineSearch search in (LineSearch[])[LineSearch.StrongWolfe, LineSearch.None])
        {
            var p = new Parameter(Tensor.From([start]));
            var optimizer = new LBFGS([p], lineSearch: search);
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => optimizer.Step(Closure(optimizer, () => Loss(name, p.Tensor))));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.Equal(start, p.Tensor.Item());
        }
    }

    [Fact]
    public void AFunctionThatThrowsLeavesTheWeightsWhereTheyWere()
    {
        foreach (LineSearch search in (LineSearch[])[LineSearch.StrongWolfe, LineSearch.None])
        {
            var p = new Parameter(Tensor.From([1.0]));
            var optimizer = new LBFGS([p], lineSearch: search);
            int calls = 0;
            Assert.Throws<TimeoutException>(() => optimizer.Step(() => ++calls == 2 ? throw new TimeoutException() : Closure(optimizer, () => Loss("p - ln p", p.Tensor * 3))()));
            Assert.Equal(1, p.Tensor.Item());
        }
    }

    [Fact]
    public void ATrainerLetsTheSearchStepBackFromTrialsThatAreNoNumbers()
    {
        var layer = new Linear(1, 1, bias: false);
        using (Autograd.NoGrad()) layer.Weight.Tensor.Fill(1);
        var optimizer = new LBFGS(layer.Parameters(), lineSearch: LineSearch.StrongWolfe);
        Tensor one = Tensor.Ones([1, 1]);
        var history = new Trainer(layer, optimizer, (y, _) => Loss("3 ln p + 1/p + 4p", y)) { Steps = 1, NonFinite = NonFiniteCheck.Gradients, ClipNorm = 1e9 }.Fit([new Data.Batch(one, one)]);
        Assert.Equal(0.25, layer.Weight.Tensor.Item(), 1e-4);
        Assert.Equal(5, history.Steps["loss"].Last, 1e-5);
        Assert.Equal(6, history.Steps["gradient_norm"].Last, 1e-4);
    }

    static Tensor Loss(string name, Tensor p) => (name switch
    {
        "3 ln p + 1/p + 4p" => (p.Log() * 3) + (1 / p) + (p * 4),
        "p ln p" => p * p.Log(),
        "p - ln p" => p - p.Log(),
        "sqrt(p) + 1/p" => p.Sqrt() + (1 / p),
        "p - sqrt(p)" => p - p.Sqrt(),
        "-ln(1 - p²)" => -(1 - p.Square()).Log(),
        "1e30" => p.Square() * 1e30,
        "ln p" => p.Log(),
        "sqrt(p)" => p.Sqrt(),
        _ => throw new ArgumentException(name, nameof(name)),
    }).Sum();

    static Func<Tensor> Closure(Optimizer optimizer, Func<Tensor> loss) => () =>
    {
        optimizer.ZeroGrad();
        Tensor value = loss();
        value.Backward();
        return value;
    };
}
