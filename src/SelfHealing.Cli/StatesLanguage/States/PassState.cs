namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Pass state: hands on its input, or a fixed result.</summary>
/// <param name="Result">Null: there is none; the effective input is the result.</param>
sealed record PassState(string Name, DataFlow Flow, LiteralTemplate? Result, Assignment Assign, string? Next) : State(Name)
{
    public override string Type => "Pass";

    public override IEnumerable<string> Targets => OneOrNone(Next);

    public static PassState Read(string name, DefinitionNode node) => new(
        name,
        DataFlow.Read(node, parameters: true, resultPath: true),
        node.Has("Result") ? new LiteralTemplate(node.Value("Result")) : null,
        Assignment.Read(node),
        StateReader.Next(node));

    public override Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var input = Flow.EffectiveInput(visit);
        var result = Result is null ? input : Result.Value;
        return Task.FromResult<StateOutcome>(
            new MoveOn(Next, Flow.Output(visit, result), Assign.Evaluate(visit.Scope(result))));
    }
}
