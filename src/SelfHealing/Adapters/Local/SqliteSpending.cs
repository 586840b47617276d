using System.Globalization;
using SelfHealing.Ports;
using SelfHealing.Spending;

namespace SelfHealing.Adapters.Local;

/// <summary>Spending in a table of a SQLite file. Several processes may use it at once.</summary>
public sealed class SqliteSpending(SqliteDatabase database) : ISpending
{
    /// <summary>Creates what is missing. SQLite has no decimals: the cost is kept as whole billionths of a dollar.</summary>
    public const string Schema =
        """
        CREATE TABLE IF NOT EXISTS spending (
            account   TEXT NOT NULL,
            day       TEXT NOT NULL,
            tokens    INTEGER NOT NULL,
            cost_nano INTEGER NOT NULL,
            PRIMARY KEY (account, day)
        ) STRICT;
        """;

    const decimal Nano = 1_000_000_000;

    /// <inheritdoc/>
    public Task<Spent> ReadAsync(string account, DateOnly day, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT tokens, cost_nano FROM spending WHERE account = $account AND day = $day";
            command.Parameters.AddWithValue("$account", account);
            command.Parameters.AddWithValue("$day", Text(day));
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation) ? new Spent(row.GetInt64(0), row.GetInt64(1) / Nano) : Spent.Nothing;
        },
        cancellation);

    /// <inheritdoc/>
    public Task AddAsync(string account, DateOnly day, Spent amount, CancellationToken cancellation) => database.RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                INSERT INTO spending VALUES ($account, $day, $tokens, $cost)
                ON CONFLICT (account, day) DO UPDATE SET tokens = tokens + $tokens, cost_nano = cost_nano + $cost
                """;
            command.Parameters.AddWithValue("$account", account);
            command.Parameters.AddWithValue("$day", Text(day));
            command.Parameters.AddWithValue("$tokens", amount.Tokens);
            command.Parameters.AddWithValue("$cost", (long)decimal.Round(amount.Cost * Nano));
            return await command.ExecuteNonQueryAsync(cancellation);
        },
        cancellation);

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
