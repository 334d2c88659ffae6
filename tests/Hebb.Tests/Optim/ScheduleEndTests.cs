using System.Text.Json;
using Hebb.Nn;
using Hebb.Optim;

namespace Hebb.Tests;

/// <summary>Schedules at their ends and beyond, held against PyTorch.</summary>
public sealed class ScheduleEndTests
{
    static readonly JsonElement Torch = TorchFixture.Load("schedules.json");

    public static TheoryData<string> Schedules => [.. Torch.GetProperty("schedules").EnumerateObject().Select(p => p.Name)];

    public static TheoryData<string> Plateaus => [.. Torch.GetProperty("plateaus").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void RatesAndMomentaArePyTorchsToTheEndAndBeyond(string name)
    {
        SGD optimizer = Make();
        LRScheduler schedule = Of(name, optimizer);
        double[][] expected = [.. Torch.GetProperty("schedules").GetProperty(name).EnumerateArray().Select(row => row.Numbers())];
        for (int step = 0; step < expected.Length; step++)
        {
            (double rate, double momentum) = (expected[step][0], expected[step][1]);

            // PyTorch's straight line leaves what a rate and a momentum can be after the last step: the last ones stay.
            if (rate < 0) rate = expected[step - 1][0];
            if (momentum >= 1) momentum = expected[step - 1][1];
            TorchFixture.AssertClose([rate, momentum], [optimizer.LearningRate, optimizer.ParameterGroups[0].Momentum], 1e-12);
            if (step + 1 < expected.Length) schedule.Step();
        }

        if (!name.StartsWith("one cycle", StringComparison.Ordinal)) return;
        double last = optimizer.LearningRate;
        Assert.Contains($"made for {expected.Length - 1} steps", Assert.Throws<InvalidOperationException>(schedule.Step).Message, StringComparison.Ordinal);
        Assert.Equal((last, expected.Length - 1), (optimizer.LearningRate, schedule.StepCount));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void AScheduleIsResumedAtItsLastStep(string name)
    {
        SGD first = Make(), second = Make();
        LRScheduler before = Of(name, first);
        for (int steps = Torch.GetProperty("schedules").GetProperty(name).GetArrayLength() - 1; steps > 0; steps--) before.Step();
        second.LearningRate = 77;
        Of(name, second).LoadStateDict(before.StateDict());
        Assert.Equal((first.LearningRate, first.ParameterGroups[0].Momentum), (second.LearningRate, second.ParameterGroups[0].Momentum));
    }

    [Fact]
    public void AStateBeyondTheEndOfAScheduleIsRefused()
    {
        Dictionary<string, Tensor> state = new OneCycleLR(Make(), 1, 10).StateDict();
        state["last_epoch"] = Tensor.Scalar(11, DType.Int64);
        SGD optimizer = Make();
        LRScheduler[] schedules = [new OneCycleLR(optimizer, 1, 10), new WarmupLR(new OneCycleLR(optimizer, 1, 8), 2), new SequentialLR(optimizer, [new LinearLR(optimizer), new OneCycleLR(optimizer, 1, 5)], [5])];
        foreach (LRScheduler schedule in schedules)
            Assert.Contains("last_epoch is 11, but this schedule was made for 10 steps", Assert.Throws<ArgumentException>(() => schedule.LoadStateDict(state)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Plateaus))]
    public void PlateausArePyTorchsWithNumbersThatAreNone(string name)
    {
        SGD optimizer = Make();
        ReduceLROnPlateau schedule = name switch
        {
            "nan" => new(optimizer, patience: 1),
            "max, nan" => new(optimizer, PlateauMode.Max, 0.5, patience: 0),
            "cooldown" => new(optimizer, factor: 0.5, patience: 1, cooldown: 2),
            "least" => new(optimizer, patience: 0, minimum: 0.02),
            "absolute" => new(optimizer, factor: 0.5, patience: 0, threshold: 0.1, relativeThreshold: false),
            "tiny" => new(optimizer, patience: 0),
            _ => new(optimizer, factor: 0.5, patience: 0),
        };
        JsonElement expected = Torch.GetProperty("plateaus").GetProperty(name);
        double[] rates = Array.ConvertAll(Values(expected.GetProperty("metrics")), metric =>
        {
            schedule.Step(metric);
            return optimizer.LearningRate;
        });
        TorchFixture.AssertClose(expected.GetProperty("rates").Numbers(), rates, 1e-12);
    }

    [Fact]
    public void AWarmUpAsLongAsTheTrainingEndsAtTheFirstRate()
    {
        SGD optimizer = Make();
        var schedule = new WarmupLR(new CosineAnnealingLR(optimizer, 4), steps: 4);
        for (int i = 0; i < 4; i++) schedule.Step();
        Assert.Equal(0.5, optimizer.LearningRate);
        SGD other = Make();
        var sequence = new SequentialLR(other, [new LinearLR(other, 0, totalSteps: 4), new CosineAnnealingLR(other, 1)], [4]);
        for (int i = 0; i < 4; i++) sequence.Step();
        Assert.Equal(0.5, other.LearningRate);
        sequence.Step();
        Assert.Equal(0, other.LearningRate);
        SGD alone = Make();
        new SequentialLR(alone, [new StepLR(alone, 1, 0.5)], []).Step();
        Assert.Equal(0.25, alone.LearningRate);
    }

    [Fact]
    public void ACycleThatNeverComesDownNeedsNoSmallerNumber()
    {
        SGD optimizer = Make();
        var schedule = new CyclicLR(optimizer, 0, 1, stepsUp: int.MaxValue, stepsDown: int.MaxValue);
        schedule.MoveTo(int.MaxValue);
        Assert.Equal(1, optimizer.LearningRate);
    }

    [Fact]
    public void SchedulesOfNoStepsSayWhatIsPossible()
    {
        SGD o = Make();
        foreach (Func<LRScheduler> make in (Func<LRScheduler>[])
            [
                () => new OneCycleLR(o, 1, 0), () => new CosineAnnealingLR(o, 0), () => new CosineAnnealingWarmRestarts(o, 0), () => new CosineAnnealingWarmRestarts(o, 1, 0),
                () => new LinearLR(o, totalSteps: 0), () => new PolynomialLR(o, 0), () => new StepLR(o, 0), () => new CyclicLR(o, 0.1, 1, 0), () => new WarmupLR(new StepLR(o, 1), 0),
            ])
        {
            Assert.Contains("1 or more", Assert.Throws<ArgumentOutOfRangeException>(() => make()).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => new MultiStepLR(o, null!));
        Assert.Throws<ArgumentNullException>(() => new SequentialLR(o, null!, []));
        Assert.Throws<ArgumentNullException>(() => new SequentialLR(o, [null!], []));
        Assert.Throws<ArgumentNullException>(() => new SequentialLR(o, [new StepLR(o, 1)], null!));
    }

    public static TheoryData<string> Gradients => [.. Torch.GetProperty("gradients").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Gradients))]
    public void AGradientThatIsNoNumberLeavesWhatPyTorchLeaves(string name)
    {
        string kind = name[..name.LastIndexOf(',')];
        double bad = double.Parse(name[(kind.Length + 2)..] switch { "nan" => "NaN", "inf" => "Infinity", _ => "-Infinity" }, System.Globalization.CultureInfo.InvariantCulture);
        var p = new Parameter(Tensor.From([1, -2, 0.5]));
        Optimizer optimizer = kind switch
        {
            "SGD" => new SGD([p], 0.1),
            "SGD, momentum" => new SGD([p], 0.1, momentum: 0.9, nesterov: true),
            "Adam" => new Adam([p], 0.1),
            "AdamW" => new AdamW([p], 0.1, weightDecay: 0.1),
            "NAdam" => new NAdam([p], 0.1),
            "RAdam" => new RAdam([p], 0.1),
            "Adamax" => new Adamax([p], 0.1),
            "Adagrad" => new Adagrad([p], 0.1),
            "Adadelta" => new Adadelta([p], 0.1),
            _ => new RMSprop([p], 0.1, momentum: 0.5),
        };
        double[] gradients = [0.1, bad, 0.1];
        int step = 0;
        foreach (JsonElement expected in Torch.GetProperty("gradients").GetProperty(name).EnumerateArray())
        {
            p.Grad = Tensor.From([0.1, gradients[step++], -0.2]);
            optimizer.Step();
            double[] wanted = Values(expected), found = p.Tensor.ToArray<double>();
            for (int i = 0; i < wanted.Length; i++)
            {
                if (double.IsFinite(wanted[i])) Assert.Equal(wanted[i], found[i], 1e-9);
                else Assert.Equal(wanted[i], found[i]);
            }
        }
    }

    [Fact]
    public void WhatFollowsTheWeightsFollowsThemToNaN()
    {
        var p = new Parameter(Tensor.From([1.0]));
        var average = new ExponentialMovingAverage([p], 0.5);
        var optimizer = new Lookahead(new SGD([p], 0.1), steps: 2);
        p.Grad = Tensor.From([double.NaN]);
        optimizer.Step();
        average.Update();
        p.Grad = Tensor.From([0.0]);
        optimizer.Step();
        Assert.True(double.IsNaN(p.Tensor.Item()));
        Assert.True(double.IsNaN(optimizer.StateDict()["state.0.slow_buffer"].Item()));
        average.CopyTo();
        Assert.True(double.IsNaN(p.Tensor.Item()));
    }

    static double[] Values(JsonElement list) =>
        [.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN } : v.GetDouble())];

    internal static LRScheduler Of(string name, Optimizer o)
    {
        if (name is "one cycle, high end") return new OneCycleLR(o, 1, 10, linear: true, divFactor: 4, finalDivFactor: 0.2);
        if (name is "one cycle, high momentum") return new OneCycleLR(o, 1, 3, linear: true, baseMomentum: 0.5, maxMomentum: 0.99);
        if (name.StartsWith("one cycle", StringComparison.Ordinal))
        {
            string[] parts = name.Split(", ");
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            return new OneCycleLR(o, 1, int.Parse(parts[1], culture), double.Parse(parts[4], culture), parts[2] is "linear", threePhases: parts[3] is "3");
        }

        return name switch
        {
            "linear" => new LinearLR(o, 0.25, totalSteps: 4),
            "linear, 1" => new LinearLR(o, 0.25, 0.5, 1),
            "constant" => new ConstantLR(o, 0.25, 3),
            "constant, 1" => new ConstantLR(o, 0.25, 1),
            "polynomial" => new PolynomialLR(o, 4, 2),
            "polynomial, 1" => new PolynomialLR(o, 1, 0.5),
            "polynomial, flat" => new PolynomialLR(o, 3, 0),
            "cosine" => new CosineAnnealingLR(o, 5, 0.01),
            "cosine, 1" => new CosineAnnealingLR(o, 1),
            "restarts, 1" => new CosineAnnealingWarmRestarts(o, 1),
            "restarts, 1, twice" => new CosineAnnealingWarmRestarts(o, 1, 2),
            "restarts, 3, thrice" => new CosineAnnealingWarmRestarts(o, 3, 3, 0.02),
            "step, 1" => new StepLR(o, 1, 0.5),
            "steps, none" => new MultiStepLR(o, [], 0.5),
            "steps" => new MultiStepLR(o, [4, 0, 2, 4, -3], 0.5),
            "exponential" => new ExponentialLR(o, 0.5),
            "cyclic, 1" => new CyclicLR(o, 0.1, 1, 1),
            "cyclic, 1, 3" => new CyclicLR(o, 0.1, 1, 1, 3, CyclicMode.Triangular2),
            "lambda" => new LambdaLR(o, t => 1.0 / (1 + t)),
            "sequence" => new SequentialLR(o, [new LinearLR(o, 0.25, totalSteps: 4), new CosineAnnealingLR(o, 4)], [4]),
            _ => throw new ArgumentException(name, nameof(name)),
        };
    }

    static SGD Make() => new([new Parameter(Tensor.Ones([1]))], 0.5, momentum: 0.9);
}
