using System.Diagnostics.CodeAnalysis;
using Octokit;

namespace SelfHealing.Adapters.GitHub;

/// <summary>
/// Names each type that Octokit reads or writes by reflection for the calls in use, so that a native executable has its code and no more of
/// Octokit than that. A new call may need new lines here: without them a field is silently lost. A test follows the properties from the
/// types of the calls, and the native tests make each call.
/// </summary>
static class OctokitShapes
{
    const DynamicallyAccessedMemberTypes All = DynamicallyAccessedMemberTypes.All;

    // What an enum's values are called in JSON stands in the attributes of its fields.
    const DynamicallyAccessedMemberTypes Names = DynamicallyAccessedMemberTypes.PublicFields;

    [DynamicDependency(All, typeof(AccessToken))]
    [DynamicDependency(Names, typeof(AccountType))]
    [DynamicDependency(All, typeof(AdvancedSecurity))]
    [DynamicDependency(All, typeof(ApiError))]
    [DynamicDependency(All, typeof(ApiErrorDetail))]
    [DynamicDependency(Names, typeof(AuthorAssociation))]
    [DynamicDependency(All, typeof(Commit))]
    [DynamicDependency(All, typeof(Committer))]
    [DynamicDependency(Names, typeof(ContentType))]
    [DynamicDependency(All, typeof(DependabotSecurityUpdates))]
    [DynamicDependency(All, typeof(GitReference))]
    [DynamicDependency(All, typeof(Installation))]
    [DynamicDependency(All, typeof(InstallationPermissions))]
    [DynamicDependency(Names, typeof(InstallationReadPermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationReadWriteAdminPermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationReadWritePermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationRepositorySelection))]
    [DynamicDependency(Names, typeof(InstallationWritePermissionLevel))]
    [DynamicDependency(All, typeof(IssueComment))]
    [DynamicDependency(Names, typeof(ItemState))]
    [DynamicDependency(Names, typeof(ItemStateFilter))]
    [DynamicDependency(All, typeof(Label))]
    [DynamicDependency(All, typeof(LicenseMetadata))]
    [DynamicDependency(Names, typeof(LockReason))]
    [DynamicDependency(Names, typeof(MergeableState))]
    [DynamicDependency(All, typeof(Milestone))]
    [DynamicDependency(All, typeof(MiscellaneousRateLimit))]
    [DynamicDependency(All, typeof(NewPullRequest))]
    [DynamicDependency(All, typeof(Organization))]
    [DynamicDependency(All, typeof(Plan))]
    [DynamicDependency(All, typeof(PullRequest))]
    [DynamicDependency(All, typeof(PullRequestCommit))]
    [DynamicDependency(All, typeof(PullRequestRequest))]
    [DynamicDependency(All, typeof(PullRequestReview))]
    [DynamicDependency(All, typeof(PullRequestReviewRequest))]
    [DynamicDependency(Names, typeof(PullRequestReviewState))]
    [DynamicDependency(Names, typeof(PullRequestSort))]
    [DynamicDependency(All, typeof(RateLimit))]
    [DynamicDependency(All, typeof(ReactionSummary))]
    [DynamicDependency(All, typeof(Repository))]
    [DynamicDependency(All, typeof(RepositoryContent))]
    [DynamicDependency(All, typeof(RepositoryPermissions))]
    [DynamicDependency(Names, typeof(RepositoryVisibility))]
    [DynamicDependency(All, typeof(ResourceRateLimit))]
    [DynamicDependency(All, typeof(SecretScanning))]
    [DynamicDependency(All, typeof(SecretScanningPushProtection))]
    [DynamicDependency(All, typeof(SecretScanningValidityChecks))]
    [DynamicDependency(All, typeof(SecurityAndAnalysis))]
    [DynamicDependency(Names, typeof(SortDirection))]
    [DynamicDependency(All, typeof(Team))]
    [DynamicDependency(Names, typeof(TeamPrivacy))]
    [DynamicDependency(All, typeof(TeamRepositoryPermissions))]
    [DynamicDependency(All, typeof(User))]
    [DynamicDependency(All, typeof(Verification))]
    [DynamicDependency(Names, typeof(VerificationReason))]
    [DynamicDependency(All, typeof(List<ApiErrorDetail>))]
    [DynamicDependency(All, typeof(List<GitReference>))]
    [DynamicDependency(All, typeof(List<IssueComment>))]
    [DynamicDependency(All, typeof(List<Label>))]
    [DynamicDependency(All, typeof(List<PullRequest>))]
    [DynamicDependency(All, typeof(List<PullRequestCommit>))]
    [DynamicDependency(All, typeof(List<PullRequestReview>))]
    [DynamicDependency(All, typeof(List<Repository>))]
    [DynamicDependency(All, typeof(List<RepositoryContent>))]
    [DynamicDependency(All, typeof(List<Team>))]
    [DynamicDependency(All, typeof(List<User>))]
    [DynamicDependency(All, typeof(List<string>))]
    [DynamicDependency(All, typeof(StringEnum<AccountType>))]
    [DynamicDependency(All, typeof(StringEnum<AuthorAssociation>))]
    [DynamicDependency(All, typeof(StringEnum<ContentType>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationReadPermissionLevel>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationReadWriteAdminPermissionLevel>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationReadWritePermissionLevel>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationRepositorySelection>))]
    [DynamicDependency(All, typeof(StringEnum<InstallationWritePermissionLevel>))]
    [DynamicDependency(All, typeof(StringEnum<ItemState>))]
    [DynamicDependency(All, typeof(StringEnum<LockReason>))]
    [DynamicDependency(All, typeof(StringEnum<MergeableState>))]
    [DynamicDependency(All, typeof(StringEnum<PullRequestReviewState>))]
    [DynamicDependency(All, typeof(StringEnum<TeamPrivacy>))]
    [DynamicDependency(All, typeof(StringEnum<VerificationReason>))]
    public static void Keep()
    {
        // The attributes do it, where something reachable calls this.
    }
}
