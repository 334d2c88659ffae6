using System.Security.Cryptography;
using Hebb.Tracking.Storage;

namespace Hebb.Tracking;

/// <summary>
/// The file that remembers runs: a SQLite database in write-ahead mode, which several programs may read and write at once. Safe for use from several threads.
/// </summary>
public sealed partial class RunStore : IDisposable
{
    /// <summary>The environment variable that names the file, or a folder for it.</summary>
    public const string PathVariable = "HEBB_RUNS";

    const string FileName = "hebb-runs.db";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Lock gate = new();
    readonly Database database;
    readonly TimeSpan patience;

    RunStore(Database database, TimeSpan patience) => (this.database, this.patience) = (database, patience);

    /// <summary>
    /// Where runs are remembered unless a path is given: what the environment variable <c>HEBB_RUNS</c> names (a file, or a folder that exists), otherwise
    /// <c>hebb/hebb-runs.db</c> in the user's folder for programs' data: <c>~/.local/share</c> or <c>$XDG_DATA_HOME</c> on Linux, <c>~/Library/Application Support</c>
    /// on macOS, <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    public static string DefaultPath => PathFrom(Environment.GetEnvironmentVariable(PathVariable));

    /// <summary>The database's file, as a full path.</summary>
    public string Path => database.Path;

    /// <summary>The path that the variable's value, or none, leads to.</summary>
    internal static string PathFrom(string? named)
    {
        if (named is { Length: > 0 }) return named;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.Combine(home.Length > 0 ? home : System.IO.Path.GetTempPath(), "hebb", FileName);
    }

    /// <summary>Opens a file of runs; makes it, and its folder, if it is not there, and brings one of an older Hebb up to date.</summary>
    /// <param name="path">The file, or a folder for it; null for <see cref="DefaultPath"/>.</param>
    /// <param name="patience">How long to wait for a file that another program holds; null for five seconds.</param>
    /// <exception cref="RunStoreException">It cannot be opened: locked, damaged, of another program, of a newer Hebb, or out of reach.</exception>
    public static RunStore Open(string? path = null, TimeSpan? patience = null)
    {
        string full = System.IO.Path.GetFullPath(string.IsNullOrEmpty(path) ? DefaultPath : path);
        if (Directory.Exists(full)) full = System.IO.Path.Combine(full, FileName);
        TimeSpan wait = patience ?? Patience;
        return new RunStore(Database.Open(full, wait), wait);
    }

    /// <summary>Begins a run: writes down what it is, where it runs and when it began. <see cref="Run.Start"/> does the same and never fails.</summary>
    /// <param name="name">A name for people; it need not be unique.</param>
    /// <param name="command">The command line that began it.</param>
    /// <param name="configuration">Its configuration, a JSON object.</param>
    /// <param name="seed">The seed of its random numbers.</param>
    /// <param name="tags">Words to find it by.</param>
    /// <param name="warn">Told, at most twice and from another thread, when something can no longer be recorded; null for standard error.</param>
    /// <returns>The run; it keeps its own connection, so this store may be closed before it ends.</returns>
    /// <exception cref="ArgumentException">The configuration is no JSON object.</exception>
    /// <exception cref="RunStoreException">The database cannot be written.</exception>
    public Run Begin(string name, string command = "", string configuration = "{}", ulong? seed = null, IEnumerable<string>? tags = null, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(command);
        ConfigurationText.Require(configuration);
        string[] words = [.. (tags ?? []).Distinct(StringComparer.Ordinal)];
        Database own = Database.Open(Path, patience);
        try
        {
            string id = NewId();
            long number = RunLog.Insert(own, id, name, command, configuration, seed, words);
            return new Run(new RunLog(own, number, id), id, name, warn);
        }
        catch (Exception problem)
        {
            own.Dispose();
            if (Database.Explain(Path, problem) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>Resumes a run that was interrupted or stopped; it is running again, under the same id.</summary>
    /// <param name="key">Which run: see <see cref="Get"/>.</param>
    /// <param name="lastStep">The last step of the checkpoint: what was logged after it is taken out, because it will come again. Null keeps everything.</param>
    /// <param name="warn">As in <see cref="Begin"/>.</param>
    /// <param name="takesOver">
    /// Whether to resume also a run that seems to be at work: for who holds its folder (<see cref="RunFolder"/>) and so knows that it is not. A killed process is not always seen to be
    /// gone, as when its number was given away again, or when it lived in another container.
    /// </param>
    /// <exception cref="RunStoreException">There is no such run, it is still at work, or the database cannot be written.</exception>
    public Run Resume(string key, long? lastStep = null, Action<string>? warn = null, bool takesOver = false)
    {
        RunRecord record = Get(key);
        if (record.State == RunState.Running && !takesOver) throw new RunStoreException(RunStoreProblem.Locked, $"The run {record.Id} ({record.Name}) is still at work.", "Stop it first, or wait until it ends.");
        Database own = Database.Open(Path, patience);
        try
        {
            long number = own.Number("SELECT number FROM runs WHERE id = ?1", record.Id);
            RunLog.Reopen(own, number, lastStep);
            return new Run(new RunLog(own, number, record.Id), record.Id, record.Name, warn);
        }
        catch (Exception problem)
        {
            own.Dispose();
            if (Database.Explain(Path, problem) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>Closes the file. Runs that were begun continue.</summary>
    public void Dispose()
    {
        lock (gate) database.Dispose();
    }

    // Letters and digits that cannot be taken for each other; a letter first, so that no id looks like a number.
    static string NewId() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 1) + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 7);

    T Ask<T>(Func<T> question)
    {
        lock (gate)
        {
            try
            {
                return question();
            }
            catch (Exception problem)
            {
                if (Database.Explain(Path, problem) is { } explained) throw explained;
                throw;
            }
        }
    }
}
