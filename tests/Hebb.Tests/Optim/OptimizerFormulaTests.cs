using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

/// <summary>Four steps of each optimizer in Float64 against the values that PyTorch 1.13 computes.</summary>
public sealed class OptimizerFormulaTests
{
    public static TheoryData<string, double[]> Expected => new()
    {
        { "SGD", [0.8999999999999999, -1.92, 0.47] },
        { "SGD with momentum, dampening, decay", [0.9105657779885012, -1.906698067799502, 0.4348244778616396] },
        { "SGD, Nesterov, upwards", [1.127322483625757, -2.109142540104014, 0.5697456759209534] },
        { "Adam", [0.9198076339081601, -1.920057539525001, 0.4379927194243171] },
        { "Adam, largest moment", [0.9223281344252835, -1.920000004, 0.4409285164399524] },
        { "AdamW", [0.9068936802878979, -1.888670213768064, 0.4334147189032324] },
        { "NAdam", [0.9244125593134509, -1.934420699650257, 0.4674480617988716] },
        { "RMSprop", [0.7908627133713724, -1.819694795271757, 0.417000028432672] },
        { "RMSprop, centered, momentum", [-0.08629778644660202, -1.092978593093596, 0.04740161310933932] },
        { "Adagrad", [0.7970119570797922, -1.791132372168891, 0.4172317605158358] },
        { "Adadelta", [0.983611801170893, -1.986957350980469, 0.4952031415194066] },
        { "Adamax", [0.9331651813453813, -1.920203081798024, 0.4479411020896876] },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void FourStepsGiveThePublishedValues(string name, double[] expected)
    {
        var p = new Parameter(Tensor.From([1.0, -2.0, 0.5]));
        Optimizer optimizer = Make(name, [p]);
        for (int t = 0; t < 4; t++)
        {
            p.Grad = GradientAt(t);
            optimizer.Step();
        }

        AssertClose(expected, p.Tensor.ToArray<double>(), 1e-13);
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void AResumedOptimizerGoesOnAsIfNothingHadHappened(string name, double[] expected)
    {
        var p = new Parameter(Tensor.From([1.0, -2.0, 0.5]));
        Optimizer first = Make(name, [p]);
        for (int t = 0; t < 2; t++)
        {
            p.Grad = GradientAt(t);
            first.Step();
        }

        var q = new Parameter(p.Tensor.Clone().Detach());
        Optimizer second = Make(name, [q]);
        second.LoadStateDict(first.StateDict());
        for (int t = 2; t < 4; t++)
        {
            q.Grad = GradientAt(t);
            second.Step();
        }

        AssertClose(expected, q.Tensor.ToArray<double>(), 1e-13);
    }

    static Tensor GradientAt(int t) => Tensor.From([0.1 * (t + 1), -0.2, 0.3 - (0.15 * t)]);

    internal static Optimizer Make(string name, IEnumerable<Parameter> p) => name switch
    {
        "SGD" => new SGD(p, 0.1),
        "SGD with momentum, dampening, decay" => new SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weightDecay: 0.01),
        "SGD, Nesterov, upwards" => new SGD(p, 0.05, momentum: 0.9, weightDecay: 0.01, nesterov: true, maximize: true),
        "Adam" => new Adam(p, 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, weightDecay: 0.1),
        "Adam, largest moment" => new Adam(p, 0.02, amsgrad: true),
        "AdamW" => new AdamW(p, 0.02, weightDecay: 0.2),
        "NAdam" => new NAdam(p, 0.02, weightDecay: 0.1),
        "RMSprop" => new RMSprop(p, 0.02, alpha: 0.9, weightDecay: 0.1),
        "RMSprop, centered, momentum" => new RMSprop(p, 0.02, momentum: 0.5, centered: true),
        "Adagrad" => new Adagrad(p, 0.1, learningRateDecay: 0.01, weightDecay: 0.1, initialAccumulator: 0.2),
        "Adadelta" => new Adadelta(p, 1, rho: 0.9, weightDecay: 0.1),
        "Adamax" => new Adamax(p, 0.02, weightDecay: 0.1),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
