using Microsoft.Data.Sqlite;
using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Local;

/// <summary>Issues in a table of a SQLite file. Several processes may use it at once.</summary>
public sealed class SqliteIssueStore(SqliteDatabase database) : IIssueStore
{
    /// <summary>Creates what is missing.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS issues (
            service       TEXT NOT NULL,
            fingerprint   TEXT NOT NULL,
            status        TEXT NOT NULL,
            execution     TEXT NOT NULL,
            changed_at    TEXT NOT NULL,
            first_seen    TEXT NOT NULL,
            last_seen     TEXT NOT NULL,
            occurrences   INTEGER NOT NULL,
            version       INTEGER NOT NULL,
            reason        TEXT,
            branch        TEXT,
            task_token    TEXT,
            pull_request  TEXT,
            opened_at     TEXT,
            ended_at      TEXT,
            other_authors TEXT,
            PRIMARY KEY (service, fingerprint)
        ) STRICT;
        """;

    const string Columns =
        "service, fingerprint, status, execution, changed_at, first_seen, last_seen, occurrences, version, reason, branch, task_token, "
        + "pull_request, opened_at, ended_at, other_authors";

    /// <inheritdoc/>
    public Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM issues WHERE service = $service AND fingerprint = $fingerprint";
            command.Parameters.AddWithValue("$service", key.Service);
            command.Parameters.AddWithValue("$fingerprint", key.Fingerprint);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation) ? Read(row) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = issue.Version == 1
                ? """
                  INSERT INTO issues VALUES ($service, $fingerprint, $status, $execution, $changed, $first, $last, $occurrences, $version,
                      $reason, $branch, $token, $pull, $opened, $ended, $authors)
                  ON CONFLICT DO NOTHING
                  """
                : """
                  UPDATE issues SET status = $status, execution = $execution, changed_at = $changed, first_seen = $first, last_seen = $last,
                      occurrences = $occurrences, version = $version, reason = $reason, branch = $branch, task_token = $token,
                      pull_request = $pull, opened_at = $opened, ended_at = $ended, other_authors = $authors
                  WHERE service = $service AND fingerprint = $fingerprint AND version = $version - 1
                  """;
            Bind(command, issue);
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Issue>> ListAsync(IssueStatus status, CancellationToken cancellation) => database.RunAsync<IReadOnlyList<Issue>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM issues WHERE status = $status ORDER BY changed_at, service, fingerprint";
            command.Parameters.AddWithValue("$status", status.ToString());
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var issues = new List<Issue>();
            while (await row.ReadAsync(cancellation))
                issues.Add(Read(row));
            return issues;
        },
        cancellation);

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
        BindText("$reason", issue.Reason);
        BindText("$branch", issue.Branch);
        BindText("$token", issue.TaskToken);
        BindText("$pull", issue.PullRequest);
        BindText("$opened", issue.OpenedAt is { } opened ? SqliteDatabase.Text(opened) : null);
        BindText("$ended", issue.EndedAt is { } ended ? SqliteDatabase.Text(ended) : null);
        BindText("$authors", issue.OtherAuthors);

        void BindText(string name, string? value) => command.Parameters.AddWithValue(name, (object?)value ?? DBNull.Value);
    }

    static Issue Read(SqliteDataReader row)
    {
        return new Issue(
            new IssueKey(row.GetString(0), row.GetString(1)),
            Enum.Parse<IssueStatus>(row.GetString(2)),
            row.GetString(3),
            SqliteDatabase.Time(row.GetString(4)),
            SqliteDatabase.Time(row.GetString(5)),
            SqliteDatabase.Time(row.GetString(6)),
            row.GetInt64(7),
            row.GetInt64(8))
        {
            Reason = Text(9),
            Branch = Text(10),
            TaskToken = Text(11),
            PullRequest = Text(12),
            OpenedAt = Text(13) is { } opened ? SqliteDatabase.Time(opened) : null,
            EndedAt = Text(14) is { } ended ? SqliteDatabase.Time(ended) : null,
            OtherAuthors = Text(15),
        };

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
