using System.Text;
using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Steps.CommitPullRequest;

/// <summary>Makes the branch with one commit and opens the pull request. Everything about it follows from the fingerprint, so a retry finds what is there.</summary>
public sealed class CommitPullRequestStep(
    IIssueStore issues, IArtifactStore artifacts, ICodeRepository repositories, ICodeHost host, TimeProvider time)
{
    /// <summary>Commits the approved change and nothing else.</summary>
    /// <exception cref="ClaimLostException">Another run has taken the bug over.</exception>
    public async Task<OpenedPullRequest> RunAsync(CommitPullRequestInput input, CancellationToken cancellation)
    {
        var key = new IssueKey(input.Service.Name, input.Crash.Fingerprint);
        if (await issues.FindAsync(key, cancellation) is { } issue && issue.Execution != input.Execution)
            throw new ClaimLostException(key.Fingerprint);

        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var branch = BranchOf(input.Crash.Fingerprint);
        var title = PullRequestText.Title(input);
        var commit = await repositories.CommitAsync(
            new BranchCommit(
                input.Service.Repository,
                input.Code.Commit,
                branch,
                patch.Files.ToDictionary(file => input.Code.Root + file.Key, file => file.Value, StringComparer.Ordinal),
                PullRequestText.CommitMessage(input, title),
                input.Approval.At ?? time.GetUtcNow()),
            cancellation);
        var body = PullRequestText.Body(input, patch);
        var url = await host.OpenPullRequestAsync(
            new PullRequestDraft(input.Service.Repository, branch, input.Code.Branch, title, body), cancellation);
        var text = await artifacts.PutAsync("pull-request", Encoding.UTF8.GetBytes($"# {title}\n\n{body}"), cancellation);
        await issues.TryChangeAsync(
            key,
            input.Execution,
            open => open with
            {
                Status = IssueStatus.PullRequestOpen,
                Branch = branch,
                Reason = url,
                PullRequest = url,
                PatchReference = input.Validation.Patch,
                TaskToken = null,
                ChangedAt = time.GetUtcNow(),
            },
            cancellation);
        return new OpenedPullRequest(branch, commit, url, text);
    }

    /// <summary>The branch for a fingerprint: <c>self-heal/</c> and its first 16 digits.</summary>
    public static string BranchOf(string fingerprint) => "self-heal/" + fingerprint[(fingerprint.IndexOf(':') + 1)..][..16];
}
