using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>One state of a machine.</summary>
abstract record State(string Name)
{
    /// <summary>The Type, which is the first word of the events of the state too.</summary>
    public abstract string Type { get; }

    /// <summary>The states that may follow.</summary>
    public abstract IEnumerable<string> Targets { get; }

    /// <summary>The Retry and Catch of the state, for types that have them.</summary>
    public virtual Recovery Recovery => Recovery.None;

    /// <summary>One attempt at the state's work.</summary>
    /// <exception cref="StatesErrorException">The attempt failed.</exception>
    public abstract Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken);

    protected static IEnumerable<string> OneOrNone(string? next) => next is null ? [] : [next];
}

/// <summary>What an attempt at a state led to.</summary>
abstract record StateOutcome;

/// <summary>The state is left.</summary>
/// <param name="Next">The state that follows; null at the end.</param>
/// <param name="Variables">The workflow variables it sets.</param>
sealed record MoveOn(string? Next, JsonNode? Output, IReadOnlyDictionary<string, JsonNode?> Variables) : StateOutcome;

/// <summary>The execution is suspended until the task is answered from outside.</summary>
sealed record Suspend(PendingTask Pending) : StateOutcome;
