using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>One entry of Catch: for which errors, and which state goes on with what.</summary>
/// <param name="ResultPath">Where the error lands in the state's input; null: it is dropped.</param>
sealed record Catcher(ErrorFilter Errors, string Next, JsonPath? ResultPath, Assignment Assign)
{
    public static IReadOnlyList<Catcher> ReadAll(DefinitionNode state)
    {
        Catcher[] catchers = [.. state.Children("Catch").Select(Read)];
        ErrorFilter.CheckOrder(state, "Catch", [.. catchers.Select(static catcher => catcher.Errors)]);
        return catchers;
    }

    static Catcher Read(DefinitionNode node)
    {
        var catcher = new Catcher(
            ErrorFilter.Read(node),
            node.RequiredText("Next"),
            DataFlow.ReadResultPath(node),
            Assignment.Read(node));
        StateReader.RefuseJsonata(node);
        node.RefuseUnknownFields();
        return catcher;
    }

    public MoveOn Handle(Visit visit, StatesErrorException error)
    {
        var information = new JsonObject { ["Error"] = error.Error, ["Cause"] = error.Cause };
        var output = ResultPath is null
            ? visit.Position.Input
            : ReferencePath.Put(ResultPath, visit.Position.Input, information);
        return new MoveOn(Next, output, Assign.Evaluate(visit.Scope(information)));
    }
}
