using System.Globalization;
using Hebb.Tracking.Storage;
using Microsoft.Data.Sqlite;

namespace Hebb.Tracking;

public sealed partial class RunStore
{
    const string Columns = "SELECT number, id, name, command, configuration, seed, state, started, ended, problem, heartbeat, worked, place, process FROM runs ";

    /// <summary>The runs, the newest first, each with its metrics in short.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="name">Only runs of this name; null for all.</param>
    /// <param name="tag">Only runs with this tag; null for all.</param>
    /// <exception cref="RunStoreException">The database cannot be read.</exception>
    public IReadOnlyList<RunRecord> List(int max = 100, string? name = null, string? tag = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return Ask(() => Records(
            "WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR EXISTS (SELECT 1 FROM tags WHERE run = number AND tag = ?2)) ORDER BY started DESC, number DESC LIMIT ?3", name, tag, max));
    }

    /// <summary>The run that a word means.</summary>
    /// <param name="key">
    /// An id or its beginning; a name, which means the newest run of that name; or <c>last</c>, the newest of all, <c>last~1</c> the one before it, and so on.
    /// </param>
    /// <exception cref="RunStoreException">No run is meant, or the beginning fits several ids; or the database cannot be read.</exception>
    public RunRecord Get(string key) => Find(key) ?? throw new RunStoreException(
        RunStoreProblem.NoSuchRun,
        $"There is no run '{key}' in '{ShownPath.Of(Path)}'.",
        Ask(() => database.Number("SELECT count(*) FROM runs")) == 0 ? "It holds no runs yet." : "Give an id or its beginning, a name, or 'last'; 'hebb runs list' shows them.");

    /// <summary>As <see cref="Get"/>, but null where no run is meant.</summary>
    /// <param name="key">Which run.</param>
    /// <exception cref="RunStoreException">The beginning fits several ids, or the database cannot be read.</exception>
    public RunRecord? Find(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return Ask(() =>
        {
            if (FromLast(key) is { } back) return Records("ORDER BY started DESC, number DESC LIMIT 1 OFFSET ?1", back).FirstOrDefault();
            if (Records("WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC, started DESC, number DESC LIMIT 1", key) is [RunRecord exact]) return exact;
            List<RunRecord> fitting = Records("WHERE substr(id, 1, length(?1)) = ?1 ORDER BY started DESC, number DESC LIMIT 6", key.ToLowerInvariant());
            if (fitting.Count <= 1) return fitting.FirstOrDefault();
            throw new RunStoreException(
                RunStoreProblem.NoSuchRun, $"'{key}' is the beginning of several runs: {string.Join(", ", fitting.Take(5).Select(r => $"{r.Id} ({r.Name})"))}{(fitting.Count > 5 ? ", …" : string.Empty)}.", "Give one more letter.");
        });
    }

    /// <summary>All values of a metric, in the order of their steps.</summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <param name="metric">The name that it was logged under.</param>
    /// <returns>The values; none if the run has no such metric.</returns>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    public IReadOnlyList<MetricPoint> Metric(string key, string metric)
    {
        string id = Get(key).Id;
        return Ask(() => database.Query(
            "SELECT step, value, time FROM points WHERE metric = (SELECT m.number FROM metrics m JOIN runs r ON r.number = m.run WHERE r.id = ?1 AND m.name = ?2) ORDER BY step",
            r => new MetricPoint(r.GetInt64(0), Real(r, 1), Time(r.GetInt64(2))),
            id,
            metric));
    }

    /// <summary>The files that a run made, in the order of their paths.</summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    public IReadOnlyList<RunFile> Files(string key)
    {
        string id = Get(key).Id;
        return Ask(() => database.Query(
            "SELECT path, kind FROM files WHERE run = (SELECT number FROM runs WHERE id = ?1) ORDER BY path", r => new RunFile(r.GetString(0), r.GetString(1)), id));
    }

    /// <summary>
    /// What is known about where a run ran, and what it said about itself, in the order of its writing: machine, system, processors, .NET, Hebb, git commit, folder,
    /// peak memory …
    /// </summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Facts(string key)
    {
        string id = Get(key).Id;
        return Ask(() => database.Query(
            "SELECT name, value FROM facts WHERE run = (SELECT number FROM runs WHERE id = ?1) ORDER BY rowid", r => KeyValuePair.Create(r.GetString(0), r.GetString(1)), id));
    }

