namespace SelfHealing.Approvals;

/// <summary>How people are asked.</summary>
/// <param name="Address">Where the approval page is served, e.g. <c>https://heal.example.org/</c>; null when there is no page.</param>
/// <param name="AsksForCode">Whether a decision on the page needs the confirmation code that stands in the mail.</param>
public sealed record ApprovalSettings(Uri? Address = null, bool AsksForCode = false)
{
    /// <summary>How long a question is open: as long as the state machine waits, 7 days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How often one run asks at most.</summary>
    public const int MostQuestions = 3;

    /// <summary>How many confirmation codes may be tried on a link.</summary>
    public const int MostCodes = 5;
}
