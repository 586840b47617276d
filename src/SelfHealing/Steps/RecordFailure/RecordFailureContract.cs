using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.RecordFailure;

/// <summary>What RecordFailure gets.</summary>
/// <param name="Execution">The run's identity.</param>
/// <param name="State">All that the run knows.</param>
public sealed record RecordFailureInput(string Execution, RunState State);

/// <summary>The state of a run, as far as it got.</summary>
/// <param name="Service">The service that crashed.</param>
public sealed record RunState(ServiceSettings Service)
{
    /// <summary>What Parse found.</summary>
    public CrashReport? Crash { get; init; }

    /// <summary>What FetchCode found.</summary>
    public CodeAtCrash? Code { get; init; }

    /// <summary>The last attempt, with what was wrong with its change.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>What Generate proposed last.</summary>
    public ProposedFix? Fix { get; init; }

    /// <summary>What ValidateSyntax said last.</summary>
    public Validation? Validation { get; init; }

    /// <summary>What a person decided.</summary>
    public Approval? Approval { get; init; }

    /// <summary>The error that ended the run.</summary>
    public CaughtError? Error { get; init; }
}

/// <summary>An error as the state machine hands it over.</summary>
/// <param name="Error">The exception's name.</param>
/// <param name="Cause">What happened.</param>
public sealed record CaughtError([property: System.Text.Json.Serialization.JsonPropertyName("Error")] string Error,
    [property: System.Text.Json.Serialization.JsonPropertyName("Cause")] string? Cause);

/// <summary>How a run without a fix ended (<c>$.failure</c>).</summary>
/// <param name="Ending">Its name.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record Failure(Ending Ending, string Reason);

/// <summary>How a run without a fix ended.</summary>
public enum Ending
{
    /// <summary>No change was proposed, on purpose.</summary>
    Abstained,

    /// <summary>No attempt gave an acceptable change.</summary>
    Invalid,

    /// <summary>A person said no.</summary>
    Rejected,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>Something broke.</summary>
    Failed,
}
