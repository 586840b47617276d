using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SelfHealing.Adapters.Local;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Hosting;

/// <summary>A run as the list of runs shows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Status">Where it stands, in lower camel case: <c>running</c>, <c>interrupted</c>, <c>waiting</c>, or the state that it ended in.</param>
/// <param name="Repository">The repository it heals.</param>
/// <param name="Crash">The crash in a line.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="Changed">When it last moved, UTC.</param>
sealed record Run(string Id, string Status, string Repository, string Crash, DateTimeOffset Started, DateTimeOffset Changed);

/// <summary>The runs of this machine, in SQLite. Every transition is stored before it takes effect.</summary>
/// <param name="owner">This process.</param>
sealed class Runs(SqliteDatabase database, RunOwner owner) : ICheckpoints
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
        CREATE TABLE IF NOT EXISTS owners (
            run   TEXT PRIMARY KEY REFERENCES runs (id),
            owner TEXT NOT NULL
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
                    ON CONFLICT (id) DO UPDATE SET status = $status, crash = $crash, changed_at = $changed, snapshot = $snapshot;
                    INSERT INTO owners VALUES ($id, $owner) ON CONFLICT DO NOTHING
                    """;
                command.Parameters.AddWithValue("$owner", owner.Name);
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
            command.CommandText =
                """
                SELECT id, status, repository, crash, started_at, changed_at, coalesce(owner, '') FROM runs LEFT JOIN owners ON run = id
                ORDER BY started_at DESC, id
                """;
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var runs = new List<Run>();
            while (await row.ReadAsync(cancellation))
            {
                runs.Add(new Run(row.GetString(0), StatusOf(row.GetString(1), row.GetString(6)), row.GetString(2), row.GetString(3), SqliteDatabase.Time(row.GetString(4)), SqliteDatabase.Time(row.GetString(5))));
            }
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

    /// <summary>Where a run stands, with its status in a word, which may be <c>interrupted</c>; null when there is no such run.</summary>
    /// <exception cref="JsonException">What is stored cannot be read.</exception>
    public Task<(string Status, Snapshot Snapshot)?> LookAsync(string id, CancellationToken cancellation) => database.RunAsync<(string, Snapshot)?>(
        async connection =>
        {
            var (status, before, stored) = await ReadAsync(connection, id, cancellation);
            if (status.Length == 0)
                return null;
            var snapshot = Snapshot.FromJson(stored);
            return (StatusOf(status, before) is RunStatus.Interrupted ? RunStatus.Interrupted : RunStatus.Of(snapshot), snapshot);
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

    /// <summary>The run whose task waits with the token, or was killed when it had just handed it out; null when none does (any more).</summary>
    public Task<string?> FindByTokenAsync(string token, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            // Of several branches, each may wait. Most texts do not hold the token at all, and are not read as JSON.
            command.CommandText =
                """
                SELECT id FROM runs WHERE status IN ($waiting, $running) AND instr(snapshot, $token) > 0
                AND EXISTS (SELECT 1 FROM json_tree(snapshot, '$.Position') WHERE key = 'Token' AND atom = $token)
                """;
            command.Parameters.AddWithValue("$waiting", RunStatus.Waiting);
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            command.Parameters.AddWithValue("$token", token);
            return await command.ExecuteScalarAsync(cancellation) as string;
        },
        cancellation);

    /// <summary>The runs that no living process goes on with and nobody is asked about: killed ones, and those whose time to answer is over.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="crash">The input whose service and fingerprint they have; null for all.</param>
    public Task<IReadOnlyList<Snapshot>> ListInterruptedAsync(DateTimeOffset now, JsonObject? crash, CancellationToken cancellation) => database.RunAsync<IReadOnlyList<Snapshot>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                SELECT snapshot, coalesce(owner, '') FROM runs LEFT JOIN owners ON run = id
                WHERE status IN ($running, $waiting) AND ($all OR (
                    json_extract(snapshot, '$.Execution.Input.service.name') IS $service
                    AND json_extract(snapshot, '$.Execution.Input.fingerprint') IS $fingerprint))
                ORDER BY started_at, id
                """;
            command.Parameters.AddWithValue("$all", crash is null);
            command.Parameters.AddWithValue("$service", (object?)(string?)crash?["service"]?["name"] ?? DBNull.Value);
            command.Parameters.AddWithValue("$fingerprint", (object?)(string?)crash?["fingerprint"] ?? DBNull.Value);
            command.Parameters.AddWithValue("$waiting", RunStatus.Waiting);
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var found = new List<Snapshot>();
            while (await row.ReadAsync(cancellation))
            {
                // Most belong to a living process, and a snapshot is long to read.
                if (owner.IsAlive(row.GetString(1)))
                    continue;
                var snapshot = Snapshot.FromJson(row.GetString(0));
                if (RunStatus.MayGoOn(snapshot, now))
                    found.Add(snapshot);
            }
            return found;
        },
        cancellation);

    /// <summary>Whether a run that is on its way, or was when its process died, names the file.</summary>
    public Task<bool> IsWantedAsync(string file, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT 1 FROM runs WHERE status = $running AND instr(snapshot, $file) > 0";
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            command.Parameters.AddWithValue("$file", file);
            return await command.ExecuteScalarAsync(cancellation) is not null;
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

    /// <summary>Makes this process the owner of a run that waits, or whose owner is dead.</summary>
    /// <returns>Where it stands; null when another process goes on with it, or it is over.</returns>
    public Task<Snapshot?> TakeAsync(string id, DateTimeOffset now, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            // Nobody else writes from here on: two processes that both saw a dead owner take it one after the other.
            await using var transaction = connection.BeginTransaction(deferred: false);
            var (status, before, snapshot) = await ReadAsync(connection, id, cancellation);
            if (status is not (RunStatus.Running or RunStatus.Waiting) || (status == RunStatus.Running && owner.IsAlive(before)))
                return null;
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                UPDATE runs SET status = $running, changed_at = $now WHERE id = $id;
                INSERT INTO owners VALUES ($id, $owner) ON CONFLICT (run) DO UPDATE SET owner = $owner
                """;
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$now", SqliteDatabase.Text(now));
            command.Parameters.AddWithValue("$running", RunStatus.Running);
            command.Parameters.AddWithValue("$owner", owner.Name);
            await command.ExecuteNonQueryAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            if (!owner.IsAlive(before))
                owner.Forget(before);
            return Snapshot.FromJson(snapshot);
        },
        cancellation);

    string StatusOf(string stored, string before) => stored == RunStatus.Running && !owner.IsAlive(before) ? RunStatus.Interrupted : stored;

    static async Task<(string Status, string Owner, string Snapshot)> ReadAsync(SqliteConnection connection, string id, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT status, coalesce(owner, ''), snapshot FROM runs LEFT JOIN owners ON run = id WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetString(0), row.GetString(1), row.GetString(2)) : ("", "", "");
    }
}
