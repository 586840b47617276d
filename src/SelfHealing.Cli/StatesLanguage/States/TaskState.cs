using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Task state: has the task runner do something, or hands it out and waits for the answer.</summary>
sealed record TaskState(
    string Name,
    TaskResource Resource,
    DataFlow Flow,
    SecondsField Timeout,
    SecondsField Heartbeat,
    Recovery Handling,
    Assignment Assign,
    string? Next) : State(Name)
{
    public override string Type => "Task";

    public override Recovery Recovery => Handling;

    public override IEnumerable<string> Targets => OneOrNone(Next).Concat(Handling.Targets);

    public static TaskState Read(string name, DefinitionNode node, DefinitionContext context)
    {
        node.Refuse("Credentials", "is not supported here");
        var task = new TaskState(
            name,
            TaskResource.Read(node, context),
            DataFlow.Read(node, parameters: true, resultSelector: true, resultPath: true),
            SecondsField.Read(node, "TimeoutSeconds"),
            SecondsField.Read(node, "HeartbeatSeconds"),
            Recovery.Read(node),
            Assignment.Read(node),
            StateReader.Next(node));
        if (task is { Timeout.Seconds: { } timeout, Heartbeat.Seconds: { } heartbeat } && heartbeat >= timeout)
            node.Problem("HeartbeatSeconds", "must be less than TimeoutSeconds");
        if (task.Resource.InvokesLambda && !(task.Flow.Parameters is ObjectTemplate { Members: var members }
            && members.Any(static member => member.Key == "FunctionName")))
            node.Problem("Parameters must name the FunctionName");
        return task;
    }

    public override async Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var attempt = new TaskAttempt(this, visit);
        var answer = Resource.WaitsForToken
            ? await attempt.HandOutAsync(cancellationToken)
            : new TaskAnswer(null, await attempt.RunAsync(cancellationToken));
        return answer.Pending is { } pending ? new Suspend(pending) : Leave(visit, answer.Output);
    }

    MoveOn Leave(Visit visit, JsonNode? result)
    {
        var selected = Flow.Select(visit, result);
        return new MoveOn(Next, Flow.Output(visit, selected), Assign.Evaluate(visit.Scope(selected)));
    }
}
