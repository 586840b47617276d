using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>Runs Task states on the step table of this process. Errors look as those of Lambda functions do: the exception's name, and a document as the cause.</summary>
sealed class StepRunner(StepTable steps) : ITaskRunner
{
    /// <summary>The definition's substitutions: every function is called by its step's name.</summary>
    public static IReadOnlyDictionary<string, string> Substitutions(StepTable steps) =>
        steps.Names.ToDictionary(name => $"{name}FunctionArn", name => name, StringComparer.Ordinal);

    public async Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        try
        {
            var payload = Encoding.UTF8.GetBytes(call.Payload?.ToJsonString() ?? "null");
            return JsonNode.Parse(await steps.RunAsync(call.FunctionName ?? "", payload, cancellationToken));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var cause = new JsonObject { ["errorType"] = problem.GetType().Name, ["errorMessage"] = problem.Message };
            throw new TaskFailedException(problem.GetType().Name, cause.ToJsonString());
        }
    }
}
