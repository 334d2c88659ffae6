using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

[Collection("thread count")]
public sealed class ResumeTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 0, 13)]
    [InlineData(1, 1, 13)]
    [InlineData(4, 0, 7)]
    [InlineData(0, 4, 20)]
    public void AnInterruptedTrainingGoesOnToTheSameBits(int first, int second, long at)
    {
        (float[] weights, TrainingHistory whole) = Train(null, first, 0);
        using var source = new CancellationTokenSource();
        var store = new CheckpointFolder(folder.File("run"));
        (float[] partly, TrainingHistory stopped) = Train(store, first, at, source);
        Assert.Equal((StopReason.Cancelled, at), (stopped.StopReason, stopped.StepCount));
        Assert.Contains("saved to", stopped.StopMessage, StringComparison.Ordinal);
        Assert.NotEqual(weights, partly);
        (float[] resumed, TrainingHistory history) = Train(new CheckpointFolder(folder.File("run")), second, 0);
        Assert.Equal(weights, resumed);
        Assert.Equal(at, history.ResumedAtStep);
        foreach (string name in whole.Epochs.Keys) Assert.Equal(whole[name].Values, history[name].Values);
        foreach (string name in whole.Steps.Keys) Assert.Equal(whole.Steps[name].Values, history.Steps[name].Values);
        Assert.Equal(whole["val_loss"].Steps, history["val_loss"].Steps);
        Assert.Equal((whole.BestValue, whole.BestStep, whole.StepCount, whole.SampleCount), (history.BestValue, history.BestStep, history.StepCount, history.SampleCount));
    }

    [Fact]
    public void AnInterruptInAValidationIsAsIfItHadNotBegun()
    {
        (float[] weights, TrainingHistory whole) = Train(null, 0, 0);
        using var source = new CancellationTokenSource();
        var store = new CheckpointFolder(folder.File("run"));
        (_, TrainingHistory stopped) = Train(store, 0, -2, source);
        Assert.Equal(StopReason.Cancelled, stopped.StopReason);
        Assert.Equal(1, stopped["val_loss"].Count);
        (float[] resumed, TrainingHistory history) = Train(store, 0, 0);
        Assert.Equal(weights, resumed);
        Assert.Equal(whole["val_loss"].Values, history["val_loss"].Values);
    }

    [Fact]
    public void AFinishedTrainingCanBeMadeLonger()
    {
        using var longer = new TemporaryFolder();
        Sequential one = Tiny.Model(), two = Tiny.Model();
        new Trainer(one, Tiny.Adam(one), Tiny.Loss) { Epochs = 4 }.Fit(Tiny.Loader(Tiny.Points(50)));
        new Trainer(two, Tiny.Adam(two), Tiny.Loss) { Epochs = 2, Checkpoints = new CheckpointFolder(longer.Path) }.Fit(Tiny.Loader(Tiny.Points(50)));
        Sequential fresh = Tiny.Model(seed: 99);
        TrainingHistory history = new Trainer(fresh, Tiny.Adam(fresh), Tiny.Loss) { Epochs = 4, Checkpoints = new CheckpointFolder(longer.Path), Resume = true }.Fit(Tiny.Loader(Tiny.Points(50)));
        Assert.Equal(Tiny.Weights(one), Tiny.Weights(fresh));
        Assert.Equal(4, history["loss"].Count);
    }

    [Fact]
    public void BatchesLearnedByHeartStayTheSameOnes()
    {
        float[] Train(int epochs, CheckpointFolder? store)
        {
            Sequential model = Tiny.Model();
            new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = epochs, OverfitBatches = 2, Checkpoints = store, Resume = store is not null }.Fit(Tiny.Loader(Tiny.Points(200)));
            return Tiny.Weights(model);
        }

        float[] whole = Train(4, null);
        Train(2, new CheckpointFolder(folder.Path));
        Assert.Equal(whole, Train(4, new CheckpointFolder(folder.Path)));
    }

    [Fact]
    public void ACheckpointOfAnotherModelOrOptimizerSaysWhatDiffersAndChangesNothing()
    {
        var store = new CheckpointFolder(folder.Path);
        Sequential model = Tiny.Model();
        new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1, Checkpoints = store }.Fit(Tiny.Loader(Tiny.Points(50)));

        var other = new Sequential(new Linear(2, 8), new ReLU(), new Linear(8, 4));
        float[] before = Tiny.Weights(other);
        CheckpointException wrong = Assert.Throws<CheckpointException>(() => new Trainer(other, Tiny.Adam(other), Tiny.Loss) { Epochs = 2, Checkpoints = store, Resume = true }.Fit(Tiny.Loader(Tiny.Points(50))));
        Assert.Contains("0.weight: has shape [8, 2], the state [16, 2]", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(before, Tiny.Weights(other));

        Sequential same = Tiny.Model(seed: 5);
        before = Tiny.Weights(same);
        wrong = Assert.Throws<CheckpointException>(() => new Trainer(same, new SGD(same.Parameters(), 0.1), Tiny.Loss) { Epochs = 2, Checkpoints = store, Resume = true }.Fit(Tiny.Loader(Tiny.Points(50))));
        Assert.Contains("exp_avg", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(before, Tiny.Weights(same));

        wrong = Assert.Throws<CheckpointException>(() => new Trainer(same, Tiny.Adam(same), Tiny.Loss) { Epochs = 2, Checkpoints = store }.Fit(Tiny.Loader(Tiny.Points(50))));
        Assert.Contains("another run", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADeterministicTrainingGoesOnWithAsManyThreadsAsItBeganWith()
    {
        int threads = Threads.Count;
        var store = new CheckpointFolder(folder.Path);
        try
        {
            Threads.Count = 1;
            Sequential model = Tiny.Model();
            new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 1, Checkpoints = store }.Fit(Tiny.Loader(Tiny.Points(50)));
            Threads.Count = 2;
            var seen = new ThreadsSeen();
            new Trainer(model, Tiny.Adam(model), Tiny.Loss) { Epochs = 2, Checkpoints = store, Resume = true, Deterministic = true, Callbacks = [seen] }.Fit(Tiny.Loader(Tiny.Points(50)));
            Assert.Equal((1, 2), (seen.Count, Threads.Count));
        }
        finally
        {
            Threads.Count = threads;
        }
    }

    (float[] Weights, TrainingHistory History) Train(CheckpointFolder? store, int workers, long cancelAt, CancellationTokenSource? source = null)
    {
        Sequential model = Tiny.Model(dropout: 0.3, noise: new Generator(6));
        Adam optimizer = Tiny.Adam(model);
        List<Callback> callbacks = [new EarlyStopping("val_loss", patience: 100, restoreBest: false)];
        if (source is not null) callbacks.Add(cancelAt > 0 ? new Tiny.CancelAt(cancelAt, source) : new CancelInValidation(-cancelAt, source));
        TrainingHistory history = new Trainer(model, optimizer, Tiny.Loss)
        {
            Epochs = 3,
            Metrics = [new Accuracy()],
            TrainMetrics = [new Accuracy(), new F1Score(4)],
            Schedules = [Schedule.PerStep(new OneCycleLR(optimizer, 0.05, 30)), Schedule.OnPlateau(new ReduceLROnPlateau(optimizer), "val_loss")],
            ValidateEvery = Interval.Steps(6),
            Callbacks = callbacks,
            Checkpoints = store,
            CheckpointEvery = Interval.Never,
            Resume = store is not null,
        }.Fit(Tiny.Loader(Tiny.Points(95), workers: workers, transform: new Tiny.Jitter()), Tiny.Loader(Tiny.Points(30, seed: 8), seed: 11), source?.Token ?? CancellationToken.None);
        return (Tiny.Weights(model), history);
    }

    sealed class CancelInValidation(long number, CancellationTokenSource source) : Callback
    {
        long count;

        public override void OnValidationBatch(TrainingState state, Data.Batch batch, Tensor prediction)
        {
            // Three batches to a validation.
            if (++count == (3 * (number - 1)) + 1) source.Cancel();
        }
    }

    sealed class ThreadsSeen : Callback
    {
        public int Count { get; private set; }

        public override void OnStepEnd(TrainingState state) => Count = Threads.Count;
    }
}
