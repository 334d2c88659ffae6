using System.Diagnostics;
using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class RunTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Database => folder.File("runs.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void RemembersWhatItIsAndWhatItSaid()
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("mnist", "hebb train mnist", """{"epochs": 3, "model": {"kind": "mlp"}}""", ulong.MaxValue, ["b", "a", "b"]))
        {
            run.LogMany(1, ("train loss", 2.0), ("validation accuracy", 0.5));
            run.LogMany(2, [KeyValuePair.Create("train loss", 1.0), KeyValuePair.Create("validation accuracy", 0.25)]);
            run.Log(3, "train loss", 1.5);
            run.Describe("device", "cpu");
            run.AddFile("model.safetensors", "model");
            Assert.True(run.IsRecording);
            Assert.Equal(store.Path, run.StorePath);
            run.Finish();
            run.Log(4, "train loss", 0);
            Assert.False(run.IsRecording);
        }

        RunRecord record = Assert.Single(store.List());
        Assert.Equal(("mnist", "hebb train mnist", """{"epochs": 3, "model": {"kind": "mlp"}}""", (ulong?)ulong.MaxValue, RunState.Finished), (record.Name, record.Command, record.Configuration, record.Seed, record.State));
        Assert.Equal(["a", "b"], record.Tags);
        Assert.Matches("^[a-z][a-z2-9]{7}$", record.Id);
        Assert.Null(record.Problem);
        Assert.InRange(DateTimeOffset.UtcNow - record.Started, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(record.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(new MetricSummary("train loss", 3, 1.5, 3, 1, 2, 2, 1), record.Metric("train loss"));
        Assert.Equal(new MetricSummary("validation accuracy", 2, 0.25, 2, 0.25, 2, 0.5, 1), record.MainMetric);
        Assert.Equal((0.5, 1L), (record.MainMetric!.Best, record.MainMetric.BestStep));
        Assert.Equal([(1L, 2.0), (2L, 1.0), (3L, 1.5)], store.Metric("last", "train loss").Select(p => (p.Step, p.Value)));
        Assert.Empty(store.Metric("last", "nothing"));
        Assert.Equal([new RunFile(Path.GetFullPath("model.safetensors"), "model")], store.Files(record.Id));
        Dictionary<string, string> facts = new(store.Facts(record.Id), StringComparer.Ordinal);
        Assert.Equal(("cpu", Environment.MachineName, Environment.ProcessId.ToString()), (facts["device"], facts["machine"], facts["process"]));
        foreach (string fact in (string[])["system", "processors", "threads", "memory", ".net", "hebb", "folder", "peak memory", "processor time"]) Assert.NotEmpty(facts[fact]);
    }

    [Fact]
    public void ValuesThatAreNoNumbersAreKeptButNeverBest()
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("odd"))
        {
            double[] values = [double.NaN, double.PositiveInfinity, 3, 0.1, double.NaN];
            for (int i = 0; i < values.Length; i++) run.Log(i, "loss", values[i]);
            run.Log(0, "nothing", double.NaN);
            run.Finish();
        }

        RunRecord record = store.Get("odd");
        Assert.Equal(new MetricSummary("loss", 5, double.NaN, 4, 0.1, 3, double.PositiveInfinity, 1), record.Metric("loss"));
        Assert.Equal([double.NaN, double.PositiveInfinity, 3, 0.1, double.NaN], store.Metric("odd", "loss").Select(p => p.Value));
        Assert.True(double.IsNaN(record.Metric("nothing")!.Best));
        Assert.Equal("loss", record.MainMetric!.Name);
    }

    [Fact]
    public void WhatAResumedRunSaysAgainIsCountedOnceAndKeepsItsTime()
    {
        using var store = RunStore.Open(Database);
        using Run first = store.Begin("killed");
        for (int step = 1; step <= 5; step++) first.Log(step, "loss", 1.0 / step);
        Assert.True(first.Flush(TimeSpan.FromSeconds(30)));
        IReadOnlyList<MetricPoint> before = store.Metric("killed", "loss");
        using (var sql = new SqlFile(Database)) sql.Scalar("DELETE FROM points WHERE step = 3");

        // As after a kill: the process is not seen to be gone, and what its last second said is not there.
        Assert.Contains("still at work", Assert.Throws<RunStoreException>(() => store.Resume("killed", 4)).Message, StringComparison.Ordinal);
        using Run second = store.Resume("killed", lastStep: 4, takesOver: true);
        for (int step = 1; step <= 4; step++) second.Log(step, "loss", 1.0 / step);
        second.Flush();
        Assert.Equal(new MetricSummary("loss", 4, 0.25, 4, 0.25, 4, 1, 1), store.Get("killed").Metric("loss"));
        IReadOnlyList<MetricPoint> after = store.Metric("killed", "loss");
        Assert.Equal(before.Take(4).Select(p => (p.Step, p.Value)), after.Select(p => (p.Step, p.Value)));
        Assert.Equal((before[0].Time, before[3].Time), (after[0].Time, after[3].Time));
        second.Log(2, "loss", 9);
        second.Finish();
        Assert.Equal(new MetricSummary("loss", 4, 0.25, 4, 0.25, 4, 9, 2), store.Get("killed").Metric("loss"));
    }

    [Fact]
    public void AStepSaidAgainReplacesItsValue()
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("again"))
        {
            run.Log(1, "loss", 0.5);
            run.Flush();
            Assert.Equal(0.5, store.Get("again").Metric("loss")!.Best);
            run.Log(1, "loss", 0.75);
            run.Log(0, "loss", 2);
            run.Finish();
        }

        Assert.Equal(new MetricSummary("loss", 2, 0.75, 1, 0.75, 1, 2, 0), store.Get("again").Metric("loss"));
    }

    [Fact]
    public void AFlushMakesItReadableWhileTheRunGoesOn()
    {
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("flush");
        run.Log(1, "loss", 0.5);
        run.AddFile("a.txt", "log");
        run.Flush();
        RunRecord record = store.Get("flush");
        Assert.Equal((RunState.Running, null, 1), (record.State, record.Ended, record.Metrics.Count));
        Assert.Single(store.Files("flush"));
    }

    [Fact]
    public void WhatWasSaidIsWrittenSoonWithoutAsking()
    {
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("soon");
        run.Log(1, "loss", 0.5);
        var clock = Stopwatch.StartNew();
        while (store.Get("soon").Metrics.Count == 0)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
            Thread.Sleep(20);
        }
    }

    [Theory]
    [InlineData(RunState.Stopped, null)]
    [InlineData(RunState.Failed, "The loss was no number.")]
    public void EndsAsItSays(RunState state, string? problem)
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("end")) run.Finish(state, problem);
        Assert.Equal((state, problem), (store.Get("end").State, store.Get("end").Problem));
        Assert.NotNull(store.Get("end").Ended);
    }

    [Fact]
    public void LeftWithoutAnEndItHasFailed()
    {
        using var store = RunStore.Open(Database);
        using (store.Begin("left"))
        {
        }

        Assert.Equal((RunState.Failed, "It ended before it was finished."), (store.Get("left").State, store.Get("left").Problem));
    }

    [Fact]
    public void CannotEndAsRunning()
    {
        using var run = Run.Unrecorded();
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Finish(RunState.Interrupted));
    }

    [Fact]
    public void ResumingTakesOutWhatWillComeAgain()
    {
        using var store = RunStore.Open(Database);
        using (Run run = store.Begin("resumed"))
        {
            for (int step = 1; step <= 10; step++) run.Log(step, "loss", 10 - step);
            run.Log(9, "late", 1);
            run.Finish(RunState.Stopped);
        }

        string id = store.Get("resumed").Id;
        using (Run run = store.Resume("resumed", lastStep: 6))
        {
            Assert.Equal(id, run.Id);
            RunRecord now = store.Get(id);
            Assert.Equal((RunState.Running, 6L, 4.0), (now.State, now.Metric("loss")!.Count, now.Metric("loss")!.Min));
            Assert.Null(now.Metric("late"));
            Assert.Throws<RunStoreException>(() => store.Resume(id));
            run.Log(7, "loss", 5);
            run.Finish();
        }

        RunRecord end = Assert.Single(store.List());
        Assert.Equal((RunState.Finished, new MetricSummary("loss", 7, 5, 7, 4, 6, 9, 1)), (end.State, end.Metric("loss")));
    }

    [Theory]
    [InlineData("[1]", "JSON array")]
    [InlineData("3 epochs", "no JSON")]
    public void AConfigurationIsAJsonObject(string configuration, string problem)
    {
        using var store = RunStore.Open(Database);
        ArgumentException error = Assert.Throws<ArgumentException>(() => store.Begin("x", configuration: configuration));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Empty(store.List());
    }

    [Fact]
    public void LoggingCostsMicroseconds()
    {
        using var run = Run.Start("fast", path: Database);
        const int Values = 200_000;
        var clock = Stopwatch.StartNew();
        for (int step = 0; step < Values; step++) run.Log(step, "loss", step);
        double each = clock.Elapsed.TotalMicroseconds / Values;
        run.Finish();

        // A few tenths on an idle machine; the bound leaves room for a busy one.
        Assert.True(each < 20, $"{each} µs");
        using var store = RunStore.Open(Database);
        Assert.Equal(Values, store.Get("fast").Metric("loss")!.Count);
    }

    [Fact]
    public void AnUnrecordedRunTakesEverythingAndKeepsNothing()
    {
        using var run = Run.Unrecorded("none");
        run.Log(1, "loss", 1);
        run.AddFile("a", "b");
        run.Describe("a", "b");
        run.Flush();
        run.Finish();
        Assert.Equal((string.Empty, false, null), (run.Id, run.IsRecording, run.StorePath));
    }

    [Fact]
    public void WritesForTensorBoardToo()
    {
        string file;
        using (Run run = Run.Start("board", path: Database))
        {
            run.TensorBoard = new Hebb.Tracking.TensorBoard.TensorBoardWriter(folder.File("board"));
            file = run.TensorBoard.Path;
            run.Log(3, "loss", 0.5);
            run.Finish();
            Assert.Null(run.TensorBoard);
        }

        Assert.Equal([(3L, "loss", 0.5f)], EventFile.Read(file).Where(e => e.Tag.Length > 0).Select(e => (e.Step, e.Tag, e.Scalar!.Value)));
    }

    [Fact]
    public void AClosedEventFileDoesNotStopTheRun()
    {
        List<string> warnings = [];
        using var run = Run.Start("board", path: Database, warn: warnings.Add);
        run.TensorBoard = new Hebb.Tracking.TensorBoard.TensorBoardWriter(folder.File("board"));
        run.TensorBoard.Dispose();
        for (int step = 0; step < 100_000; step++) run.Log(step, "loss", 0.5);
        run.Finish();
        Assert.Contains("TensorBoard", Assert.Single(warnings), StringComparison.Ordinal);
    }
}
