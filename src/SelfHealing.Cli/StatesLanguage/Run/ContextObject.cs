using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The item that an iteration of a Map state works on.</summary>
sealed record MapItem(int Index, JsonNode? Value);

/// <summary>
/// The context object, <c>$$</c>. It has the members it has on AWS; identifiers are ARNs in the region "local".
/// </summary>
static class ContextObject
{
    const string Account = "local:000000000000";

    public static string ExecutionId(string machine, string name) => $"arn:aws:states:{Account}:execution:{machine}:{name}";

    public static string MachineId(string machine) => $"arn:aws:states:{Account}:stateMachine:{machine}";

    public static JsonObject Build(ExecutionServices services, State state, Position position, MapItem? item)
    {
        var execution = services.Execution;
        var context = new JsonObject
        {
            ["Execution"] = new JsonObject
            {
                ["Id"] = execution.Id,
                ["Input"] = execution.Input?.DeepClone(),
                ["StartTime"] = Timestamp.Write(execution.StartTime),
                ["Name"] = execution.Name,
                ["RoleArn"] = "arn:aws:iam::000000000000:role/local",
                ["RedriveCount"] = 0,
            },
            ["StateMachine"] = new JsonObject
            {
                ["Id"] = MachineId(services.Machine.Name),
                ["Name"] = services.Machine.Name,
            },
            ["State"] = new JsonObject
            {
                ["Name"] = state.Name,
                ["EnteredTime"] = Timestamp.Write(position.EnteredTime ?? execution.StartTime),
            },
        };
        if (state is TaskState)
            context["State"]!["RetryCount"] = position.RetryCount;
        if (position.Pending is { } pending)
            context["Task"] = new JsonObject { ["Token"] = pending.Token };
        if (item is not null)
        {
            context["Map"] = new JsonObject
            {
                ["Item"] = new JsonObject { ["Index"] = item.Index, ["Value"] = item.Value?.DeepClone() },
            };
        }
        return context;
    }
}
