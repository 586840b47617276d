using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Where an execution, or a branch of it, stands: all that is needed to go on from here.</summary>
sealed record Position
{
    /// <summary>The current state.</summary>
    public required string State { get; init; }

    /// <summary>Its input, before InputPath.</summary>
    public required JsonNode? Input { get; init; }

    public required IReadOnlyDictionary<string, JsonNode?> Variables { get; init; }

    /// <summary>The event that led here; the next one points back to it.</summary>
    public required long PreviousEventId { get; init; }

    /// <summary>Null until the state has been entered.</summary>
    public DateTimeOffset? EnteredTime { get; init; }

    public long EnteredEventId { get; init; }

    /// <summary>The retries that each retrier of the state has spent; empty if there was none.</summary>
    public int[] RetrierAttempts { get; init; } = [];

    public int RetryCount { get; init; }

    /// <summary>When a Wait state ends, or the next try begins.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>The task whose answer comes from outside.</summary>
    public PendingTask? Pending { get; init; }

    /// <summary>How far each branch of a Parallel or iteration of a Map state came; null in other states, and until they begin.</summary>
    public IReadOnlyList<BranchPosition>? Branches { get; init; }

    public Position Next(string state, JsonNode? input, IReadOnlyDictionary<string, JsonNode?> assigned) => new()
    {
        State = state,
        Input = input,
        Variables = assigned.Count == 0 ? Variables : Merge(assigned),
        PreviousEventId = PreviousEventId,
    };

    Dictionary<string, JsonNode?> Merge(IReadOnlyDictionary<string, JsonNode?> assigned)
    {
        var merged = new Dictionary<string, JsonNode?>(Variables, StringComparer.Ordinal);
        foreach (var (name, value) in assigned)
            merged[name] = value;
        return merged;
    }
}

/// <summary>A task that was handed a token and is answered from outside.</summary>
/// <param name="ExpiresAt">When the answer comes too late; null: never.</param>
/// <param name="IsHeartbeat">It is the heartbeat that runs out then.</param>
/// <param name="IsSubmitted">The task runner has been told, and came back.</param>
sealed record PendingTask(string Token, DateTimeOffset Since, DateTimeOffset? ExpiresAt, bool IsHeartbeat, bool IsSubmitted);
