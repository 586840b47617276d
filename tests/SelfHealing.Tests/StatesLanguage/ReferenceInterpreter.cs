using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>A machine to run on both interpreters, with what its tasks answer one after the other; then they return their input.</summary>
sealed record ReferenceCase(JsonObject Definition, JsonNode? Input, IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Tasks)
{
    public string ToLine() => new JsonObject
    {
        ["definition"] = Definition.DeepClone(),
        ["input"] = Input?.DeepClone(),
        ["tasks"] = new JsonObject(Tasks.Select(static task => KeyValuePair.Create<string, JsonNode?>(
            task.Key, new JsonArray([.. task.Value.Select(static answer => answer.DeepClone())])))),
    }.ToJsonString();
}

/// <summary>aws-local-stepfunctions, an interpreter in TypeScript that is independent of this one.</summary>
static class ReferenceInterpreter
{
    public static async Task<IReadOnlyList<JsonObject>> RunAsync(IEnumerable<ReferenceCase> cases, CancellationToken cancellationToken)
    {
        var output = await NodePackages.RunAsync(
            "tests/SelfHealing.Tests/StatesLanguage/Node/reference.mjs",
            string.Join('\n', cases.Select(static one => one.ToLine())),
            cancellationToken);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!.AsObject())];
    }

    /// <summary>What the interpreter under test makes of the same case, in the same form.</summary>
    public static async Task<JsonObject> RunHereAsync(ReferenceCase one, CancellationToken cancellationToken)
    {
        var machine = StateMachine.Load(one.Definition.ToJsonString(), new Dictionary<string, string>(), "case.asl.json");
        var execution = new Execution(machine, new ScriptedTasks(one.Tasks), new InstantTime(), new Random(1), new NoCheckpoints());
        return await execution.StartAsync("run", one.Input, cancellationToken) switch
        {
            ExecutionResult.Succeeded succeeded => new JsonObject { ["output"] = succeeded.Output?.DeepClone() },
            ExecutionResult.Failed failed => new JsonObject { ["error"] = failed.Error, ["cause"] = failed.Cause },
            var other => throw new InvalidOperationException(other.ToString()),
        };
    }
}
