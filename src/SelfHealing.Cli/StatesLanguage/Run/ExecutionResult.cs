using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>How far an execution came.</summary>
[JsonDerivedType(typeof(Succeeded), "succeeded")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(TimedOut), "timedOut")]
[JsonDerivedType(typeof(Waiting), "waiting")]
abstract record ExecutionResult
{
    public sealed record Succeeded(JsonNode? Output) : ExecutionResult;

    /// <summary>A Fail state may name neither an error nor a cause.</summary>
    public sealed record Failed(string? Error, string? Cause) : ExecutionResult;

    /// <summary>TimeoutSeconds of the machine has passed.</summary>
    public sealed record TimedOut : ExecutionResult;

    /// <summary>
    /// Suspended until someone answers the token; to be resumed with the answer, or once it has expired. Branches may wait for several:
    /// then this is the one that expires first.
    /// </summary>
    public sealed record Waiting(string Token, string StateName, DateTimeOffset Since, DateTimeOffset? ExpiresAt) : ExecutionResult;
}

/// <summary>The answer to a token.</summary>
sealed record TokenAnswer(string Token, TokenOutcome Outcome);

/// <summary>What became of a task that was handed a token.</summary>
abstract record TokenOutcome
{
    public sealed record Succeeded(JsonNode? Output) : TokenOutcome;

    public sealed record Failed(string? Error, string? Cause) : TokenOutcome;

    /// <summary>No answer came in time: the task fails with States.Timeout.</summary>
    public sealed record Expired : TokenOutcome;
}
