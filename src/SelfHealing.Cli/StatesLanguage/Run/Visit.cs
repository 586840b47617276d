using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Stores a position, where there is something to store it: branches are not stored one by one.</summary>
delegate Task Checkpoint(Position position, CancellationToken cancellationToken);

/// <summary>The stay of an execution in one state, from entering it to leaving it, over all its attempts.</summary>
sealed class Visit(
    ExecutionServices services, State state, Position position, MapItem? item, TokenOutcome? outcome, Checkpoint checkpoint)
{
    readonly Lock gate = new();
    TokenOutcome? outcome = outcome;

    public ExecutionServices Services => services;

    public State State => state;

    public MapItem? Item => item;

    public Position Position { get; private set; } = position;

    public DateTimeOffset Now => services.Time.GetUtcNow();

    public Scope Scope(JsonNode? data, MapItem? mapItem = null)
    {
        var seen = Position;
        return new Scope(
            data,
            new Lazy<JsonObject>(() => ContextObject.Build(services, state, seen, mapItem ?? item)),
            seen.Variables,
            services.Random);
    }

    public void Move(Position to) => Position = to;

    public Task SaveAsync(CancellationToken cancellationToken) => checkpoint(Position, cancellationToken);

    /// <summary>Adds an event to the history, after the one before it. Details that are null are left out.</summary>
    public void Tell(string type, JsonObject? details = null) =>
        Position = Position with { PreviousEventId = TellAside(type, details) };

    /// <summary>Adds an event that the next one does not point back to.</summary>
    public long TellAside(string type, JsonObject? details = null) =>
        services.History.Add(type, Position.PreviousEventId, state.Name, details ?? []);

    /// <summary>Lets the next event point back to the given one, which a branch added.</summary>
    public void FollowOn(long eventId)
    {
        lock (gate)
            Position = Position with { PreviousEventId = eventId };
    }

    /// <summary>What came of the token that the execution waited for; only the first question is answered.</summary>
    public TokenOutcome? TakeOutcome()
    {
        var taken = outcome;
        outcome = null;
        return taken;
    }

    public async Task PauseUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        // Timers have an upper limit, and the States Language knows far longer times.
        var longest = TimeSpan.FromDays(1);
        for (var left = due - Now; left > TimeSpan.Zero; left = due - Now)
            await Task.Delay(left < longest ? left : longest, services.Time, cancellationToken);
    }
}
