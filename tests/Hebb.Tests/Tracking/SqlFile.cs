using Microsoft.Data.Sqlite;

namespace Hebb.Tests;

/// <summary>A connection beside the library's, for looking and for making trouble.</summary>
sealed class SqlFile : IDisposable
{
    readonly SqliteConnection connection;

    public SqlFile(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
    }

    public object? Scalar(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose() => connection.Dispose();
}
