using System.Globalization;
using Microsoft.Data.Sqlite;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Local;

/// <summary>A SQLite file that several processes share.</summary>
public sealed class SqliteDatabase
{
    readonly string file;
    readonly string connectionString;

    /// <summary>Opens the file, or creates it, and runs the schema, which must be safe to repeat.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be used.</exception>
    public SqliteDatabase(string file, string schema)
    {
        this.file = file;
        // Pooled connections would keep the file open after the last use.
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Pooling = false }.ToString();
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            // Write-ahead logging: readers never wait for a writer, and a killed process loses nothing.
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + schema;
            command.ExecuteNonQuery();
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unavailable(problem);
        }
    }

    /// <summary>Runs one piece of work on a connection of its own.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be used now.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync(cancellation);
            return await work(connection);
        }
        catch (SqliteException problem)
        {
            throw Unavailable(problem);
        }
    }

    /// <summary>A time as it stands in a table: ISO 8601, UTC.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A time out of a table.</summary>
    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    StoreUnavailableException Unavailable(Exception problem) => new($"The database {file} cannot be used: {problem.Message}", problem);
}
