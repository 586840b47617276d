using SelfHealing.Adapters.Local;

namespace SelfHealing.Cli.Watching;

/// <summary>Where the watch of a file stopped.</summary>
/// <param name="Identity">Which file it was.</param>
/// <param name="Offset">The first byte that was not dealt with.</param>
sealed record WatchedPosition(FileIdentity Identity, long Offset);

/// <summary>Where the watch of each file stopped, in SQLite.</summary>
sealed class WatchedPositions(string databaseFile)
{
    const string Schema =
        """
        CREATE TABLE IF NOT EXISTS watched (
            path        TEXT PRIMARY KEY,
            number      TEXT,
            head_length INTEGER NOT NULL,
            head        TEXT NOT NULL,
            position    INTEGER NOT NULL
        ) STRICT;
        """;

    readonly SqliteDatabase database = new(databaseFile, Schema);

    public Task<WatchedPosition?> FindAsync(string path, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT number, head_length, head, position FROM watched WHERE path = $path";
            command.Parameters.AddWithValue("$path", Path.GetFullPath(path));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation)
                ? new WatchedPosition(new FileIdentity(row.IsDBNull(0) ? null : row.GetString(0), row.GetInt32(1), row.GetString(2)), row.GetInt64(3))
                : null;
        },
        cancellation);

    public Task SaveAsync(string path, WatchedPosition position, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO watched VALUES ($path, $number, $length, $head, $position)";
            command.Parameters.AddWithValue("$path", Path.GetFullPath(path));
            command.Parameters.AddWithValue("$number", (object?)position.Identity.Number ?? DBNull.Value);
            command.Parameters.AddWithValue("$length", position.Identity.HeadLength);
            command.Parameters.AddWithValue("$head", position.Identity.Head);
            command.Parameters.AddWithValue("$position", position.Offset);
            return await command.ExecuteNonQueryAsync(cancellation);
        },
        cancellation);
}
