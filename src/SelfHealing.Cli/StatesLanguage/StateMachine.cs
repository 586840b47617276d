using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// A state machine of the Amazon States Language in JSONPath mode, read and checked. Whatever it holds can be run:
/// what is not supported is refused when it is loaded.
/// </summary>
/// <param name="Name">The name of the file without its extensions.</param>
/// <param name="Timeout">How long an execution may take in all.</param>
sealed record StateMachine(string Name, StateGraph Graph, TimeSpan? Timeout)
{
    /// <summary>The longest time that the States Language can say, about three years.</summary>
    public const long MaxSeconds = 99_999_999;

    static readonly HashSet<string> Supported = new(
        ["lambda:invoke", "lambda:invoke.waitForTaskToken", "codebuild:startBuild.sync", "sns:publish"], StringComparer.Ordinal);

    /// <param name="json">The definition.</param>
    /// <param name="substitutions">The values for <c>${Name}</c> in its strings.</param>
    /// <param name="fileName">Where the definition came from, for messages.</param>
    /// <param name="integrations">The service integrations that the host's <see cref="ITaskRunner"/> runs; by default those of <c>selfheal</c>.</param>
    /// <exception cref="InvalidDefinitionException">It is no definition, or asks for what is not supported.</exception>
    public static StateMachine Load(
        string json,
        IReadOnlyDictionary<string, string> substitutions,
        string fileName,
        IReadOnlySet<string>? integrations = null)
    {
        List<string> problems = [];
        var machine = Substitutions.Apply(Parse(json, fileName), substitutions, "", problems) is JsonObject fields
            ? Read(new DefinitionNode(fields, "", problems), Path.GetFileName(fileName), integrations ?? Supported)
            : throw new InvalidDefinitionException([$"{fileName}: a definition is a JSON object"]);
        return problems.Count == 0
            ? machine
            : throw new InvalidDefinitionException([.. problems.Select(problem => $"{fileName}: {problem}")]);
    }

    static StateMachine Read(DefinitionNode node, string fileName, IReadOnlySet<string> integrations)
    {
        StateReader.RefuseJsonata(node);
        if (node.Text("Version") is { } version && version != "1.0")
            node.Problem("Version", $"'{version}' is not supported here, only 1.0");
        var timeout = node.Integer("TimeoutSeconds", 1, MaxSeconds);
        var context = new DefinitionContext(integrations, new HashSet<string>(StringComparer.Ordinal));
        var graph = StateGraph.Read(node, context);
        node.RefuseUnknownFields();
        return new StateMachine(
            fileName.Split('.')[0],
            graph,
            timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    static JsonNode? Parse(string json, string fileName)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Json.Parse(json);
        }
        catch (JsonException problem)
        {
            throw new InvalidDefinitionException([$"{fileName}: not readable as JSON: {problem.Message}"]);
        }
    }
}
