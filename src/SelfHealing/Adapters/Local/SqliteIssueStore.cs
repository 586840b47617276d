using System.Text.Json;
using Microsoft.Data.Sqlite;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Local;

/// <summary>Issues in a table of a SQLite file. Several processes may use it at once.</summary>
public sealed class SqliteIssueStore(SqliteDatabase database) : IIssueStore
{
    /// <summary>Creates what is missing.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS issues (
            service     TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            status      TEXT NOT NULL,
            execution   TEXT NOT NULL,
            changed_at  TEXT NOT NULL,
            first_seen  TEXT NOT NULL,
            last_seen   TEXT NOT NULL,
            occurrences INTEGER NOT NULL,
            version     INTEGER NOT NULL,
            reason      TEXT,
            branch      TEXT,
            task_token  TEXT,
            PRIMARY KEY (service, fingerprint)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS past_attempts (
            service     TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            attempts    TEXT NOT NULL,
            PRIMARY KEY (service, fingerprint)
        ) STRICT;
        """;

    /// <inheritdoc/>
    public Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT status, execution, changed_at, first_seen, last_seen, occurrences, version, reason, branch, task_token, attempts "
                + "FROM issues LEFT JOIN past_attempts USING (service, fingerprint) WHERE service = $service AND fingerprint = $fingerprint";
            command.Parameters.AddWithValue("$service", key.Service);
            command.Parameters.AddWithValue("$fingerprint", key.Fingerprint);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation) ? Read(key, row) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var transaction = connection.BeginTransaction();
            await using var command = connection.CreateCommand();
            command.CommandText = issue.Version == 1
                ? """
                  INSERT INTO issues VALUES ($service, $fingerprint, $status, $execution, $changed, $first, $last, $occurrences, $version, $reason, $branch, $token)
                  ON CONFLICT DO NOTHING
                  """
                : """
                  UPDATE issues SET status = $status, execution = $execution, changed_at = $changed, first_seen = $first, last_seen = $last,
                      occurrences = $occurrences, version = $version, reason = $reason, branch = $branch, task_token = $token
                  WHERE service = $service AND fingerprint = $fingerprint AND version = $version - 1
                  """;
            Bind(command, issue);
            if (await command.ExecuteNonQueryAsync(cancellation) != 1)
                return false;
            await PutAttemptsAsync(connection, issue, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    static async Task PutAttemptsAsync(SqliteConnection connection, Issue issue, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO past_attempts VALUES ($service, $fingerprint, $attempts)";
        command.Parameters.AddWithValue("$service", issue.Key.Service);
        command.Parameters.AddWithValue("$fingerprint", issue.Key.Fingerprint);
        command.Parameters.AddWithValue("$attempts", JsonSerializer.Serialize(issue.Attempts, StepJson.Default.IReadOnlyListPastAttempt));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static void Bind(SqliteCommand command, Issue issue)
    {
        command.Parameters.AddWithValue("$service", issue.Key.Service);
        command.Parameters.AddWithValue("$fingerprint", issue.Key.Fingerprint);
        command.Parameters.AddWithValue("$status", issue.Status.ToString());
        command.Parameters.AddWithValue("$execution", issue.Execution);
        command.Parameters.AddWithValue("$changed", SqliteDatabase.Text(issue.ChangedAt));
        command.Parameters.AddWithValue("$first", SqliteDatabase.Text(issue.FirstSeen));
        command.Parameters.AddWithValue("$last", SqliteDatabase.Text(issue.LastSeen));
        command.Parameters.AddWithValue("$occurrences", issue.Occurrences);
        command.Parameters.AddWithValue("$version", issue.Version);
        command.Parameters.AddWithValue("$reason", (object?)issue.Reason ?? DBNull.Value);
        command.Parameters.AddWithValue("$branch", (object?)issue.Branch ?? DBNull.Value);
        command.Parameters.AddWithValue("$token", (object?)issue.TaskToken ?? DBNull.Value);
    }

    static Issue Read(IssueKey key, SqliteDataReader row) => new(
        key,
        Enum.Parse<IssueStatus>(row.GetString(0)),
        row.GetString(1),
        SqliteDatabase.Time(row.GetString(2)),
        SqliteDatabase.Time(row.GetString(3)),
        SqliteDatabase.Time(row.GetString(4)),
        row.GetInt64(5),
        row.GetInt64(6))
    {
        Reason = row.IsDBNull(7) ? null : row.GetString(7),
        Branch = row.IsDBNull(8) ? null : row.GetString(8),
        TaskToken = row.IsDBNull(9) ? null : row.GetString(9),
        Attempts = row.IsDBNull(10) ? [] : JsonSerializer.Deserialize(row.GetString(10), StepJson.Default.IReadOnlyListPastAttempt) ?? [],
    };
}
