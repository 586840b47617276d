using SelfHealing.Spending;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.Generate;

/// <summary>What Generate gets.</summary>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
/// <param name="Code">The code that was running.</param>
/// <param name="Attempt">Which attempt this is, and what was wrong with the last one.</param>
public sealed record GenerateInput(ServiceSettings Service, CrashReport Crash, CodeAtCrash Code, Attempt Attempt);

/// <summary>One round of Generate (<c>$.attempt</c>).</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Problems">What was wrong with the last one's change.</param>
public sealed record Attempt(int Number, IReadOnlyList<string> Problems)
{
    /// <summary>The artifact with the model's last reply; null when there is none.</summary>
    public string? Reply { get; init; }

    /// <summary>What this run's attempts have used so far; null for nothing.</summary>
    public ModelUsage? Usage { get; init; }
}

/// <summary>What came of the attempt (<c>$.fix</c>).</summary>
/// <param name="Outcome">A fix, an abstention, or a reply that cannot be read.</param>
/// <param name="Reason">Why there is no fix; empty when there is.</param>
/// <param name="RootCause">Why the program crashed; empty when it is not known.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Author"><c>patterns</c>, or the model.</param>
/// <param name="Edits">The artifact with the change; null when there is none.</param>
/// <param name="Problems">What was wrong with the reply.</param>
public sealed record ProposedFix(
    GenerateOutcome Outcome,
    string Reason,
    string RootCause,
    double Confidence,
    string Author,
    string? Edits,
    IReadOnlyList<string> Problems)
{
    /// <summary>The other changes that were proposed, the best first: what goes on when this one is refused.</summary>
    public IReadOnlyList<AlternativeFix> Alternatives { get; init => field = value ?? []; } = [];

    /// <summary>The artifact with the conversation that was sent; null when no model was asked.</summary>
    public string? Prompt { get; init; }

    /// <summary>The artifact with the model's reply, word for word; null when no model was asked.</summary>
    public string? Reply { get; init; }

    /// <summary>What all attempts of the run have used so far; null when no model was asked.</summary>
    public ModelUsage? Usage { get; init; }
}

/// <summary>A change that was proposed beside the one that is taken first.</summary>
/// <param name="RootCause">Why the program crashed.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Edits">The artifact with the change.</param>
/// <param name="Reply">The artifact with the model's reply.</param>
public sealed record AlternativeFix(string RootCause, double Confidence, string Edits, string Reply);

/// <summary>What came of an attempt.</summary>
public enum GenerateOutcome
{
    /// <summary>A change is proposed.</summary>
    Fix,

    /// <summary>No change is proposed, on purpose.</summary>
    Abstained,

    /// <summary>The model's reply has no change that can be read.</summary>
    Unreadable,
}
