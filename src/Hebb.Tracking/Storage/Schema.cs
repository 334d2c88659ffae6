using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hebb.Tracking.Storage;

/// <summary>The tables of a file of runs, and how an older file becomes one of today.</summary>
static class Schema
{
    /// <summary>The version that this program writes.</summary>
    public const int Version = 2;

    // "Hebb" in ASCII; SQLite keeps it in the header for whoever wants to know whose file it is.
    const int ApplicationId = 0x48656262;

    // Step i makes version i + 1 from version i. A step that was ever released is never changed.
    // A value that is no number is NULL: SQLite has no NaN.
    static readonly string[] Steps =
    [
        """
        CREATE TABLE runs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            command TEXT NOT NULL,
            configuration TEXT NOT NULL,
            seed TEXT,
            state TEXT NOT NULL,
            started INTEGER NOT NULL,
            ended INTEGER
        );
        CREATE TABLE metrics (
            number INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            UNIQUE (run, name)
        );
        CREATE TABLE points (
            metric INTEGER NOT NULL REFERENCES metrics (number) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            value REAL,
            time INTEGER NOT NULL,
            PRIMARY KEY (metric, step)
        ) WITHOUT ROWID;
        CREATE TABLE files (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            path TEXT NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY (run, path)
        ) WITHOUT ROWID;
        """,
        """
        ALTER TABLE runs ADD COLUMN problem TEXT;
        ALTER TABLE runs ADD COLUMN heartbeat INTEGER;
        ALTER TABLE runs ADD COLUMN worked INTEGER;
        ALTER TABLE runs ADD COLUMN place TEXT;
        ALTER TABLE runs ADD COLUMN process INTEGER;
        UPDATE runs SET heartbeat = coalesce(ended, started), worked = coalesce(ended, started) - started;
        CREATE TABLE tags (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (run, tag)
        ) WITHOUT ROWID;
        CREATE TABLE facts (
            run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (run, name)
        );
        ALTER TABLE metrics ADD COLUMN count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE metrics ADD COLUMN last REAL;
        ALTER TABLE metrics ADD COLUMN last_step INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE metrics ADD COLUMN least REAL;
        ALTER TABLE metrics ADD COLUMN least_step INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE metrics ADD COLUMN greatest REAL;
        ALTER TABLE metrics ADD COLUMN greatest_step INTEGER NOT NULL DEFAULT 0;
        UPDATE metrics SET
            count = (SELECT count(*) FROM points WHERE metric = number),
            (last, last_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY step DESC LIMIT 1),
            (least, least_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY value IS NULL, value, step LIMIT 1),
            (greatest, greatest_step) = (SELECT value, step FROM points WHERE metric = number ORDER BY value IS NULL, value DESC, step LIMIT 1)
        WHERE EXISTS (SELECT 1 FROM points WHERE metric = number);
        CREATE INDEX runs_by_name ON runs (name);
        """,
    ];

    /// <summary>Makes or updates the tables; several processes may do so at once.</summary>
    public static void Prepare(Database database)
    {
        if (Check(database) < Version)
        {
            // One that was made a moment ago by another process is in this mode already; asking needs no lock then.
            if (database.Scalar("PRAGMA journal_mode") is not "wal") database.Execute("PRAGMA journal_mode = WAL");
            Migrate(database, Version);
        }
    }

    /// <summary>Brings the tables to a version; for tests also to an old one.</summary>
    public static void Migrate(Database database, int version)
    {
        using SqliteTransaction transaction = database.Begin();
        for (int next = Check(database); next < version; next++) database.Execute(Steps[next]);
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Math.Max(version, Check(database))}"));
        transaction.Commit();
    }

    // The version of the tables, 0 for an empty file.
    static int Check(Database database)
    {
        int version = (int)database.Number("PRAGMA user_version"), owner = (int)database.Number("PRAGMA application_id");
        bool isEmpty = version == 0 && owner == 0 && database.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && owner != ApplicationId)
        {
            throw new RunStoreException(
                RunStoreProblem.Foreign, $"The file '{database.Path}' is a database of another program; it was left as it is.", "Name another file with HEBB_RUNS; one that does not exist is made.");
        }

        if (version <= Version) return version;
        throw new RunStoreException(
            RunStoreProblem.Newer, $"The database of runs '{database.Path}' was made by a newer Hebb: its tables are of version {version}, and this one knows {Version}.", "Update Hebb, or name another file with HEBB_RUNS.");
    }
}
