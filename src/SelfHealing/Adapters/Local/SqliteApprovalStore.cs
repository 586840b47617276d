using System.Text.Json;
using SelfHealing.Approvals;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Local;

/// <summary>Questions to people in a table of a SQLite file. Several processes may use it at once.</summary>
public sealed class SqliteApprovalStore(SqliteDatabase database) : IApprovalStore
{
    /// <summary>Creates what is missing.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS approvals (
            execution TEXT PRIMARY KEY,
            version   INTEGER NOT NULL,
            delivered INTEGER NOT NULL,
            approval  TEXT NOT NULL
        ) STRICT;
        """;

    /// <inheritdoc/>
    public Task<PendingApproval?> FindAsync(string execution, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT approval FROM approvals WHERE execution = $execution";
            command.Parameters.AddWithValue("$execution", execution);
            return await command.ExecuteScalarAsync(cancellation) is string approval ? Read(approval) : null;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> TryPutAsync(PendingApproval approval, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = approval.Version == 1
                ? "INSERT INTO approvals VALUES ($execution, $version, $delivered, $approval) ON CONFLICT DO NOTHING"
                : """
                  UPDATE approvals SET version = $version, delivered = $delivered, approval = $approval
                  WHERE execution = $execution AND version = $version - 1
                  """;
            command.Parameters.AddWithValue("$execution", approval.Execution);
            command.Parameters.AddWithValue("$version", approval.Version);
            command.Parameters.AddWithValue("$delivered", approval.IsDelivered || approval.Decision is null ? 1 : 0);
            command.Parameters.AddWithValue("$approval", JsonSerializer.Serialize(approval, StepJson.Default.PendingApproval));
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        },
        cancellation);

    /// <summary>The decisions that no run was told yet.</summary>
    public Task<IReadOnlyList<PendingApproval>> ListUndeliveredAsync(CancellationToken cancellation) => database.RunAsync<IReadOnlyList<PendingApproval>>(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT approval FROM approvals WHERE delivered = 0";
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var found = new List<PendingApproval>();
            while (await row.ReadAsync(cancellation))
                found.Add(Read(row.GetString(0)));
            return found;
        },
        cancellation);

    static PendingApproval Read(string approval) => JsonSerializer.Deserialize(approval, StepJson.Default.PendingApproval)!;
}
