namespace SelfHealing.Issues;

/// <summary>A fix that an earlier run proposed for the bug, and what became of it. The next run shows it to the model.</summary>
/// <param name="Execution">The run that proposed it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Author"><c>patterns</c>, or the model.</param>
/// <param name="RootCause">What it took for the cause; may be empty.</param>
/// <param name="Patch">The artifact with the change; null when none was valid.</param>
/// <param name="Reason">Why it came to that: the reviewer's words, or what was wrong; may be empty.</param>
public sealed record PastAttempt(string Execution, AttemptOutcome Outcome, string Author, string RootCause, string? Patch, string Reason);

/// <summary>What became of a proposed fix.</summary>
public enum AttemptOutcome
{
    /// <summary>A person said no.</summary>
    Rejected,

    /// <summary>It did not apply, did not parse, or failed the tests.</summary>
    Invalid,

    /// <summary>A branch or pull request with it was made.</summary>
    Committed,

    /// <summary>A branch with it was made and is gone, and the crash came back.</summary>
    CameBack,
}
