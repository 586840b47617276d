using Octokit;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>
/// Opens one pull request. Its branch is its identity: every call first looks for what an interrupted one has left, and goes on from there.
/// </summary>
sealed class PullRequestOpening(GitHubClient github, GitHubAddress address, PullRequestDraft draft)
{
    readonly List<string> notes = [];

    public async Task<HostedPullRequest> RunAsync()
    {
        var repository = await github.Repository.Get(address.Owner, address.Name);
        // Octokit follows the redirect of a renamed repository; git with a token does not.
        if (!repository.FullName.Equals(address.FullName, StringComparison.OrdinalIgnoreCase))
            throw new CodeHostRefusedException($"The repository {address.FullName} has moved to {repository.FullName}: put that into the service's settings.");
        if (repository.Archived)
            throw new PullRequestRefusedException($"The repository {address.FullName} is archived and read-only: unarchive it, or take the service off the list.");

        var into = draft.Into ?? repository.DefaultBranch;
        var found = await FindAsync();
        var pull = found ?? await CreateAsync(into, draft.IsDraft);
        await new ReviewRequests(github, address, notes).CompleteAsync(pull, draft, into, wasThere: found is not null);
        return new HostedPullRequest(pull.HtmlUrl, notes);
    }

    /// <summary>The open one of the branch, or a merged one with this very commit.</summary>
    async Task<PullRequest?> FindAsync()
    {
        var wanted = new PullRequestRequest
        {
            State = ItemStateFilter.All,
            Head = $"{address.Owner}:{draft.Branch}",
            SortProperty = PullRequestSort.Created,
            SortDirection = SortDirection.Descending,
        };
        var all = await github.PullRequest.GetAllForRepository(address.Owner, address.Name, wanted, new ApiOptions { PageSize = 100, PageCount = 1 });
        // A fork may have a branch of that name.
        var ours = all
            .Where(pull => pull.Head.Ref == draft.Branch && address.Owner.Equals(pull.Head.User?.Login, StringComparison.OrdinalIgnoreCase)).ToList();
        if (ours.Find(pull => pull.State.Value == ItemState.Open) is { } open)
            return open;
        if (ours is not [var last, ..])
            return null;
        if (last.MergedAt is not null)
            return last.Head.Sha == draft.Commit ? last : null;
        return IsOfThisCrash(last)
            ? throw new PullRequestClosedException(
                $"The pull request {last.HtmlUrl} for this crash was closed without merging. Reopen it, or remove the self-heal line from its description to have it tried again.")
            : null;
    }

    bool IsOfThisCrash(PullRequest pull) =>
        PullRequestMarker.Find(pull.Body) is { } marker && marker.Fingerprint == PullRequestMarker.Find(draft.Body)?.Fingerprint;

    async Task<PullRequest> CreateAsync(string into, bool isDraft)
    {
        var pull = new NewPullRequest(draft.Title, draft.Branch, into) { Body = draft.Body, Draft = isDraft };
        try
        {
            return await github.PullRequest.Create(address.Owner, address.Name, pull);
        }
        catch (ApiValidationException answer) when (isDraft && Says(answer, "draft"))
        {
            notes.Add("This repository has no draft pull requests: it was opened as an ordinary one.");
            return await CreateAsync(into, isDraft: false);
        }
        catch (ApiValidationException answer) when (Says(answer, "already exists"))
        {
            // Another attempt was faster.
            return await FindAsync() ?? throw new CodeHostUnavailableException(
                $"{address.Api.Host} says that there is a pull request for {draft.Branch}, but does not list it yet.");
        }
        catch (ApiValidationException answer) when (Says(answer, "base"))
        {
            throw new PullRequestRefusedException($"The repository {address.FullName} has no branch {into} to merge into: set the service's branch. {GitHubErrors.Words(answer)}");
        }
    }

    static bool Says(ApiException answer, string word) => GitHubErrors.Words(answer).Contains(word, StringComparison.OrdinalIgnoreCase);
}
