using System.Globalization;
using Hebb.Formats;
using Microsoft.Data.Sqlite;

namespace Hebb.Tracking.Storage;

/// <summary>One connection to a file of runs; its errors say in our words what is wrong. For one thread at a time.</summary>
sealed class Database : IDisposable
{
    const int Busy = 5, LockedTable = 6, ReadOnly = 8, Corrupt = 11, Full = 13, NotADatabase = 26;

    // SQLite's name for writing that the system refused for another reason than a full disk; the limit of a file's size is one.
    const int WriteFailed = 778, SyncFailed = 1034, CutFailed = 1546, SharedMemoryFailed = 4874;

    static readonly string SqliteLibrary = OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so";

    readonly SqliteConnection connection;

    Database(string path, SqliteConnection connection) => (Path, this.connection) = (path, connection);

    public string Path { get; }

    /// <summary>Opens a file, makes it if it is not there, and brings its tables up to date.</summary>
    public static Database Open(string path, TimeSpan patience)
    {
        Database? database = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);

            // A pipe or a device would be waited for, or written to.
            if (File.Exists(path)) InputFile.RequireRegular(path);
            var opened = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWriteCreate,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds)),
            }.ToString());
            database = new Database(path, opened);
            opened.Open();

            // SQLite itself waits as long as we would; without this it would be asked again every 150 ms.
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)patience.TotalMilliseconds}"));
            Schema.Prepare(database);

            // In the write-ahead log a commit need not reach the disk at once: a killed process loses nothing, a power cut at most the last moments.
            database.Execute("PRAGMA synchronous = NORMAL");
            return database;
        }
        catch (Exception problem)
        {
            database?.Dispose();
            if (Explain(path, problem) is { } explained) throw explained;
            throw;
        }
    }

    /// <summary>What an error of SQLite or of the file system means for the file; null if it is neither.</summary>
    public static RunStoreException? Explain(string path, Exception problem) => ExplainOf(ShownPath.Of(path), problem);

    static RunStoreException? ExplainOf(string path, Exception problem) => problem switch
    {
        SqliteException { SqliteErrorCode: Busy or LockedTable } => new(
            RunStoreProblem.Locked, $"The database of runs '{path}' is locked: another program holds it.", "Close the program that has it open (a database browser?) and try again, or name another file with HEBB_RUNS.", problem),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => new(
            RunStoreProblem.Corrupt,
            $"The database of runs '{path}' is damaged or no SQLite database: {problem.Message}",
            "Move it away, and a new one is begun; 'sqlite3 FILE .recover' may save what it holds. HEBB_RUNS names another file.",
            problem),
        SqliteException { SqliteErrorCode: Full } or SqliteException { SqliteExtendedErrorCode: WriteFailed or SyncFailed or CutFailed or SharedMemoryFailed } => new(
            RunStoreProblem.Full, $"The database of runs '{path}' cannot grow: the disk is full or fails, or a file may not be larger here (ulimit -f).", "Make room, or name a file on another disk with HEBB_RUNS.", problem),
        SqliteException { SqliteErrorCode: ReadOnly } => new(
            RunStoreProblem.Unreachable, $"The database of runs '{path}' can be read only: the file, its folder or its file system may not be written to.", "Look at the permissions, or name another file with HEBB_RUNS.", problem),
        _ when IsWithoutLibrary(problem) => new(
            RunStoreProblem.Unreachable,
            $"The database of runs '{path}' cannot be used: SQLite's library is not there.",
            $"{SqliteLibrary} belongs beside the program: copy it from where the program came from.",
            problem),
        SqliteException or IOException or UnauthorizedAccessException => new(
            RunStoreProblem.Unreachable, $"The database of runs '{path}' cannot be used: {problem.Message}", "Look at the folder's permissions and the free space, or name another file with HEBB_RUNS.", problem),
        _ => null,
    };

    // It comes wrapped in what was begun when it was looked for: a type, a call by reflection.
    static bool IsWithoutLibrary(Exception? problem) => problem is DllNotFoundException || (problem is not null && IsWithoutLibrary(problem.InnerException));

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public long Number(string sql, params ReadOnlySpan<object?> values) => Convert.ToInt64(Scalar(sql, values) ?? 0L, CultureInfo.InvariantCulture);

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Begins a transaction that may write, waiting for other writers now and not in its middle.</summary>
    public SqliteTransaction Begin() => connection.BeginTransaction(deferred: false);

    /// <summary>A command whose parameters are ?1, ?2 …; the caller disposes it.</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"?{i + 1}"), values[i] ?? DBNull.Value);
        return command;
    }

    public void Dispose() => connection.Dispose();
}
