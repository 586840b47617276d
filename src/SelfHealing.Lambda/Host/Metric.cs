namespace SelfHealing.Lambda.Host;

/// <summary>What is counted in CloudWatch; docs/lambda.md says when.</summary>
enum Metric
{
    CrashesSeen,
    RunsStarted,
    CrashesRead,
    CrashesClaimed,
    CrashesDeduplicated,
    CrashesSuppressed,
    Regressions,
    FixesProposed,
    FixesRefused,
    FixesApproved,
    FixesRejected,
    FixesExpired,
    PullRequestsOpened,
    TimeToPullRequest,
    FixesMerged,
    FixesClosed,
    TimeToMerge,
    PullRequestsUnread,
    RunsAbstained,
    RunsFailed,
    InputTokens,
    OutputTokens,
    CostUsd,
    Errors,
}
