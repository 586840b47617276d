using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Tells the history about a task, in the events of Lambda functions or in those of service integrations.</summary>
sealed class TaskEvents(TaskResource resource, Visit visit)
{
    string Prefix => resource.IsFunction ? "LambdaFunction" : "Task";

    public void Scheduled(TaskCall call, JsonNode? parameters, TimeSpan? heartbeat)
    {
        var details = Details();
        details[resource.IsFunction ? "input" : "parameters"] = parameters?.DeepClone();
        if (resource.IsFunction)
            details["resource"] = resource.Arn;
        Add(details, "timeoutInSeconds", call.Timeout);
        Add(details, "heartbeatInSeconds", heartbeat);
        visit.Tell($"{Prefix}Scheduled", details);
    }

    public void Started() => visit.Tell($"{Prefix}Started", Details());

    /// <summary>The task has been handed out with its token.</summary>
    public void Submitted(JsonNode? output) => WithOutput("TaskSubmitted", output);

    public void Succeeded(JsonNode? output) => WithOutput($"{Prefix}Succeeded", output);

    public void Failed(StatesErrorException error)
    {
        var details = Details();
        ErrorDetails.Add(details, error.Error, error.Cause);
        visit.Tell(Prefix + (error.Error == ErrorNames.Timeout ? "TimedOut" : "Failed"), details);
    }

    void WithOutput(string type, JsonNode? output)
    {
        var details = Details();
        details["output"] = output?.DeepClone();
        visit.Tell(type, details);
    }

    JsonObject Details() => resource.IsFunction
        ? []
        : new JsonObject { ["resource"] = resource.Action, ["resourceType"] = resource.Service };

    static void Add(JsonObject details, string name, TimeSpan? time)
    {
        if (time is { } given)
            details[name] = (long)given.TotalSeconds;
    }
}

/// <summary>How events tell an error: what is empty is left out.</summary>
static class ErrorDetails
{
    public static JsonObject Add(JsonObject details, string? error, string? cause)
    {
        if (!string.IsNullOrEmpty(error))
            details["error"] = error;
        if (!string.IsNullOrEmpty(cause))
            details["cause"] = cause;
        return details;
    }
}
