using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// How data gets into a state and out of it: InputPath, Parameters, (the state's work), ResultSelector, ResultPath, OutputPath.
/// </summary>
/// <param name="InputPath">Null: the state starts from an empty object.</param>
/// <param name="ResultPath">Null: the result is dropped and the input goes on.</param>
/// <param name="OutputPath">Null: the output is an empty object.</param>
sealed record DataFlow(
    JsonPath? InputPath,
    PayloadTemplate? Parameters,
    PayloadTemplate? ResultSelector,
    JsonPath? ResultPath,
    JsonPath? OutputPath)
{
    public static DataFlow Read(DefinitionNode node, bool parameters = false, bool resultSelector = false, bool resultPath = false)
    {
        var result = resultPath ? ReadResultPath(node) : JsonPath.Whole;
        return new DataFlow(
            node.PathOrNull("InputPath"),
            parameters ? node.Template("Parameters") : null,
            resultSelector ? node.Template("ResultSelector") : null,
            result,
            node.PathOrNull("OutputPath"));
    }

    public static JsonPath? ReadResultPath(DefinitionNode node)
    {
        var path = node.PathOrNull("ResultPath");
        if (path is { IsReference: false } or { Root: not PathRoot.Data })
            node.Problem("ResultPath", $"'{path.Text}' is no reference path: $ with names and indexes");
        return path;
    }

    /// <summary>The input as InputPath leaves it.</summary>
    public JsonNode? Input(Visit visit) => Filter(InputPath, visit, visit.Position.Input);

    /// <summary>The input that the work of the state gets.</summary>
    public JsonNode? EffectiveInput(Visit visit)
    {
        var input = Input(visit);
        return Parameters is null ? input : Parameters.Evaluate(visit.Scope(input));
    }

    public JsonNode? Select(Visit visit, JsonNode? result) =>
        ResultSelector is null ? result : ResultSelector.Evaluate(visit.Scope(result));

    /// <summary>The output of the state, from its (selected) result.</summary>
    public JsonNode? Output(Visit visit, JsonNode? result)
    {
        var combined = ResultPath is null ? visit.Position.Input : ReferencePath.Put(ResultPath, visit.Position.Input, result);
        return Filter(OutputPath, visit, combined);
    }

    /// <summary>The output of a state that has no result: its input.</summary>
    public JsonNode? PassOn(Visit visit) => Filter(OutputPath, visit, Input(visit));

    static JsonNode? Filter(JsonPath? path, Visit visit, JsonNode? value) =>
        path is null ? new JsonObject() : visit.Scope(value).Read(path);
}
