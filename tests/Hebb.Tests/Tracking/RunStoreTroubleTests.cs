using System.Diagnostics;
using Hebb.Tracking;
using Hebb.Tracking.Storage;

namespace Hebb.Tests;

/// <summary>Databases that are locked, broken, foreign or out of reach: the error is clear, and work continues.</summary>
public sealed class RunStoreTroubleTests : IDisposable
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    readonly TemporaryFolder folder = new();

    string Database => folder.File("runs.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("This is a text and no database, however long it may become before its end is reached and the reader knows.")]
    [InlineData("SQLite format 3\0 and then nothing of what should follow, which any reader must find out by itself and say....")]
    public void WhatIsNoDatabaseIsLeftAsItIs(string content)
    {
        File.WriteAllText(Database, content);
        RunStoreException error = Assert.Throws<RunStoreException>(() => RunStore.Open(Database));
        Assert.Equal(RunStoreProblem.Corrupt, error.Problem);
        Assert.Contains(Database, error.Message, StringComparison.Ordinal);
        Assert.Contains("Move it away", error.Help, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Database));
    }

    [Fact]
    public void EveryDamageIsAnErrorOfOurs()
    {
        MakeOne();
        using (var sql = new SqlFile(Database)) sql.Scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] sound = File.ReadAllBytes(Database);
        var random = new Generator(3);
        int refused = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            byte[] damaged = [.. sound];
            int at = (int)(random.NextUInt64() % (ulong)sound.Length), length = Math.Min(600, sound.Length - at);
            for (int i = 0; i < length; i++) damaged[at + i] = (byte)random.NextUInt64();
            if (trial % 4 == 3) damaged = damaged[..at];
            string path = folder.File($"damaged-{trial}.db");
            File.WriteAllBytes(path, damaged);
            try
            {
                using var store = RunStore.Open(path, Short);
                store.List();
                store.Facts("last");
                store.Metric("last", "loss");
                using Run run = store.Begin("more", warn: _ => { });
                run.Log(1, "loss", 1);
                run.Finish();
            }
            catch (RunStoreException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 5, 60);
    }

    [Fact]
    public void ADatabaseOfAnotherProgramIsLeftAsItIs()
    {
        using (var sql = new SqlFile(Database)) sql.Scalar("CREATE TABLE songs (title TEXT)");
        RunStoreException error = Assert.Throws<RunStoreException>(() => RunStore.Open(Database));
        Assert.Equal(RunStoreProblem.Foreign, error.Problem);
        using var after = new SqlFile(Database);
        Assert.Equal(("delete", 1L), (after.Scalar("PRAGMA journal_mode"), after.Scalar("SELECT count(*) FROM sqlite_schema")));
    }

    [Fact]
    public void ADatabaseOfANewerHebbIsRefused()
    {
        MakeOne();
        using (var sql = new SqlFile(Database)) sql.Scalar("PRAGMA user_version = 99");
        RunStoreException error = Assert.Throws<RunStoreException>(() => RunStore.Open(Database));
        Assert.Equal(RunStoreProblem.Newer, error.Problem);
        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APathThatCannotBeIsOutOfReach()
    {
        File.WriteAllText(folder.File("file"), "x");
        Assert.Equal(RunStoreProblem.Unreachable, Assert.Throws<RunStoreException>(() => RunStore.Open(folder.File("file/runs.db"))).Problem);
    }

    [Fact]
    public void ALockedDatabaseIsNamedAsSuch()
    {
        MakeOne();
        using var store = RunStore.Open(Database, Short);
        using var other = new SqlFile(Database);
        other.Scalar("BEGIN IMMEDIATE");
        RunStoreException error = Assert.Throws<RunStoreException>(() => store.Begin("second"));
        Assert.Equal(RunStoreProblem.Locked, error.Problem);
        Assert.Contains("locked", error.Message, StringComparison.Ordinal);

        // In write-ahead mode it can be read all the same.
        Assert.Single(store.List());
    }

    [Fact]
    public void ARunWaitsForALockedDatabaseAndTellsOnce()
    {
        List<string> warnings = [];
        using var store = RunStore.Open(Database, Short);
        using Run run = store.Begin("waiting", warn: warnings.Add);
        using (var other = new SqlFile(Database))
        {
            other.Scalar("BEGIN IMMEDIATE");
            for (int step = 0; step < 3; step++)
            {
                run.Log(step, "loss", step);
                run.Flush();
            }

            Assert.True(run.IsRecording);
        }

        run.Log(3, "loss", 3);
        run.Finish();
        string warning = Assert.Single(warnings);
        Assert.Contains("locked", warning, StringComparison.Ordinal);
        Assert.Contains("the work continues", warning, StringComparison.Ordinal);
        RunRecord record = store.Get("waiting");
        Assert.Equal((RunState.Finished, 4L), (record.State, record.Metric("loss")!.Count));
    }

    [Fact]
    public void ATrainingWaitsForALockedDatabaseNoLongerThanItWould()
    {
        using var store = RunStore.Open(Database, TimeSpan.FromSeconds(2));
        using Run run = store.Begin("waiting", warn: _ => { });
        run.Log(1, "loss", 1);
        Assert.True(run.Flush(TimeSpan.FromSeconds(30)));
        using (var other = new SqlFile(Database))
        {
            other.Scalar("BEGIN IMMEDIATE");
            run.Log(2, "loss", 2);
            var clock = Stopwatch.StartNew();
            Assert.False(run.Flush(TimeSpan.FromMilliseconds(50)));
            Assert.InRange(clock.ElapsedMilliseconds, 0, 1500);

            // When it has been found locked, nobody waits any more.
            run.Flush();
            clock.Restart();
            Assert.False(run.Flush(TimeSpan.FromSeconds(30)));
            Assert.InRange(clock.ElapsedMilliseconds, 0, 1500);
        }

        run.Finish();
        Assert.Equal((RunState.Finished, 2L), (store.Get("waiting").State, store.Get("waiting").Metric("loss")!.Count));
    }

    [Theory]
    [InlineData(13, 13, RunStoreProblem.Full, "the disk is full")]
    [InlineData(10, 778, RunStoreProblem.Full, "a file may not be larger here")]
    [InlineData(10, 4874, RunStoreProblem.Full, "a file may not be larger here")]
    [InlineData(8, 8, RunStoreProblem.Unreachable, "can be read only")]
    [InlineData(14, 14, RunStoreProblem.Unreachable, "cannot be used")]
    [InlineData(5, 5, RunStoreProblem.Locked, "is locked")]
    [InlineData(11, 11, RunStoreProblem.Corrupt, "is damaged")]
    public void WhatSQLiteSaysIsNamedAsWhatItIs(int code, int extended, RunStoreProblem problem, string words)
    {
        RunStoreException explained = Hebb.Tracking.Storage.Database.Explain("/a/runs.db", new Microsoft.Data.Sqlite.SqliteException("its own word", code, extended))!;
        Assert.Equal(problem, explained.Problem);
        Assert.Contains("'/a/runs.db'", explained.Message, StringComparison.Ordinal);
        Assert.Contains(words, explained.Message, StringComparison.Ordinal);
        Assert.Contains("HEBB_RUNS", explained.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingLibraryOfSQLiteIsNamed()
    {
        var problem = new TypeInitializationException("Microsoft.Data.Sqlite.SqliteConnection", new System.Reflection.TargetInvocationException(new DllNotFoundException("Unable to load shared library 'e_sqlite3'")));
        RunStoreException error = Hebb.Tracking.Storage.Database.Explain(Database, problem)!;
        Assert.Equal(RunStoreProblem.Unreachable, error.Problem);
        Assert.Contains("SQLite's library is not there", error.Message, StringComparison.Ordinal);
        Assert.Contains("e_sqlite3", error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWhoseEndCannotBeWrittenSaysSo()
    {
        List<string> warnings = [];
        using var store = RunStore.Open(Database, Short);
        using Run run = store.Begin("ending", warn: warnings.Add);
        using var other = new SqlFile(Database);
        other.Scalar("BEGIN IMMEDIATE");
        run.Finish();
        Assert.Contains("The end of this run is not recorded", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ARunStartsWithoutADatabaseThatItCouldUse()
    {
        File.WriteAllText(Database, new string('x', 5000));
        List<string> warnings = [];
        using (var run = Run.Start("brave", path: Database, warn: warnings.Add))
        {
            Assert.False(run.IsRecording);
            run.Log(1, "loss", 1);
            run.Flush();
            run.Finish();
        }

        string warning = Assert.Single(warnings);
        Assert.Contains("damaged", warning, StringComparison.Ordinal);
        Assert.EndsWith("This run is not recorded; the work continues.", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning);
    }

    [Fact]
    public void ADatabaseThatBreaksUnderARunIsToldOnce()
    {
        List<string> warnings = [];
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("unlucky", warn: warnings.Add);
        using (var other = new SqlFile(Database)) other.Scalar("DROP TABLE points");
        for (int step = 0; step < 5; step++)
        {
            run.Log(step, "loss", step);
            run.Flush();
        }

        run.Finish();
        Assert.False(run.IsRecording);
        Assert.Contains("The rest of this run is not recorded", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatWasDeletedUnderWayIsToldOnce()
    {
        List<string> warnings = [];
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("deleted", warn: warnings.Add);
        using (var other = new SqlFile(Database)) other.Scalar("DELETE FROM runs");
        run.Log(1, "loss", 1);
        run.Flush();
        run.Log(2, "loss", 1);
        run.Finish();
        Assert.Contains("was deleted", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(store.List());
    }

    [Fact]
    public void AnErrorOfTheListenerStaysWithTheListener()
    {
        File.WriteAllText(Database, new string('x', 5000));
        using var run = Run.Start("brave", path: Database, warn: _ => throw new InvalidOperationException("deaf"));
        run.Log(1, "loss", 1);
        run.Finish();
        Assert.False(run.IsRecording);
    }

    [Fact]
    public void AKilledRunIsInterrupted()
    {
        Process dead = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        int number = dead.Id;
        dead.WaitForExit();
        dead.Dispose();
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("killed");
        using var other = new SqlFile(Database);
        Assert.Equal(RunState.Running, store.Get("killed").State);

        // Its process is gone: known at once.
        other.Scalar($"UPDATE runs SET process = {number}");
        RunRecord record = store.Get("killed");
        Assert.Equal(RunState.Interrupted, record.State);
        Assert.NotNull(record.Ended);

        // On another machine: known when it has been silent for a while.
        other.Scalar("UPDATE runs SET place = 'elsewhere'");
        Assert.Equal(RunState.Running, store.Get("killed").State);
        other.Scalar($"UPDATE runs SET heartbeat = heartbeat - {(long)LiveProcess.Silence.TotalMilliseconds + 60_000}");
        Assert.Equal(RunState.Interrupted, store.Get("killed").State);
    }

    void MakeOne()
    {
        using var store = RunStore.Open(Database);
        using Run run = store.Begin("one", "hebb", """{"epochs": 3}""", 1, ["tag"]);
        for (int step = 0; step < 300; step++) run.LogMany(step, ("loss", 1.0 / (1 + step)), ("accuracy", step));
        run.AddFile("x", "y");
        run.Finish();
    }
}
