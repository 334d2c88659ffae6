using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>Schedules inside a training: to the last step, with accumulation, with limits, and resumed anywhere.</summary>
public sealed class ScheduledFitTests : IDisposable
{
    const int Batches = 5, Epochs = 4;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Kinds =>
    [
        "one cycle, straight", "one cycle, three phases", "one cycle, straight, three phases", "one cycle", "linear", "constant", "polynomial", "cosine", "restarts", "steps", "none", "exponential", "cyclic",
        "sequence", "warm-up to the end",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AScheduleOfTheStepsGoesToTheirEnd(string kind)
    {
        foreach (int accumulate in (int[])[1, 2])
        {
            int steps = Epochs * ((Batches + accumulate - 1) / accumulate);
            (TrainingHistory history, double last) = Fit(o => Schedule.PerStep(Make(kind, o, steps)), accumulate);
            Assert.Equal((StopReason.Completed, steps), (history.StopReason, history.StepCount));
            SGD alone = new([new Parameter(Tensor.Ones([1]))], 0.5, momentum: 0.9);
            LRScheduler expected = Make(kind, alone, steps);
            for (int i = 0; i < steps; i++) expected.Step();
            Assert.Equal(alone.LearningRate, last);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AScheduleOfTheEpochsGoesToTheirEnd(string kind)
    {
        (TrainingHistory history, double last) = Fit(o => Schedule.PerEpoch(Make(kind, o, Epochs)));
        Assert.Equal(StopReason.Completed, history.StopReason);
        SGD alone = new([new Parameter(Tensor.Ones([1]))], 0.5, momentum: 0.9);
        LRScheduler expected = Make(kind, alone, Epochs);
        for (int i = 0; i < Epochs; i++) expected.Step();
        Assert.Equal(alone.LearningRate, last);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AResumedScheduleIsTheSameInTheMiddleAndAfterTheLastStep(string kind)
    {
        foreach (bool perStep in (bool[])[true, false])
        {
            int steps = perStep ? Epochs * Batches : Epochs;
            Schedule Scheduled(Optimizer o) => perStep ? Schedule.PerStep(Make(kind, o, steps)) : Schedule.PerEpoch(Make(kind, o, steps));
            (TrainingHistory whole, double last) = Fit(Scheduled);
            foreach (long stop in (long[])[1, 5, 13, 20])
            {
                string place = folder.File($"{kind}-{perStep}-{stop}");
                Fit(Scheduled, place: place, limit: stop);
                (TrainingHistory resumed, double again) = Fit(Scheduled, place: place);
                Assert.Equal(whole.Steps["learning_rate"].Values, resumed.Steps["learning_rate"].Values);
                Assert.Equal(last, again);

                // And once more, when there is nothing left to do.
                Assert.Equal(last, Fit(Scheduled, place: place).Last);
            }
        }
    }

    [Fact]
    public void ATrainingLongerThanItsScheduleIsRefusedBeforeItsFirstStep()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Fit(o => Schedule.PerStep(new OneCycleLR(o, 0.1, 19))));
        Assert.Contains("OneCycleLR was made for 19 steps, and the training makes 20", error.Message, StringComparison.Ordinal);
        Assert.Contains("made for 3 epochs, and the training makes 4", Assert.Throws<ArgumentException>(() => Fit(o => Schedule.PerEpoch(new OneCycleLR(o, 0.1, 3)))).Message, StringComparison.Ordinal);

        // Fewer steps than planned may come of it, and then the end is nobody's trouble.
        Assert.Equal(7, Fit(o => Schedule.PerStep(new OneCycleLR(o, 0.1, 7)), limit: 7).History.StepCount);
        Assert.Equal(StopReason.Requested, Fit(o => Schedule.PerStep(new OneCycleLR(o, 0, 12)), callback: new EarlyStopping("loss", patience: 1, minDelta: 10)).History.StopReason);
    }

    (TrainingHistory History, double Last) Fit(Func<Optimizer, Schedule> schedule, int accumulate = 1, string? place = null, long? limit = null, Callback? callback = null)
    {
        Sequential model = Tiny.Model();
        var optimizer = new SGD(model.Parameters(), 0.5, momentum: 0.9);
        TrainingHistory history = new Trainer(model, optimizer, Tiny.Loss)
        {
            Epochs = Epochs,
            Steps = limit,
            Accumulate = accumulate,
            Schedules = [schedule(optimizer)],
            Callbacks = callback is null ? [] : [callback],
            Checkpoints = place is null ? null : new CheckpointFolder(place),
            Resume = place is not null,
        }.Fit(Tiny.Loader(Tiny.Points(10 * Batches)));
        return (history, optimizer.LearningRate);
    }

    static LRScheduler Make(string kind, Optimizer o, int steps) => kind switch
    {
        "one cycle, straight" => new OneCycleLR(o, 0.1, steps, linear: true),
        "one cycle, three phases" => new OneCycleLR(o, 0.1, steps, threePhases: true),
        "one cycle, straight, three phases" => new OneCycleLR(o, 0.1, steps, linear: true, threePhases: true),
        "one cycle" => new OneCycleLR(o, 0.1, steps),
        "linear" => new LinearLR(o, totalSteps: steps),
        "constant" => new ConstantLR(o, totalSteps: steps),
        "polynomial" => new PolynomialLR(o, steps / 2),
        "cosine" => new CosineAnnealingLR(o, steps),
        "restarts" => new CosineAnnealingWarmRestarts(o, 1, 2),
        "steps" => new MultiStepLR(o, [1, steps]),
        "none" => new MultiStepLR(o, []),
        "exponential" => new ExponentialLR(o, 0.9),
        "cyclic" => new CyclicLR(o, 0.01, 0.1, 2),
        "sequence" => new SequentialLR(o, [new LinearLR(o, 0.1, totalSteps: 2), new CosineAnnealingLR(o, Math.Max(1, steps - 2))], [2]),
        _ => new WarmupLR(new CosineAnnealingLR(o, steps), steps),
    };
}