    /// <summary>Puts runs beside each other.</summary>
    /// <param name="keys">Which runs: see <see cref="Get"/>.</param>
    /// <exception cref="RunStoreException">There is no such run, or the database cannot be read.</exception>
    public RunComparison Compare(params IEnumerable<string> keys) => RunComparison.Of([.. keys.Select(Get)]);

    /// <summary>Forgets a run.</summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <param name="deleteFiles">Whether to delete the files that it made, too; those that are gone already, or that cannot be deleted, are passed over.</param>
    /// <returns>The files that were deleted.</returns>
    /// <exception cref="RunStoreException">There is no such run, it is still at work, or the database cannot be written.</exception>
    public IReadOnlyList<string> Delete(string key, bool deleteFiles = false)
    {
        RunRecord run = Get(key);
        if (run.State == RunState.Running) throw new RunStoreException(RunStoreProblem.Locked, $"The run {run.Id} ({run.Name}) is still at work.", "Stop it first, or wait until it ends.");
        IReadOnlyList<RunFile> files = deleteFiles ? Files(run.Id) : [];
        Ask(() => database.Execute("DELETE FROM runs WHERE id = ?1", run.Id));
        var deleted = new List<string>();
        foreach (RunFile file in files)
        {
            try
            {
                if (!File.Exists(file.Path)) continue;
                File.Delete(file.Path);
                deleted.Add(file.Path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It stays; the caller sees that it is not among the deleted ones.
            }
        }

        return deleted;
    }

    static long? FromLast(string key)
    {
        if (key is "last") return 0;
        return key.StartsWith("last~", StringComparison.Ordinal) && long.TryParse(key.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out long back) ? back : null;
    }

    static double Real(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? double.NaN : reader.GetDouble(column);

    static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, -62_135_596_800_000, 253_402_300_799_999));

    List<RunRecord> Records(string condition, params ReadOnlySpan<object?> values)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        List<(long Number, RunRecord Record)> rows = database.Query(Columns + condition, r => (r.GetInt64(0), Record(r, now)), values);
        return [.. rows.Select(row => row.Record with
        {
            Tags = database.Query("SELECT tag FROM tags WHERE run = ?1 ORDER BY tag", r => r.GetString(0), row.Number),
            Metrics = database.Query(
                "SELECT name, count, last, last_step, least, least_step, greatest, greatest_step FROM metrics WHERE run = ?1 ORDER BY number",
                r => new MetricSummary(r.GetString(0), r.GetInt64(1), Real(r, 2), r.GetInt64(3), Real(r, 4), r.GetInt64(5), Real(r, 6), r.GetInt64(7)),
                row.Number),
        })];
    }

    static RunRecord Record(SqliteDataReader r, DateTimeOffset now)
    {
        DateTimeOffset started = Time(r.GetInt64(7)), heartbeat = r.IsDBNull(10) ? started : Time(r.GetInt64(10));
        RunState state = Enum.TryParse(r.GetString(6), ignoreCase: true, out RunState stored) ? stored : RunState.Failed;
        if (state == RunState.Running && !LiveProcess.IsAlive(r.IsDBNull(12) ? null : r.GetString(12), r.IsDBNull(13) ? 0 : r.GetInt64(13), now - heartbeat)) state = RunState.Interrupted;
        DateTimeOffset? ended = state switch
        {
            RunState.Running => null,
            RunState.Interrupted => heartbeat,
            _ => r.IsDBNull(8) ? heartbeat : Time(r.GetInt64(8)),
        };
        return new RunRecord
        {
            Id = r.GetString(1),
            Name = r.GetString(2),
            Command = r.GetString(3),
            Configuration = r.GetString(4),
            Seed = !r.IsDBNull(5) && ulong.TryParse(r.GetString(5), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null,
            State = state,
            Started = started,
            Ended = ended,
            Problem = r.IsDBNull(9) ? null : r.GetString(9),
            Duration = state == RunState.Running ? now - heartbeat + TimeSpan.FromMilliseconds(r.IsDBNull(11) ? 0 : r.GetInt64(11)) : TimeSpan.FromMilliseconds(r.IsDBNull(11) ? 0 : r.GetInt64(11)),
        };
    }
}
