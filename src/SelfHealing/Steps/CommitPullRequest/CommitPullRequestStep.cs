using System.Text;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>Makes the branch with one commit and opens the pull request. Everything about it follows from the fingerprint, so a retry finds what is there.</summary>
public sealed class CommitPullRequestStep(
    IIssueStore issues, IArtifactStore artifacts, ICodeRepository repositories, ICodeHost host, Redactor redactor, TimeProvider time)
{
    /// <summary>Commits the approved change and nothing else.</summary>
    /// <exception cref="ClaimLostException">Another run has taken the bug over.</exception>
    public async Task<OpenedPullRequest> RunAsync(CommitPullRequestInput input, CancellationToken cancellation)
    {
        var run = input.State;
        var key = new IssueKey(run.Service.Name, run.Crash.Fingerprint);
        if (await issues.FindAsync(key, cancellation) is { } issue && issue.Execution != input.Execution)
            throw new ClaimLostException(key.Fingerprint);

        var patch = await artifacts.GetJsonAsync(run.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var branch = BranchOf(run.Crash.Fingerprint);
        var text = new PullRequestText(input, redactor.Redact(run.Fix.RootCause));
        var files = patch.Files.ToDictionary(file => run.Code.Root + file.Key, file => file.Value, StringComparer.Ordinal);
        var commit = await repositories.CommitAsync(
            new BranchCommit(run.Service.Repository, run.Code.Commit, branch, files, text.CommitMessage, run.Approval.At ?? time.GetUtcNow()),
            cancellation);
        var body = text.Body(patch, commit);
        var opened = await host.OpenPullRequestAsync(
            new PullRequestDraft(run.Service.Repository, branch, run.Code.Branch, text.Title, body)
            {
                Commit = commit,
                Files = [.. files.Keys],
                IsDraft = run.Service.Draft,
                Labels = run.Service.Labels,
                Reviewers = run.Service.Reviewers,
            },
            cancellation);
        await RecordAsync(key, input, branch, opened?.Url, cancellation);
        var kept = await artifacts.PutAsync("pull-request", Encoding.UTF8.GetBytes($"# {text.Title}\n\n{body}"), cancellation);
        return new OpenedPullRequest(branch, commit, opened?.Url, kept, opened?.Notes ?? []);
    }

    // Should the crash come back, the next run knows what did not hold.
    static PastAttempt Committed(CommitPullRequestInput input) =>
        new(input.Execution, AttemptOutcome.Committed, input.State.Fix.Author, input.State.Fix.RootCause, input.State.Validation.Patch, Reason: "");

    /// <summary>The branch for a fingerprint: <c>self-heal/</c> and its first 16 digits.</summary>
    public static string BranchOf(string fingerprint) => "self-heal/" + fingerprint[(fingerprint.IndexOf(':') + 1)..][..16];

    Task<bool> RecordAsync(IssueKey key, CommitPullRequestInput input, string branch, string? url, CancellationToken cancellation) => issues.TryChangeAsync(
        key,
        input.Execution,
        open => open.With(Committed(input)) with
        {
            Status = IssueStatus.PullRequestOpen,
            Branch = branch,
            PullRequest = url,
            PatchReference = input.State.Validation.Patch,
            OpenedAt = time.GetUtcNow(),
            EndedAt = null,
            OtherAuthors = null,
            Reason = null,
            TaskToken = null,
            ChangedAt = time.GetUtcNow(),
        },
        cancellation);
}
