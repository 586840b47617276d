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
    const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors
        | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties;

    // Which constructor of a list it calls. All members of one list would be compiled for reflection in every other list of the executable too.
    const string Made = "#ctor()";

    // What an enum's values are called in JSON stands in the attributes of its fields.
    const DynamicallyAccessedMemberTypes Names = DynamicallyAccessedMemberTypes.PublicFields;

    [DynamicDependency(Members, typeof(AccessToken))]
    [DynamicDependency(Names, typeof(AccountType))]
    [DynamicDependency(Members, typeof(AdvancedSecurity))]
    [DynamicDependency(Members, typeof(ApiError))]
    [DynamicDependency(Members, typeof(ApiErrorDetail))]
    [DynamicDependency(Names, typeof(AuthorAssociation))]
    [DynamicDependency(Members, typeof(Commit))]
    [DynamicDependency(Members, typeof(Committer))]
    [DynamicDependency(Names, typeof(ContentType))]
    [DynamicDependency(Members, typeof(DependabotSecurityUpdates))]
    [DynamicDependency(Members, typeof(GitReference))]
    [DynamicDependency(Members, typeof(Installation))]
    [DynamicDependency(Members, typeof(InstallationPermissions))]
    [DynamicDependency(Names, typeof(InstallationReadPermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationReadWriteAdminPermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationReadWritePermissionLevel))]
    [DynamicDependency(Names, typeof(InstallationRepositorySelection))]
    [DynamicDependency(Names, typeof(InstallationWritePermissionLevel))]
    [DynamicDependency(Members, typeof(IssueComment))]
    [DynamicDependency(Names, typeof(ItemState))]
    [DynamicDependency(Names, typeof(ItemStateFilter))]
    [DynamicDependency(Members, typeof(Label))]
    [DynamicDependency(Members, typeof(LicenseMetadata))]
    [DynamicDependency(Names, typeof(LockReason))]
    [DynamicDependency(Names, typeof(MergeableState))]
    [DynamicDependency(Members, typeof(Milestone))]
    [DynamicDependency(Members, typeof(MiscellaneousRateLimit))]
    [DynamicDependency(Members, typeof(NewPullRequest))]
    [DynamicDependency(Members, typeof(Organization))]
    [DynamicDependency(Members, typeof(Plan))]
    [DynamicDependency(Members, typeof(PullRequest))]
    [DynamicDependency(Members, typeof(PullRequestCommit))]
    [DynamicDependency(Members, typeof(PullRequestRequest))]
    [DynamicDependency(Members, typeof(PullRequestReview))]
    [DynamicDependency(Members, typeof(PullRequestReviewRequest))]
    [DynamicDependency(Names, typeof(PullRequestReviewState))]
    [DynamicDependency(Names, typeof(PullRequestSort))]
    [DynamicDependency(Members, typeof(RateLimit))]
    [DynamicDependency(Members, typeof(ReactionSummary))]
    [DynamicDependency(Members, typeof(Repository))]
    [DynamicDependency(Members, typeof(RepositoryContent))]
    [DynamicDependency(Members, typeof(RepositoryPermissions))]
    [DynamicDependency(Names, typeof(RepositoryVisibility))]
    [DynamicDependency(Members, typeof(ResourceRateLimit))]
    [DynamicDependency(Members, typeof(SecretScanning))]
    [DynamicDependency(Members, typeof(SecretScanningPushProtection))]
    [DynamicDependency(Members, typeof(SecretScanningValidityChecks))]
    [DynamicDependency(Members, typeof(SecurityAndAnalysis))]
    [DynamicDependency(Names, typeof(SortDirection))]
    [DynamicDependency(Members, typeof(Team))]
    [DynamicDependency(Names, typeof(TeamPrivacy))]
    [DynamicDependency(Members, typeof(TeamRepositoryPermissions))]
    [DynamicDependency(Members, typeof(User))]
    [DynamicDependency(Members, typeof(Verification))]
    [DynamicDependency(Names, typeof(VerificationReason))]
    [DynamicDependency(Made, typeof(List<ApiErrorDetail>))]
    [DynamicDependency(Made, typeof(List<GitReference>))]
    [DynamicDependency(Made, typeof(List<IssueComment>))]
    [DynamicDependency(Made, typeof(List<Label>))]
    [DynamicDependency(Made, typeof(List<PullRequest>))]
    [DynamicDependency(Made, typeof(List<PullRequestCommit>))]
    [DynamicDependency(Made, typeof(List<PullRequestReview>))]
    [DynamicDependency(Made, typeof(List<Repository>))]
    [DynamicDependency(Made, typeof(List<RepositoryContent>))]
    [DynamicDependency(Made, typeof(List<Team>))]
    [DynamicDependency(Made, typeof(List<User>))]
    [DynamicDependency(Made, typeof(List<string>))]
    [DynamicDependency(Members, typeof(StringEnum<AccountType>))]
    [DynamicDependency(Members, typeof(StringEnum<AuthorAssociation>))]
    [DynamicDependency(Members, typeof(StringEnum<ContentType>))]
    [DynamicDependency(Members, typeof(StringEnum<InstallationReadPermissionLevel>))]
    [DynamicDependency(Members, typeof(StringEnum<InstallationReadWriteAdminPermissionLevel>))]
    [DynamicDependency(Members, typeof(StringEnum<InstallationReadWritePermissionLevel>))]
    [DynamicDependency(Members, typeof(StringEnum<InstallationRepositorySelection>))]
    [DynamicDependency(Members, typeof(StringEnum<InstallationWritePermissionLevel>))]
    [DynamicDependency(Members, typeof(StringEnum<ItemState>))]
    [DynamicDependency(Members, typeof(StringEnum<LockReason>))]
    [DynamicDependency(Members, typeof(StringEnum<MergeableState>))]
    [DynamicDependency(Members, typeof(StringEnum<PullRequestReviewState>))]
    [DynamicDependency(Members, typeof(StringEnum<TeamPrivacy>))]
    [DynamicDependency(Members, typeof(StringEnum<VerificationReason>))]
    public static void Keep()
    {
        // The attributes do it, where something reachable calls this.
    }
}
