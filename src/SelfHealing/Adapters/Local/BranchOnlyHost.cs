using SelfHealing.Ports;

namespace SelfHealing.Adapters.Local;

/// <summary>No code host: the branch is all there is, and the pull request's text is kept with the run.</summary>
public sealed class BranchOnlyHost : ICodeHost
{
    /// <inheritdoc/>
    public Task<HostedPullRequest?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation) =>
        Task.FromResult<HostedPullRequest?>(null);

    /// <inheritdoc/>
    public Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation) => Task.FromResult<PullRequestFate?>(null);
}
