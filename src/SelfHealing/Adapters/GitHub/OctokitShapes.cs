using System.Diagnostics.CodeAnalysis;
using Octokit;

namespace SelfHealing.Adapters.GitHub;

/// <summary>
/// Names each closed generic that Octokit makes by reflection for the calls in use, so that a native executable has its code. The native
/// tests make each of these calls: a new one may need a new line here, and without it a field is silently lost.
/// </summary>
static class OctokitShapes
{
    const DynamicallyAccessedMemberTypes All = DynamicallyAccessedMemberTypes.All;

    [DynamicDependency(All, typeof(StringEnum<AccountType>))]
    [DynamicDependency(All, typeof(StringEnum<AuthorAssociation>))]
    [DynamicDependency(All, typeof(StringEnum<ContentType>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationReadWritePermissionLevel>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationRepositorySelection>))]
    [DynamicDependency(All, typeof(StringEnum<ItemState>))]
    [DynamicDependency(All, typeof(StringEnum<LockReason>))]
    [DynamicDependency(All, typeof(StringEnum<MergeableState>))]
    [DynamicDependency(All, typeof(StringEnum<PullRequestReviewState>))]
    [DynamicDependency(All, typeof(StringEnum<RepositoryVisibility>))]
    [DynamicDependency(All, typeof(StringEnum<TeamPrivacy>))]
    [DynamicDependency(All, typeof(StringEnum<VerificationReason>))]
    [DynamicDependency(All, typeof(List<ApiErrorDetail>))]
    [DynamicDependency(All, typeof(List<GitReference>))]
    [DynamicDependency(All, typeof(List<IssueComment>))]
    [DynamicDependency(All, typeof(List<Label>))]
    [DynamicDependency(All, typeof(List<PullRequest>))]
    [DynamicDependency(All, typeof(List<PullRequestCommit>))]
    [DynamicDependency(All, typeof(List<PullRequestReview>))]
    [DynamicDependency(All, typeof(List<Repository>))]
    [DynamicDependency(All, typeof(List<RepositoryContent>))]
    [DynamicDependency(All, typeof(List<string>))]
    [DynamicDependency(All, typeof(List<Team>))]
    [DynamicDependency(All, typeof(List<User>))]
    public static void Keep()
    {
        // The attributes do it, where something reachable calls this.
    }
}
