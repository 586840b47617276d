using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Local;
using SelfHealing.Issues;
using SelfHealing.Outcomes;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Outcomes;

public sealed class OutcomeReaderTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);

    static readonly IssueKey Key = new("orders", "v1:3c432d910db99f7e0123");

    readonly GitHubServer server = new();
    readonly TemporaryFolder folder = new();
    readonly SqliteIssueStore issues;

    public OutcomeReaderTests() => issues = new SqliteIssueStore(new SqliteDatabase(folder.Combine("test.db"), SqliteIssueStore.Schema));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_one_stays_open()
    {
        await OpenAsync();

        (await ReadAsync()).ShouldHaveSingleItem().Status.ShouldBe(IssueStatus.PullRequestOpen);

        (await IssueAsync()).Status.ShouldBe(IssueStatus.PullRequestOpen);
    }

    [Fact]
    public async Task A_merged_one_is_kept_with_its_times()
    {
        GitHubState.Close(await OpenAsync(), merged: true);
        server.State.Commits.Add(GitHubState.Commit(Drafts.Commit, "self-heal"));

        (await ReadAsync()).ShouldHaveSingleItem().Ended.ShouldBe(new EndedPullRequest(PullRequestEnding.Merged, HoursOpen: 24));

        var issue = await IssueAsync();
        issue.Status.ShouldBe(IssueStatus.Merged);
        issue.OpenedAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        issue.EndedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero));
        issue.OtherAuthors.ShouldBeNull();
        issue.ChangedAt.ShouldBe(Now);
    }

    [Fact]
    public async Task Who_changed_it_before_the_merge_is_kept()
    {
        GitHubState.Close(await OpenAsync(), merged: true);
        server.State.Commits.AddRange([GitHubState.Commit(Drafts.Commit, "self-heal"), GitHubState.Commit(new string('e', 40), "ada")]);

        (await ReadAsync()).ShouldHaveSingleItem().OtherAuthors.ShouldBe("ada");

        (await IssueAsync()).OtherAuthors.ShouldBe("ada");
    }

    [Fact]
    public async Task A_closed_one_is_a_no_with_the_last_words_of_a_person_redacted()
    {
        GitHubState.Close(await OpenAsync(), merged: false);
        server.State.Reviews.Add(GitHubState.Said("pull-request-review-items", "ada", "First thoughts.", "2026-01-02T08:00:00Z"));
        server.State.Comments.AddRange(
        [
            GitHubState.Said("issue-comment-items", "bob", $"Wrong place.\nUse {Drafts.Token} instead.", "2026-01-02T09:00:00Z"),
            GitHubState.Said("issue-comment-items", "ci[bot]", "Coverage fell.", "2026-01-02T10:00:00Z", "Bot"),
            GitHubState.Said("issue-comment-items", "self-heal", "I am the author.", "2026-01-02T11:00:00Z"),
        ]);

        await ReadAsync();

        var issue = await IssueAsync();
        issue.Status.ShouldBe(IssueStatus.Rejected);
        issue.Reason.ShouldStartWith("bob: Wrong place. Use [redacted");
        issue.Reason.ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task Closed_without_a_word_is_a_no_too()
    {
        GitHubState.Close(await OpenAsync(), merged: false);

        await ReadAsync();

        (await IssueAsync()).Reason.ShouldBe("The pull request was closed without merging, and without a word.");
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_reported_and_the_others_are_read()
    {
        await PutAsync("v1:0000000000000000", server.Url + "/acme/gone/pull/1");
        GitHubState.Close(await OpenAsync(), merged: true);

        var outcomes = await ReadAsync();

        outcomes.Count(outcome => outcome.Problem is not null).ShouldBe(1);
        (await IssueAsync()).Status.ShouldBe(IssueStatus.Merged);
    }

    [Fact]
    public async Task Throttling_ends_the_reading()
    {
        await OpenAsync();
        server.Instead = _ => GitHubAnswer.Error(429, "Slow down");

        await Should.ThrowAsync<CodeHostThrottledException>(ReadAsync);
    }

    [Fact]
    public async Task What_was_found_before_the_host_failed_is_reported_with_why_the_rest_was_not()
    {
        GitHubState.Close(await OpenAsync(), merged: true);
        await PutAsync("v1:9999999999999999", server.Url + "/acme/orders/pull/2");
        server.Instead = call => call.Path.EndsWith("/pulls/2", StringComparison.Ordinal) ? GitHubAnswer.Error(429, "Slow down") : null;

        var report = await OutcomesReport.OfAsync(Reader(), Cancellation);

        report.News.ShouldHaveSingleItem().Status.ShouldBe(IssueStatus.Merged);
        report.Stopped.ShouldNotBeNull().ShouldContain("slow");
    }

    [Fact]
    public async Task A_host_that_fails_at_once_is_an_error()
    {
        await OpenAsync();
        server.Instead = _ => GitHubAnswer.Error(429, "Slow down");

        await Should.ThrowAsync<CodeHostThrottledException>(() => OutcomesReport.OfAsync(Reader(), Cancellation));
    }

    [Fact]
    public async Task What_a_run_has_found_out_meanwhile_is_not_counted_twice()
    {
        var pull = await OpenAsync();
        GitHubState.Close(pull, merged: true);
        var known = await IssueAsync();
        server.Instead = _ =>
        {
            issues.TryPutAsync(known with { Status = IssueStatus.Merged, Version = known.Version + 1 }, Cancellation).GetAwaiter().GetResult();
            return null;
        };

        (await ReadAsync()).ShouldHaveSingleItem().Ended.ShouldBeNull();
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    async Task<System.Text.Json.Nodes.JsonObject> OpenAsync()
    {
        var pull = server.State.Add(Drafts.Branch, "Fix", Drafts.Of(server).Body);
        await PutAsync(Key.Fingerprint, (string)pull["html_url"]!);
        return pull;
    }

    Task<bool> PutAsync(string fingerprint, string url) => issues.TryPutAsync(
        new Issue(Key with { Fingerprint = fingerprint }, IssueStatus.PullRequestOpen, "run1", Now, Now, Now, Occurrences: 2, Version: 1) { PullRequest = url }, Cancellation);

    async Task<IReadOnlyList<PullRequestOutcome>> ReadAsync() =>
        await Reader().ReadAsync(Cancellation).ToListAsync(Cancellation);

    OutcomeReader Reader() => new(issues, Drafts.HostOf(server), new Redactor(), new FakeTimeProvider(Now));

    async Task<Issue> IssueAsync() => (await issues.FindAsync(Key, Cancellation)).ShouldNotBeNull();
}
