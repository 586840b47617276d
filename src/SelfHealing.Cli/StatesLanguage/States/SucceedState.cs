namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Succeed state: ends the machine or the branch.</summary>
sealed record SucceedState(string Name, DataFlow Flow) : State(Name)
{
    public override string Type => "Succeed";

    public override IEnumerable<string> Targets => [];

    public static SucceedState Read(string name, DefinitionNode node) => new(name, DataFlow.Read(node));

    public override Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken) =>
        Task.FromResult<StateOutcome>(new MoveOn(null, Flow.PassOn(visit), Assignment.Nothing));
}
