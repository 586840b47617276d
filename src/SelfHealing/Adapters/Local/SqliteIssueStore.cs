using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Local;

/// <summary>Issues as documents in a table of a SQLite file. Several processes may use it at once.</summary>
public sealed class SqliteIssueStore(SqliteDatabase database) : IIssueStore
{
    /// <summary>Creates what is missing.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS bugs (
            service     TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            version     INTEGER NOT NULL,
            issue       TEXT NOT NULL,
            PRIMARY KEY (service, fingerprint)
        ) STRICT;
        """;

    /// <inheritdoc/>
    public Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT issue FROM bugs WHERE service = $service AND fingerprint = $fingerprint";
            command.Parameters.AddWithValue("$service", key.Service);
            command.Parameters.AddWithValue("$fingerprint", key.Fingerprint);
            return await command.ExecuteScalarAsync(cancellation) is string document ? IssueJson.Read(document) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = issue.Version == 1
                ? "INSERT INTO bugs VALUES ($service, $fingerprint, $version, $issue) ON CONFLICT DO NOTHING"
                : "UPDATE bugs SET version = $version, issue = $issue WHERE service = $service AND fingerprint = $fingerprint AND version = $version - 1";
            command.Parameters.AddWithValue("$service", issue.Key.Service);
            command.Parameters.AddWithValue("$fingerprint", issue.Key.Fingerprint);
            command.Parameters.AddWithValue("$version", issue.Version);
            command.Parameters.AddWithValue("$issue", IssueJson.Write(issue));
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Issue>> ListAsync(IssueStatus? status, CancellationToken cancellation) => database.RunAsync<IReadOnlyList<Issue>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT issue FROM bugs WHERE $status IS NULL OR json_extract(issue, '$.status') = $status";
            command.Parameters.AddWithValue("$status", (object?)status?.ToString() ?? DBNull.Value);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var issues = new List<Issue>();
            while (await row.ReadAsync(cancellation))
                issues.Add(IssueJson.Read(row.GetString(0)));
            return [.. issues.OrderBy(issue => issue.ChangedAt)];
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> TryRemoveAsync(Issue issue, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM bugs WHERE service = $service AND fingerprint = $fingerprint AND version = $version";
            command.Parameters.AddWithValue("$service", issue.Key.Service);
            command.Parameters.AddWithValue("$fingerprint", issue.Key.Fingerprint);
            command.Parameters.AddWithValue("$version", issue.Version);
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        },
        cancellation);
}
