using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Stores where a walk stands when the storing begins: branches go on side by side.</summary>
delegate Task Checkpoint(Func<Position> position);

/// <summary>The stay of an execution in one state, from entering it to leaving it, over all its attempts.</summary>
sealed class Visit(ExecutionServices services, State state, Position position, MapItem? item, Checkpoint checkpoint)
{
    readonly Lock gate = new();

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

    /// <summary>Stores where the visit stands; what is stopped meanwhile goes no further.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await checkpoint(() => Position);
        cancellationToken.ThrowIfCancellationRequested();
    }

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

    /// <summary>Makes room for how far the branches come.</summary>
    public void BeginBranches(int count) =>
        Position = Position with { Branches = [.. Enumerable.Repeat(new BranchPosition(), count)] };

    /// <summary>How far a branch came.</summary>
    public BranchPosition Branch(int index) => Position.Branches![index];

    /// <summary>Stores a branch's transitions as part of this state.</summary>
    public Checkpoint CheckpointOf(int index, ExecutionInfo? child) =>
        position => KeepAsync(index, () => new BranchPosition(position(), child));

    /// <summary>Stores what came of a branch.</summary>
    public async Task<BranchEnd> EndBranchAsync(int index, BranchResult result)
    {
        await KeepAsync(index, () => new BranchPosition(Result: result));
        return new BranchEnd(result, null);
    }

    async Task KeepAsync(int index, Func<BranchPosition> branch)
    {
        lock (gate)
        {
            BranchPosition[] branches = [.. Position.Branches!];
            branches[index] = branch();
            Position = Position with { Branches = branches };
        }
        await checkpoint(() => Position);
    }

    public async Task PauseUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        // Timers have an upper limit, and the States Language knows far longer times.
        var longest = TimeSpan.FromDays(1);
        for (var left = due - Now; left > TimeSpan.Zero; left = due - Now)
            await Task.Delay(left < longest ? left : longest, services.Time, cancellationToken);
    }
}
