using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Map state: runs its processor once for each item; the outputs in order are the result.</summary>
/// <param name="ItemSelector">What an iteration gets; null: the item itself.</param>
/// <param name="Batcher">Null: each item is an iteration of its own.</param>
sealed record MapState(
    string Name,
    MapProcessor Processor,
    JsonPath ItemsPath,
    PayloadTemplate? ItemSelector,
    ItemBatcher? Batcher,
    MapLimits Limits,
    DataFlow Flow,
    Recovery Handling,
    Assignment Assign,
    string? Next) : State(Name)
{
    public override string Type => "Map";

    public override Recovery Recovery => Handling;

    public override IEnumerable<string> Targets => OneOrNone(Next).Concat(Handling.Targets);

    public static MapState Read(string name, DefinitionNode node, DefinitionContext context)
    {
        foreach (var field in (ReadOnlySpan<string>)["ItemReader", "ResultWriter"])
            node.Refuse(field, "is not supported here");
        if (node.Has("ItemSelector") && node.Has("Parameters"))
            node.Problem("there must not be both ItemSelector and Parameters");
        node.Text("Label");
        var processor = MapProcessor.Read(node, context);
        if (node.Has("ItemBatcher") && !processor.IsDistributed)
            node.Problem("ItemBatcher", "needs a ProcessorConfig with the Mode DISTRIBUTED");
        return new MapState(
            name,
            processor,
            node.Path("ItemsPath") ?? JsonPath.Whole,
            node.Template("ItemSelector") ?? node.Template("Parameters"),
            ItemBatcher.Read(node),
            MapLimits.Read(node),
            DataFlow.Read(node, resultSelector: true, resultPath: true),
            Recovery.Read(node),
            Assignment.Read(node),
            StateReader.Next(node));
    }

    public override async Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var input = Flow.Input(visit);
        var scope = visit.Scope(input);
        var limits = Limits.Concurrency(scope);
        var items = scope.Read(ItemsPath) as JsonArray
            ?? throw StatesErrorException.Runtime($"Reference path \"{ItemsPath.Text}\" must point to array.");
        if (visit.Position.Branches is null)
            visit.Tell("MapStateStarted", new JsonObject { ["length"] = items.Count });

        var iterations = new MapIterations(this, visit, input, items);
        var ends = Processor.IsDistributed
            ? await iterations.RunDistributedAsync(limits, Limits.Tolerance(scope), cancellationToken)
            : await iterations.RunInlineAsync(limits, cancellationToken);
        if (ends.Suspended is { } suspended)
            return suspended;

        visit.TellAside("MapStateSucceeded");
        var selected = Flow.Select(visit, ends.Outputs);
        return new MoveOn(Next, Flow.Output(visit, selected), Assign.Evaluate(visit.Scope(selected)));
    }
}
