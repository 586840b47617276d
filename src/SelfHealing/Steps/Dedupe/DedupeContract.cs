using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Dedupe;

/// <summary>What Dedupe gets.</summary>
/// <param name="Execution">The run's identity.</param>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
public sealed record DedupeInput(string Execution, ServiceSettings Service, CrashReport Crash);

/// <summary>Whether this run heals the crash (<c>$.issue</c>).</summary>
/// <param name="Outcome">What to do.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Occurrences">How often the crash has been seen, this time included.</param>
/// <param name="FirstSeen">When it was first seen, UTC.</param>
/// <param name="LastSeen">When it was seen last, UTC.</param>
public sealed record IssueClaim(DedupeOutcome Outcome, string Reason, long Occurrences, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    /// <summary>True when a merged fix did not hold.</summary>
    public bool Regression { get; init; }

    /// <summary>How the bug's pull request ended, when it was this crash that led us to look; else null.</summary>
    public EndedPullRequest? Ended { get; init; }
}

/// <summary>What to do with a crash.</summary>
public enum DedupeOutcome
{
    /// <summary>This run has claimed it.</summary>
    Heal,

    /// <summary>Another run has it, or has healed it.</summary>
    Duplicate,

    /// <summary>It is kept quiet, for a reason.</summary>
    Suppressed,
}
