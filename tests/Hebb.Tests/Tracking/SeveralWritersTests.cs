using System.Diagnostics;
using Hebb.Tracking;

namespace Hebb.Tests;

public sealed class SeveralWritersTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Database => folder.File("runs.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ThreadsOpenAndWriteOneNewFileAtOnce()
    {
        const int Runs = 8, Steps = 500;
        List<string> warnings = [];
        using var start = new Barrier(Runs);
        await Task.WhenAll(Enumerable.Range(0, Runs).Select(r => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                using var run = Run.Start($"run {r}", path: Database, warn: w => { lock (warnings) warnings.Add(w); });
                for (int step = 0; step < Steps; step++)
                {
                    run.Log(step, "loss", r + step);
                    if (step % 100 == 0) run.Flush();
                }

                run.Finish();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Empty(warnings);
        using var store = RunStore.Open(Database);
        Assert.Equal(Runs, store.List().Count);
        for (int r = 0; r < Runs; r++)
        {
            Assert.Equal(RunState.Finished, store.Get($"run {r}").State);
            Assert.Equal(Enumerable.Range(0, Steps).Select(s => (double)(r + s)), store.Metric($"run {r}", "loss").Select(p => p.Value));
        }
    }

    [Fact]
    public async Task ThreadsShareARun()
    {
        using var run = Run.Start("shared", path: Database);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            for (int step = 0; step < 1000; step++) run.Log(step, $"thread {t}", step);
        })));
        run.Finish();
        using var store = RunStore.Open(Database);
        Assert.All(store.Get("shared").Metrics, m => Assert.Equal((1000L, 999.0), (m.Count, m.Last)));
        Assert.Equal(4, store.Get("shared").Metrics.Count);
    }

    // The sample is also the proof that it compiles: the first run builds it, and the others are processes beside each other.
    [Fact]
    public async Task ProcessesWriteOneFileAtOnceAndAKilledOneIsInterrupted()
    {
        (int exit, string output) = await ProgramRun.Run("samples/tracking.cs", [Database, "first"], TimeSpan.FromMinutes(4));
        Assert.True(exit == 0, output);
        using var store = RunStore.Open(Database);
        Assert.Equal(200, store.Get("first").Metric("train loss")!.Count);
        Assert.Equal(3, store.Get("first").Metric("slope")!.Last, 0.05);

        using Process endless = Start("endless", "1000000000"), second = Start("second", "3000"), third = Start("third", "3000");
        await Task.WhenAll(second.WaitForExitAsync(CancellationToken.None), third.WaitForExitAsync(CancellationToken.None));
        Assert.Equal((0, 0), (second.ExitCode, third.ExitCode));
        var clock = Stopwatch.StartNew();
        while (store.Find("endless")?.Metric("slope") is null)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
            await Task.Delay(50, CancellationToken.None);
        }

        Assert.Equal(RunState.Running, store.Get("endless").State);
        endless.Kill(entireProcessTree: true);
        await endless.WaitForExitAsync(CancellationToken.None);
        clock.Restart();
        while (store.Get("endless").State != RunState.Interrupted)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
            await Task.Delay(50, CancellationToken.None);
        }

        foreach (string name in (string[])["second", "third"])
        {
            Assert.Equal((RunState.Finished, 3000L), (store.Get(name).State, store.Get(name).Metric("slope")!.Count));
            Assert.Equal(Enumerable.Range(1, 3000).Select(s => (long)s), store.Metric(name, "slope").Select(p => p.Step));
        }

        IReadOnlyList<MetricPoint> kept = store.Metric("endless", "slope");
        Assert.Equal(Enumerable.Range(1, kept.Count).Select(s => (long)s), kept.Select(p => p.Step));
        using var sql = new SqlFile(Database);
        Assert.Equal("ok", sql.Scalar("PRAGMA integrity_check"));
    }

    Process Start(string name, string steps)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--no-build", "samples/tracking.cs", "--", Database, name, steps]) { WorkingDirectory = Repository.Root };
        foreach (string key in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || k.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(key);
        return Process.Start(start)!;
    }
}
