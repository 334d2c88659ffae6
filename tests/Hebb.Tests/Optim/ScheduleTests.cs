using System.Text.Json;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("triangular")]
    [InlineData("triangular2")]
    [InlineData("exp_range")]
    public void CyclesArePyTorchs(string name)
    {
        Optimizer optimizer = Make();
        CyclicLR schedule = name switch
        {
            "triangular" => new CyclicLR(optimizer, 0.01, 0.2, 4, 6),
            "triangular2" => new CyclicLR(optimizer, 0.01, 0.2, 5, mode: CyclicMode.Triangular2),
            _ => new CyclicLR(optimizer, 0.01, 0.2, 3, mode: CyclicMode.ExpRange, gamma: 0.9),
        };
        foreach (JsonElement expected in TorchFixture.Load("optimizers.json").GetProperty(name).EnumerateArray())
        {
            TorchFixture.AssertClose(expected.Numbers(), [optimizer.LearningRate, optimizer.ParameterGroups[0].Momentum], 1e-13);
            schedule.Step();
        }
    }

    [Fact]
    public void AWarmUpClimbsToTheFirstRateOfAnySchedule()
    {
        Optimizer optimizer = Make();
        optimizer.AddGroup([new Parameter(Tensor.Ones([1]))], learningRate: 1);
        var schedule = new WarmupLR(new StepLR(optimizer, 2, 0.5), steps: 4, startFactor: 0.2);
        var rates = new List<double>();
        for (int i = 0; i < 9; i++)
        {
            rates.Add(optimizer.LearningRate);
            Assert.Equal(2 * optimizer.LearningRate, optimizer.ParameterGroups[1].LearningRate, 1e-14);
            schedule.Step();
        }

        TorchFixture.AssertClose([0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.25, 0.25, 0.125], [.. rates], 1e-14);
    }

    [Fact]
    public void AWarmUpInFrontOfOneCycleKeepsItsMomentum()
    {
        Optimizer optimizer = Make();
        var schedule = new WarmupLR(new OneCycleLR(optimizer, maxLearningRate: 1, totalSteps: 10, divFactor: 10), steps: 2);
        Assert.Equal((0, 0.95), (optimizer.LearningRate, optimizer.ParameterGroups[0].Momentum));
        for (int i = 0; i < 4; i++) schedule.Step();
        Assert.Equal((1, 0.85), (optimizer.LearningRate, optimizer.ParameterGroups[0].Momentum));
    }

    public static TheoryData<string> Kinds => ["step", "one cycle", "cyclic", "warm-up", "sequence", "polynomial"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AResumedScheduleGoesOnAsIfNothingHadHappened(string kind)
    {
        Optimizer first = Make(), second = Make();
        LRScheduler before = Schedule(kind, first);
        for (int i = 0; i < 5; i++) before.Step();
        second.LearningRate = 77;
        LRScheduler after = Schedule(kind, second);
        after.LoadStateDict(before.StateDict());
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal((first.LearningRate, first.ParameterGroups[0].Momentum), (second.LearningRate, second.ParameterGroups[0].Momentum));
            before.Step();
            after.Step();
        }
    }

    [Fact]
    public void APlateauIsRememberedAcrossARestart()
    {
        Optimizer first = Make(), second = Make();
        ReduceLROnPlateau before = new(first, patience: 2), after = new(second, patience: 2);
        Assert.False(before.Step(1));
        Assert.False(before.Step(2));
        Assert.False(before.Step(2));
        after.LoadStateDict(before.StateDict());
        Assert.True(after.Step(2));
        Assert.Equal(0.05, second.LearningRate, 1e-14);
    }

    [Fact]
    public void AStateThatDoesNotFitIsRefused()
    {
        var schedule = new StepLR(Make(), 2);
        Dictionary<string, Tensor> state = schedule.StateDict();
        state["base_lrs"] = Tensor.Ones([2]);
        state["last_epoch"] = Tensor.Scalar(-1, DType.Int64);
        ArgumentException error = Assert.Throws<ArgumentException>(() => schedule.LoadStateDict(state));
        Assert.Contains("base_lrs has shape [2] instead of [1]; last_epoch is -1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ReduceLROnPlateau(Make()).LoadStateDict(state));
    }

    [Fact]
    public void BadSettingsAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicLR(Make(), 0.1, 1, stepsUp: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicLR(Make(), -0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmupLR(new StepLR(Make(), 2), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmupLR(new StepLR(Make(), 2), 3, 1.5));
    }

    static LRScheduler Schedule(string kind, Optimizer o) => kind switch
    {
        "step" => new StepLR(o, 2),
        "one cycle" => new OneCycleLR(o, 1, 12),
        "cyclic" => new CyclicLR(o, 0.1, 1, 3, 2),
        "warm-up" => new WarmupLR(new CosineAnnealingLR(o, 5), 3),
        "sequence" => new SequentialLR(o, [new LinearLR(o, 0.1), new ExponentialLR(o, 0.9)], [6]),
        _ => new PolynomialLR(o, 8, 2),
    };

    static SGD Make() => new([new Parameter(Tensor.Ones([1]))], 0.5, momentum: 0.9);
}
