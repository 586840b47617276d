using Octokit;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Labels a pull request and asks the owners of its files to review it. What GitHub refuses becomes a note.</summary>
sealed class ReviewRequests(GitHubClient github, GitHubAddress address, List<string> notes)
{
    // GitHub's own limit.
    const int MostReviewers = 15;

    public async Task CompleteAsync(PullRequest pull, PullRequestDraft draft, string into, bool wasThere)
    {
        if (pull.State.Value != ItemState.Open)
            return;
        var labels = draft.Labels.Except(pull.Labels.Select(label => label.Name), StringComparer.OrdinalIgnoreCase).ToArray();
        if (labels.Length > 0)
            await TryAsync("The labels were not set", () => github.Issue.Labels.AddToIssue(address.Owner, address.Name, pull.Number, labels));
        if (wasThere && await IsReviewedAsync(pull))
            return;
        var reviewers = await ReviewersAsync(draft, into);
        var people = reviewers.Where(name => !name.Contains('/') && !name.Equals(pull.User?.Login, StringComparison.OrdinalIgnoreCase)).ToList();
        var teams = reviewers.Where(name => name.StartsWith(address.Owner + "/", StringComparison.OrdinalIgnoreCase))
            .Select(name => name[(address.Owner.Length + 1)..]).ToList();
        await AskAsync(pull.Number, people, teams);
    }

    // Asking again would call back a person who has answered.
    async Task<bool> IsReviewedAsync(PullRequest pull) =>
        pull.RequestedReviewers.Count > 0 || pull.RequestedTeams.Count > 0
        || (await github.PullRequest.Review.GetAll(address.Owner, address.Name, pull.Number)).Count > 0;

    async Task<IReadOnlyList<string>> ReviewersAsync(PullRequestDraft draft, string into)
    {
        var owners = await CodeOwnersAsync(into) is { } rules ? draft.Files.SelectMany(rules.Of) : [];
        var names = owners.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return (names.Count > 0 ? names : draft.Reviewers.Select(name => name.TrimStart('@'))).Take(MostReviewers).ToList();
    }

    async Task<CodeOwners?> CodeOwnersAsync(string branch)
    {
        foreach (var path in CodeOwners.Places)
        {
            try
            {
                var found = await github.Repository.Content.GetAllContentsByRef(address.Owner, address.Name, path, branch);
                // Of a file over a megabyte GitHub sends no content, and of a folder its files.
                return found is [{ Type.StringValue: "file", EncodedContent.Length: > 0 } file] ? CodeOwners.Parse(file.Content) : null;
            }
            catch (NotFoundException)
            {
                // The next place.
            }
        }
        return null;
    }

    async Task AskAsync(int number, List<string> people, List<string> teams)
    {
        if (people.Count + teams.Count == 0)
            return;
        // One name that GitHub does not take spoils the whole call: then each is asked on its own.
        var alone = people.Count + teams.Count == 1;
        if (await TryAsync(
            alone ? $"{people.Concat(teams).First()} was not asked for a review" : null,
            () => github.PullRequest.ReviewRequest.Create(address.Owner, address.Name, number, new PullRequestReviewRequest(people, teams))) || alone)
            return;
        foreach (var person in people)
            await AskAsync(number, [person], []);
        foreach (var team in teams)
            await AskAsync(number, [], [team]);
    }

    async Task<bool> TryAsync(string? note, Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (ApiException answer) when (GitHubErrors.IsRefusal(answer))
        {
            if (note is not null)
                notes.Add($"{note}: {PlainText.OneLine(GitHubErrors.Words(answer), 200)}");
            return false;
        }
    }
}
