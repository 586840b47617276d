using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>
/// Runs Task states in this process: steps on the step table, builds as child processes, messages to the people here. Errors look as those of Lambda functions do: the
/// exception's name, and a document as the cause.
/// </summary>
sealed class TaskRunner(StepTable steps, LocalTestBuilds builds, LocalTopics topics) : ITaskRunner
{
    /// <summary>The definition's substitutions: every function is called by its step's name.</summary>
    public static IReadOnlyDictionary<string, string> Substitutions(StepTable steps) => steps.Names
        .Select(name => KeyValuePair.Create($"{name}FunctionArn", name))
        .Append(KeyValuePair.Create("TestBuildName", "tests"))
        .ToDictionary(StringComparer.Ordinal);

    public async Task<JsonNode?> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        try
        {
            if (call.Resource.EndsWith(":sns:publish", StringComparison.Ordinal))
                return await topics.PublishAsync(call, cancellationToken);
            // The only other resource that this machine supports starts a build.
            if (call.FunctionName is not { } step)
                return await builds.RunAsync(call.Payload, cancellationToken);
            var payload = Encoding.UTF8.GetBytes(call.Payload?.ToJsonString() ?? "null");
            return JsonNode.Parse(await steps.RunAsync(step, payload, cancellationToken));
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or TaskFailedException))
        {
            var cause = new JsonObject { ["errorType"] = problem.GetType().Name, ["errorMessage"] = problem.Message };
            throw new TaskFailedException(problem.GetType().Name, cause.ToJsonString());
        }
    }
}
