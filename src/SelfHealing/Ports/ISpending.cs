using SelfHealing.Spending;

namespace SelfHealing.Ports;

/// <summary>Keeps what was spent on models, by account and day (UTC). An account is a service's name, or <see cref="AllServices"/>.</summary>
/// <exception cref="StoreUnavailableException">Thrown by every method when the store cannot be used now.</exception>
public interface ISpending
{
    /// <summary>The account of all services together.</summary>
    const string AllServices = "*";

    /// <summary>What was spent on that day so far.</summary>
    Task<Spent> ReadAsync(string account, DateOnly day, CancellationToken cancellation);

    /// <summary>Adds to it. Additions at the same time all count.</summary>
    Task AddAsync(string account, DateOnly day, Spent amount, CancellationToken cancellation);
}

/// <summary>Keeps nothing: every sum stays zero. For hosts without a store, where only the limit of a run holds.</summary>
public sealed class NoSpending : ISpending
{
    /// <inheritdoc/>
    public Task<Spent> ReadAsync(string account, DateOnly day, CancellationToken cancellation) => Task.FromResult(Spent.Nothing);

    /// <inheritdoc/>
    public Task AddAsync(string account, DateOnly day, Spent amount, CancellationToken cancellation) => Task.CompletedTask;
}
