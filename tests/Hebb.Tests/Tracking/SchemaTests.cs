using Hebb.Tracking;
using Hebb.Tracking.Storage;

namespace Hebb.Tests;

public sealed class SchemaTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // What the first version wrote, statement by statement: independent of today's code.
    const string VersionOne =
        """
        PRAGMA application_id = 0x48656262;
        PRAGMA user_version = 1;
        CREATE TABLE runs (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, command TEXT NOT NULL, configuration TEXT NOT NULL, seed TEXT, state TEXT NOT NULL, started INTEGER NOT NULL, ended INTEGER);
        CREATE TABLE metrics (number INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, name TEXT NOT NULL, UNIQUE (run, name));
        CREATE TABLE points (metric INTEGER NOT NULL REFERENCES metrics (number) ON DELETE CASCADE, step INTEGER NOT NULL, value REAL, time INTEGER NOT NULL, PRIMARY KEY (metric, step)) WITHOUT ROWID;
        CREATE TABLE files (run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE, path TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID;
        INSERT INTO runs VALUES (1, 'abcdefgh', 'old', 'hebb train', '{"epochs": 2}', '18446744073709551615', 'finished', 1700000000000, 1700000090000);
        INSERT INTO runs VALUES (2, 'hgfedcba', 'killed', '', '{}', NULL, 'running', 1700000100000, NULL);
        INSERT INTO metrics VALUES (1, 1, 'loss'), (2, 1, 'rate'), (3, 1, 'empty');
        INSERT INTO points VALUES (1, 0, 3, 1), (1, 1, 0.5, 2), (1, 2, NULL, 3), (1, 3, 0.75, 4), (2, 0, NULL, 5);
        INSERT INTO files VALUES (1, '/model', 'model');
        """;

    [Fact]
    public void AFileOfVersionOneIsBroughtUpToDateWithAllItHolds()
    {
        string path = folder.File("old.db");
        using (var sql = new SqlFile(path)) sql.Scalar(VersionOne);
        using var store = RunStore.Open(path);
        RunRecord old = store.Get("old"), killed = store.Get("killed");
        Assert.Equal(("abcdefgh", ulong.MaxValue, RunState.Finished, TimeSpan.FromSeconds(90)), (old.Id, old.Seed, old.State, old.Duration));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700000090000), old.Ended);
        Assert.Equal(new MetricSummary("loss", 4, 0.75, 3, 0.5, 1, 3, 0), old.Metrics[0]);
        Assert.Equal(new MetricSummary("rate", 1, double.NaN, 0, double.NaN, 0, double.NaN, 0), old.Metrics[1]);
        Assert.Equal(0, old.Metrics[2].Count);
        Assert.Equal((RunState.Interrupted, TimeSpan.Zero), (killed.State, killed.Duration));
        Assert.Equal(new RunFile("/model", "model"), Assert.Single(store.Files("old")));
        using (Run run = store.Resume("killed"))
        {
            run.Log(1, "loss", 1);
            run.Finish();
        }

        Assert.Equal((RunState.Finished, 1), (store.Get("killed").State, store.Get("killed").Metrics.Count));
        using var after = new SqlFile(path);
        Assert.Equal(((long)Schema.Version, "wal", "ok"), (after.Scalar("PRAGMA user_version"), after.Scalar("PRAGMA journal_mode"), after.Scalar("PRAGMA integrity_check")));
    }

    [Fact]
    public void AnOldFileHasTheTablesOfANewOne()
    {
        string old = folder.File("old.db"), fresh = folder.File("fresh.db");
        using (var sql = new SqlFile(old)) sql.Scalar(VersionOne);
        foreach (string path in (string[])[old, fresh]) RunStore.Open(path).Dispose();
        using SqlFile a = new(old), b = new(fresh);
        const string Columns = "SELECT group_concat(t.name || '.' || c.name || ' ' || c.type, ', ' ORDER BY t.name, c.cid) FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'";
        Assert.Equal(b.Scalar(Columns), a.Scalar(Columns));
        Assert.Contains("metrics.greatest REAL", (string)a.Scalar(Columns)!, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepThatFailsLeavesTheOldVersionWhole()
    {
        string path = folder.File("old.db");
        using (var sql = new SqlFile(path)) sql.Scalar(VersionOne + "CREATE TABLE facts (x TEXT);");
        RunStoreException error = Assert.Throws<RunStoreException>(() => RunStore.Open(path));
        Assert.Contains("facts", error.Message, StringComparison.Ordinal);
        using var after = new SqlFile(path);
        Assert.Equal((1L, 2L, 0L), (after.Scalar("PRAGMA user_version"), after.Scalar("SELECT count(*) FROM runs"), after.Scalar("SELECT count(*) FROM pragma_table_info('runs') WHERE name = 'heartbeat'")));
    }
}
