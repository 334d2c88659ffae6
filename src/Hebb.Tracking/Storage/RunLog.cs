using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hebb.Tracking.Storage;

/// <summary>Writes one run into its database, a batch at a time. For one thread at a time.</summary>
sealed class RunLog(Database database, long run, string id) : IDisposable
{
    const string Recount =
        """
        UPDATE metrics SET
            count = (SELECT count(*) FROM points WHERE metric = number),
            (last, last_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY step DESC LIMIT 1),
            (least, least_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY value IS NULL, value, step LIMIT 1),
            (greatest, greatest_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY value IS NULL, value DESC, step LIMIT 1)
        WHERE
        """;

    // Up to so many values a metric is counted anew at once when steps came again, and not only at the end of the run.
    const int MaxRecounted = 50_000;

    // A value that is said again keeps its time: a resumed training says what its checkpoint knows.
    const string InsertPoint =
        """
        INSERT INTO points (metric, step, value, time) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (metric, step) DO UPDATE SET value = excluded.value, time = iif(value IS excluded.value, time, excluded.time)
        """;

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly long workedBefore = database.Number("SELECT worked FROM runs WHERE number = ?1", run);
    Dictionary<string, MetricTally>? tallies;

    public string Path => database.Path;

    /// <summary>Writes down a new run.</summary>
    /// <returns>Its number.</returns>
    public static long Insert(Database database, string id, string name, string command, string configuration, ulong? seed, IReadOnlyList<string> tags)
    {
        using SqliteTransaction transaction = database.Begin();
        long now = Now, number = database.Number(
            """
            INSERT INTO runs (id, name, command, configuration, seed, state, started, heartbeat, worked, place, process)
            VALUES (?1, ?2, ?3, ?4, ?5, 'running', ?6, ?6, 0, ?7, ?8) RETURNING number
            """,
            id,
            name,
            command,
            configuration,
            seed?.ToString(CultureInfo.InvariantCulture),
            now,
            LiveProcess.Place,
            Environment.ProcessId);
        foreach (string tag in tags) database.Execute("INSERT INTO tags (run, tag) VALUES (?1, ?2)", number, tag);
        foreach ((string fact, string value) in SystemFigures.AtStart()) Fact(database, number, fact, value);
        transaction.Commit();
        return number;
    }

    /// <summary>Makes an old run a running one of this process.</summary>
    public static void Reopen(Database database, long run, long? lastStep)
    {
        using SqliteTransaction transaction = database.Begin();
        if (lastStep is { } last)
        {
            database.Execute("DELETE FROM points WHERE step > ?2 AND metric IN (SELECT number FROM metrics WHERE run = ?1)", run, last);
            database.Execute("DELETE FROM metrics WHERE run = ?1 AND NOT EXISTS (SELECT 1 FROM points WHERE metric = number)", run);
            database.Execute(Recount + " run = ?1", run);
        }

        database.Execute(
            "UPDATE runs SET state = 'running', ended = NULL, problem = NULL, heartbeat = ?2, place = ?3, process = ?4 WHERE number = ?1", run, Now, LiveProcess.Place, Environment.ProcessId);
        transaction.Commit();
    }

    /// <summary>Writes a batch: all of it or, if this fails, nothing.</summary>
    public void Write(RunBatch batch)
    {
        try
        {
            using SqliteTransaction transaction = database.Begin();
            if (database.Execute("UPDATE runs SET heartbeat = ?2, worked = ?3 WHERE number = ?1", run, Now, Worked) == 0)
                throw new RunStoreException(RunStoreProblem.NoSuchRun, $"The run {id} was deleted from '{Path}' while it was at work.");
            Points(batch.Points);
            foreach (RunFile file in batch.Files) database.Execute("INSERT INTO files (run, path, kind) VALUES (?1, ?2, ?3) ON CONFLICT (run, path) DO UPDATE SET kind = excluded.kind", run, file.Path, file.Kind);
            foreach ((string name, string value) in batch.Facts) Fact(database, run, name, value);
            transaction.Commit();
        }
        catch
        {
            // What the dictionary knows may be gone with the transaction.
            tallies = null;
            throw;
        }
    }

    /// <summary>Writes down how the run ended.</summary>
    public void End(RunState state, string? problem)
    {
        using SqliteTransaction transaction = database.Begin();
        if (tallies?.Values.Any(t => t.IsDoubtful) == true) database.Execute(Recount + " run = ?1", run);
        foreach ((string name, string value) in SystemFigures.AtEnd()) Fact(database, run, name, value);
        database.Execute("UPDATE runs SET state = ?2, problem = ?3, ended = ?4, heartbeat = ?4, worked = ?5 WHERE number = ?1", run, state.ToString().ToLowerInvariant(), problem, Now, Worked);
        transaction.Commit();
    }

    public void Dispose() => database.Dispose();

    static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    long Worked => workedBefore + clock.ElapsedMilliseconds;

    static void Fact(Database database, long run, string name, string value) =>
        database.Execute("INSERT INTO facts (run, name, value) VALUES (?1, ?2, ?3) ON CONFLICT (run, name) DO UPDATE SET value = excluded.value", run, name, value);

    static object Stored(double value) => double.IsNaN(value) ? DBNull.Value : value;

    void Points(IReadOnlyList<LoggedPoint> points)
    {
        if (points.Count == 0) return;
        tallies ??= database.Query(
            "SELECT number, name, count, last, last_step, least, least_step, greatest, greatest_step FROM metrics WHERE run = ?1",
            r => new MetricTally(r.GetInt64(0), new MetricSummary(r.GetString(1), r.GetInt64(2), Real(r, 3), r.GetInt64(4), Real(r, 5), r.GetInt64(6), Real(r, 7), r.GetInt64(8))),
            run).ToDictionary(t => t.Summary.Name, StringComparer.Ordinal);
        using SqliteCommand insert = database.Command(InsertPoint, 0L, 0L, 0.0, 0L);
        foreach (LoggedPoint point in points)
        {
            if (!tallies.TryGetValue(point.Metric, out MetricTally? tally))
            {
                long number = database.Number("INSERT INTO metrics (run, name) VALUES (?1, ?2) RETURNING number", run, point.Metric);
                tallies[point.Metric] = tally = new MetricTally(number, new MetricSummary(point.Metric, 0, double.NaN, 0, double.NaN, 0, double.NaN, 0));
            }

            tally.Add(point.Step, point.Value);
            insert.Parameters[0].Value = tally.Number;
            insert.Parameters[1].Value = point.Step;
            insert.Parameters[2].Value = Stored(point.Value);
            insert.Parameters[3].Value = point.Time;
            insert.ExecuteNonQuery();
        }

        foreach (MetricTally tally in tallies.Values)
        {
            if (!tally.IsTouched) continue;
            MetricSummary s = tally.Summary;
            database.Execute(
                "UPDATE metrics SET count = ?2, last = ?3, last_step = ?4, least = ?5, least_step = ?6, greatest = ?7, greatest_step = ?8 WHERE number = ?1",
                tally.Number,
                s.Count,
                Stored(s.Last),
                s.LastStep,
                Stored(s.Min),
                s.MinStep,
                Stored(s.Max),
                s.MaxStep);
            tally.IsTouched = false;
        }

        if (tallies.Values.Where(t => t.IsDoubtful && t.Summary.Count <= MaxRecounted).ToList() is not { Count: > 0 } again) return;
        foreach (MetricTally tally in again) database.Execute(Recount + " number = ?1", tally.Number);
        tallies = null;
    }

    static double Real(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);
}
