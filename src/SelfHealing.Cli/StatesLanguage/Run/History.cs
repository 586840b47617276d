using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Numbers the events of an execution and keeps those that have not been stored yet.</summary>
sealed class History(TimeProvider time, IExecutionObserver observer, long lastId)
{
    // The quota of Step Functions for one execution.
    const int MaxEvents = 25_000;

    readonly Lock gate = new();
    List<HistoryEvent> unsaved = [];

    public long LastId { get; private set; } = lastId;

    /// <summary>Adds an event; details that are null are left out.</summary>
    /// <exception cref="StatesErrorException">States.Runtime: the execution has too many events, most likely in a loop.</exception>
    public long Add(string type, long previousId, string? state, JsonObject details)
    {
        lock (gate)
        {
            if (LastId >= MaxEvents && state is not null)
            {
                throw StatesErrorException.Runtime($"The execution reached the maximum number of history events ({MaxEvents}).")
                    .WithoutPlace();
            }
            var added = new HistoryEvent(++LastId, previousId, time.GetUtcNow(), type, state, details);
            unsaved.Add(added);
            observer.OnEvent(added);
            return added.Id;
        }
    }

    public IReadOnlyList<HistoryEvent> TakeUnsaved()
    {
        lock (gate)
        {
            var taken = unsaved;
            unsaved = [];
            return taken;
        }
    }
}
