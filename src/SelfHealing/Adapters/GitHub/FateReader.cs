using Octokit;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Reads how a pull request ended, who changed it, and what was said last.</summary>
static class FateReader
{
    // Pages of a hundred; people who said more than that are not read to the end.
    static readonly ApiOptions Some = new() { PageSize = 100, PageCount = 3 };

    public static async Task<PullRequestFate> ReadAsync(GitHubClient github, GitHubAddress address, int number)
    {
        var pull = await github.PullRequest.Get(address.Owner, address.Name, number);
        var fate = new PullRequestFate(EndingOf(pull), pull.CreatedAt.ToUniversalTime())
        {
            EndedAt = (pull.MergedAt ?? pull.ClosedAt)?.ToUniversalTime(),
        };
        return fate.Ending switch
        {
            PullRequestEnding.Merged => fate with { OtherAuthors = await OtherAuthorsAsync(github, address, pull) },
            PullRequestEnding.Closed => fate with { LastRemark = await LastRemarkAsync(github, address, pull) },
            _ => fate,
        };
    }

    static PullRequestEnding EndingOf(PullRequest pull) =>
        pull.MergedAt is not null ? PullRequestEnding.Merged
        : pull.State.Value == ItemState.Closed ? PullRequestEnding.Closed
        : PullRequestEnding.Open;

    // A merge of the target branch into the pull request changes nothing of the fix.
    static async Task<IReadOnlyList<string>> OtherAuthorsAsync(GitHubClient github, GitHubAddress address, PullRequest pull)
    {
        var opened = PullRequestMarker.Find(pull.Body)?.Commit;
        var commits = await github.PullRequest.Commits(address.Owner, address.Name, pull.Number);
        return commits
            .Where(commit => commit.Parents.Count < 2 && commit.Sha != opened)
            .Select(commit => commit.Committer?.Login ?? commit.Commit.Committer.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
    }

    static async Task<Remark?> LastRemarkAsync(GitHubClient github, GitHubAddress address, PullRequest pull)
    {
        var reviews = await github.PullRequest.Review.GetAll(address.Owner, address.Name, pull.Number, Some);
        var comments = await github.Issue.Comment.GetAllForIssue(address.Owner, address.Name, pull.Number, Some);
        return reviews.Select(review => (review.User, review.Body, At: review.SubmittedAt))
            .Concat(comments.Select(comment => (comment.User, comment.Body, At: comment.CreatedAt)))
            .Where(said => !string.IsNullOrWhiteSpace(said.Body) && IsPerson(said.User) && said.User.Login != pull.User?.Login)
            .OrderByDescending(said => said.At)
            .Select(said => new Remark(said.User.Login, said.Body))
            .FirstOrDefault();
    }

    static bool IsPerson(User? user) => user is not null && user.Type != AccountType.Bot && !user.Login.EndsWith("[bot]", StringComparison.Ordinal);
}
