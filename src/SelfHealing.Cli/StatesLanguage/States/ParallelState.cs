using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Parallel state: runs its branches side by side on the same input; their outputs in order are the result.</summary>
sealed record ParallelState(
    string Name, IReadOnlyList<StateGraph> Branches, DataFlow Flow, Recovery Handling, Assignment Assign, string? Next)
    : State(Name)
{
    public override string Type => "Parallel";

    public override Recovery Recovery => Handling;

    public override IEnumerable<string> Targets => OneOrNone(Next).Concat(Handling.Targets);

    public static ParallelState Read(string name, DefinitionNode node, DefinitionContext context)
    {
        StateGraph[] branches = [.. node.Children("Branches").Select(branch =>
        {
            var graph = StateGraph.Read(branch, context.Inside());
            branch.RefuseUnknownFields();
            return graph;
        })];
        if (branches.Length == 0)
            node.Problem("Branches must have at least one branch");
        return new ParallelState(
            name,
            branches,
            DataFlow.Read(node, parameters: true, resultSelector: true, resultPath: true),
            Recovery.Read(node),
            Assignment.Read(node),
            StateReader.Next(node));
    }

    public override async Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var input = Flow.EffectiveInput(visit);
        visit.Tell("ParallelStateStarted");
        var started = visit.Position.PreviousEventId;
        var outputs = await StatesLanguage.Branches.RunAsync(
            Branches.Count, Branches.Count, (i, stop) => RunBranchAsync(Branches[i], input, started, visit, stop), cancellationToken);
        visit.TellAside("ParallelStateSucceeded");
        var result = new JsonArray([.. outputs.Select(static output => output?.DeepClone())]);
        var selected = Flow.Select(visit, result);
        return new MoveOn(Next, Flow.Output(visit, selected), Assign.Evaluate(visit.Scope(selected)));
    }

    static async Task<JsonNode?> RunBranchAsync(
        StateGraph branch, JsonNode? input, long started, Visit visit, CancellationToken cancellationToken)
    {
        var walk = Walk.Inside(visit, branch, input, visit.Item, started);
        try
        {
            return await walk.RunToEndAsync(cancellationToken);
        }
        finally
        {
            visit.FollowOn(walk.LastEventId);
        }
    }
}
