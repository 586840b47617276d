using System.Formats.Tar;
using SelfHealing.Approvals;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Spending;

namespace SelfHealing.Lambda;

/// <summary>Opens the store of issues when it is first used.</summary>
sealed class LazyIssueStore(Func<IIssueStore> open) : IIssueStore
{
    readonly Lazy<IIssueStore> store = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task<Issue?> FindAsync(IssueKey key, CancellationToken cancellation) => store.Value.FindAsync(key, cancellation);

    public Task<bool> TryPutAsync(Issue issue, CancellationToken cancellation) => store.Value.TryPutAsync(issue, cancellation);

    public Task<IReadOnlyList<Issue>> ListAsync(IssueStatus? status, CancellationToken cancellation) => store.Value.ListAsync(status, cancellation);

    public Task<bool> TryRemoveAsync(Issue issue, CancellationToken cancellation) => store.Value.TryRemoveAsync(issue, cancellation);
}

/// <summary>Opens the store of spending when it is first used.</summary>
sealed class LazySpending(Func<ISpending> open) : ISpending
{
    readonly Lazy<ISpending> store = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task<Spent> ReadAsync(string account, DateOnly day, CancellationToken cancellation) => store.Value.ReadAsync(account, day, cancellation);

    public Task AddAsync(string account, DateOnly day, Spent amount, CancellationToken cancellation) => store.Value.AddAsync(account, day, amount, cancellation);
}

/// <summary>Opens the store of artifacts when it is first used.</summary>
sealed class LazyArtifactStore(Func<IArtifactStore> open) : IArtifactStore
{
    readonly Lazy<IArtifactStore> store = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task<string> PutAsync(string kind, ReadOnlyMemory<byte> content, CancellationToken cancellation) => store.Value.PutAsync(kind, content, cancellation);

    public Task<byte[]> GetAsync(string reference, CancellationToken cancellation) => store.Value.GetAsync(reference, cancellation);
}

/// <summary>Opens the store of artifacts when it is first linked to.</summary>
sealed class LazyArtifactLinks(Func<IArtifactLinks> open) : IArtifactLinks
{
    readonly Lazy<IArtifactLinks> links = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task<Uri> ToReadAsync(string reference, TimeSpan lifetime) => links.Value.ToReadAsync(reference, lifetime);

    public Task<Uri> ToWriteAsync(string reference, TimeSpan lifetime) => links.Value.ToWriteAsync(reference, lifetime);
}

/// <summary>Opens repositories with what is read for it at each call: credentials change.</summary>
sealed class LazyCodeRepository(Func<CancellationToken, Task<ICodeRepository>> open) : ICodeRepository
{
    public async Task<string> IdentifyAsync(string repository, CancellationToken cancellation) =>
        await (await open(cancellation)).IdentifyAsync(repository, cancellation);

    public async Task<FetchedCode> FetchAsync(CodeLocation location, CancellationToken cancellation) =>
        await (await open(cancellation)).FetchAsync(location, cancellation);

    public async Task ExportAsync(string repository, string commit, TarWriter archive, CancellationToken cancellation) =>
        await (await open(cancellation)).ExportAsync(repository, commit, archive, cancellation);

    public async Task<bool> HasBranchAsync(string repository, string branch, CancellationToken cancellation) =>
        await (await open(cancellation)).HasBranchAsync(repository, branch, cancellation);

    public async Task<string> CommitAsync(BranchCommit commit, CancellationToken cancellation) =>
        await (await open(cancellation)).CommitAsync(commit, cancellation);
}

/// <summary>Asks the code host with what is read for it at each call: credentials change.</summary>
sealed class LazyCodeHost(Func<CancellationToken, Task<ICodeHost>> open) : ICodeHost
{
    public async Task<HostedPullRequest?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation) =>
        await (await open(cancellation)).OpenPullRequestAsync(draft, cancellation);

    public async Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation) =>
        await (await open(cancellation)).FateOfAsync(url, cancellation);
}

/// <summary>Opens the store of questions when it is first used.</summary>
sealed class LazyApprovalStore(Func<IApprovalStore> open) : IApprovalStore
{
    readonly Lazy<IApprovalStore> store = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task<PendingApproval?> FindAsync(string execution, CancellationToken cancellation) => store.Value.FindAsync(execution, cancellation);

    public Task<bool> TryPutAsync(PendingApproval approval, CancellationToken cancellation) => store.Value.TryPutAsync(approval, cancellation);
}

/// <summary>Makes the notifier when someone is first to be told.</summary>
sealed class LazyNotifier(Func<INotifier> open) : INotifier
{
    readonly Lazy<INotifier> notifier = new(open, LazyThreadSafetyMode.PublicationOnly);

    public Task AskAsync(ApprovalRequest request, CancellationToken cancellation) => notifier.Value.AskAsync(request, cancellation);
}
