using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Ingest.Doubles;

/// <summary>Issues in memory, with the calls counted.</summary>
public sealed class MemoryIssueStore : IIssueStore
{
    readonly Dictionary<IssueKey, Issue> issues = [];

    public IReadOnlyCollection<Issue> All => issues.Values;

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    /// <summary>While true, no call comes through.</summary>
    public bool IsDown { get; set; }

    public Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation)
    {
        lock (issues)
        {
            ThrowIfDown();
            Reads++;
            return Task.FromResult(issues.GetValueOrDefault(key));
        }
    }

    public Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation)
    {
        lock (issues)
        {
            ThrowIfDown();
            Writes++;
            if ((issues.GetValueOrDefault(issue.Key)?.Version ?? 0) != issue.Version - 1)
                return Task.FromResult(false);
            issues[issue.Key] = issue;
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<Issue>> ListAsync(IssueStatus? status, CancellationToken cancellation)
    {
        lock (issues)
            return Task.FromResult<IReadOnlyList<Issue>>([.. issues.Values.Where(issue => status is null || issue.Status == status)]);
    }

    public Task<bool> TryRemoveAsync(Issue issue, CancellationToken cancellation)
    {
        lock (issues)
            return Task.FromResult(issues.GetValueOrDefault(issue.Key)?.Version == issue.Version && issues.Remove(issue.Key));
    }

    void ThrowIfDown()
    {
        if (IsDown)
            throw new StoreUnavailableException("The table is away.");
    }
}
