using System.Text.Json;
using SelfHealing.Adapters.Local;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Hosting;

/// <summary>A run as the list of runs shows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Status">Where it stands, in lower camel case: <c>running</c>, <c>waiting</c>, or the state that it ended in.</param>
/// <param name="Repository">The repository it heals.</param>
/// <param name="Crash">The crash in a line.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="Changed">When it last moved, UTC.</param>
sealed record Run(string Id, string Status, string Repository, string Crash, DateTimeOffset Started, DateTimeOffset Changed);

/// <summary>The runs of this machine, in SQLite. Every transition is stored before it takes effect.</summary>
sealed class Runs(SqliteDatabase database) : ICheckpoints
{
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS runs (
            id         TEXT PRIMARY KEY,
            status     TEXT NOT NULL,
            repository TEXT NOT NULL,
            crash      TEXT NOT NULL,
            started_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            snapshot   TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS history (
            run   TEXT NOT NULL REFERENCES runs (id),
            id    INTEGER NOT NULL,
            event TEXT NOT NULL,
            PRIMARY KEY (run, id)
        ) STRICT;
        """;

    public Task SaveAsync(Snapshot snapshot, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken) => database.RunAsync(
        async connection =>
        {
            await using var transaction = connection.BeginTransaction();
            await using (var command = connection.CreateCommand())
            {
                command.CommandText =
                    """
                    INSERT INTO runs VALUES ($id, $status, $repository, $crash, $started, $changed, $snapshot)
                    ON CONFLICT (id) DO UPDATE SET status = $status, crash = $crash, changed_at = $changed, snapshot = $snapshot
                    """;
                var input = snapshot.Execution.Input;
                command.Parameters.AddWithValue("$id", snapshot.Execution.Name);
                command.Parameters.AddWithValue("$status", RunStatus.Of(snapshot));
                command.Parameters.AddWithValue("$repository", (string?)input?["service"]?["repository"] ?? "");
                command.Parameters.AddWithValue("$crash", RunStatus.CrashOf(snapshot));
                command.Parameters.AddWithValue("$started", SqliteDatabase.Text(snapshot.Execution.StartTime));
                command.Parameters.AddWithValue("$changed", SqliteDatabase.Text(events is [.., var last] ? last.Timestamp : snapshot.Execution.StartTime));
                command.Parameters.AddWithValue("$snapshot", snapshot.ToJson());
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            foreach (var added in events)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "INSERT OR REPLACE INTO history VALUES ($run, $id, $event)";
                command.Parameters.AddWithValue("$run", snapshot.Execution.Name);
                command.Parameters.AddWithValue("$id", added.Id);
                command.Parameters.AddWithValue("$event", JsonSerializer.Serialize(added, HostJson.Default.HistoryEvent));
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            await transaction.CommitAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>All runs, newest first.</summary>
    public Task<IReadOnlyList<Run>> ListAsync(CancellationToken cancellation) => database.RunAsync<IReadOnlyList<Run>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT id, status, repository, crash, started_at, changed_at FROM runs ORDER BY started_at DESC, id";
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var runs = new List<Run>();
            while (await row.ReadAsync(cancellation))
                runs.Add(new Run(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), SqliteDatabase.Time(row.GetString(4)), SqliteDatabase.Time(row.GetString(5))));
            return runs;
        },
        cancellation);

    /// <summary>Where a run stands.</summary>
    /// <exception cref="UsageException">There is no such run.</exception>
    public Task<Snapshot> FindAsync(string id, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT snapshot FROM runs WHERE id = $id";
            command.Parameters.AddWithValue("$id", id);
            return await command.ExecuteScalarAsync(cancellation) is string snapshot
                ? Snapshot.FromJson(snapshot)
                : throw new UsageException($"There is no run {id}. `selfheal runs` lists them.");
        },
        cancellation);

    /// <summary>All that happened in a run, in order.</summary>
    public Task<IReadOnlyList<HistoryEvent>> HistoryAsync(string id, CancellationToken cancellation) => database.RunAsync<IReadOnlyList<HistoryEvent>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT event FROM history WHERE run = $id ORDER BY id";
            command.Parameters.AddWithValue("$id", id);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var events = new List<HistoryEvent>();
            while (await row.ReadAsync(cancellation))
                events.Add(JsonSerializer.Deserialize(row.GetString(0), HostJson.Default.HistoryEvent)!);
            return events;
        },
        cancellation);

    /// <summary>The run whose task waits with the token; null when none does (any more).</summary>
    public Task<Snapshot?> FindWaitingAsync(string token, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT snapshot FROM runs WHERE status IN ($waiting, $running) AND json_extract(snapshot, '$.Result.Token') = $token";
            command.Parameters.AddWithValue("$waiting", RunStatus.Waiting);
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            command.Parameters.AddWithValue("$token", token);
            return await command.ExecuteScalarAsync(cancellation) is string snapshot ? Snapshot.FromJson(snapshot) : null;
        },
        cancellation);

    /// <summary>Whether there is a run of the name.</summary>
    public Task<bool> ExistsAsync(string id, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM runs WHERE id = $id";
            command.Parameters.AddWithValue("$id", id);
            return await command.ExecuteScalarAsync(cancellation) is not null;
        },
        cancellation);

    /// <summary>Marks a waiting run as running, so that one process goes on with it.</summary>
    /// <returns>False when it does not wait with the token (any more).</returns>
    public Task<bool> TryTakeAsync(string id, string token, DateTimeOffset now, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            // Who takes a run stores its next step at once. A minute later, whoever took it is dead.
            command.CommandText =
                """
                UPDATE runs SET status = $running, changed_at = $now
                WHERE id = $id AND json_extract(snapshot, '$.Result.Token') = $token AND (status = $waiting OR (status = $running AND changed_at < $dead))
                """;
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$token", token);
            command.Parameters.AddWithValue("$now", SqliteDatabase.Text(now));
            command.Parameters.AddWithValue("$dead", SqliteDatabase.Text(now - TimeSpan.FromMinutes(1)));
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            command.Parameters.AddWithValue("$waiting", RunStatus.Waiting);
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        },
        cancellation);
}
