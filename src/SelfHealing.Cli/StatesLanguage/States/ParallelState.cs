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
            var graph = StateGraph.Read(branch, context);
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
        if (visit.Position.Branches is null)
        {
            visit.Tell("ParallelStateStarted");
            visit.BeginBranches(Branches.Count);
        }
        var start = new Position { State = "", Input = input, Variables = visit.Position.Variables, PreviousEventId = visit.Position.PreviousEventId };
        var ends = await StatesLanguage.Branches.RunAsync(
            visit, Branches.Count, Branches.Count, (i, others, stop) => RunBranchAsync(i, start, visit, others, stop), cancellationToken);
        if (ends.Suspended is { } suspended)
            return suspended;
        visit.TellAside("ParallelStateSucceeded");
        var selected = Flow.Select(visit, ends.Outputs);
        return new MoveOn(Next, Flow.Output(visit, selected), Assign.Evaluate(visit.Scope(selected)));
    }

    async Task<BranchEnd> RunBranchAsync(int index, Position start, Visit visit, Stillness others, CancellationToken cancellationToken)
    {
        var branch = Branches[index];
        var position = visit.Branch(index).Position ?? start with { State = branch.StartAt };
        var walk = Walk.Inside(visit, index, branch, visit.Item, position, others);
        try
        {
            var end = await walk.RunAsync(cancellationToken);
            return end.Suspended is null
                ? await visit.EndBranchAsync(index, new BranchResult(end.Output))
                : new BranchEnd(null, end.Suspended);
        }
        finally
        {
            visit.FollowOn(walk.LastEventId);
        }
    }
}
