using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The output of a task, or that its answer is still to come.</summary>
readonly record struct TaskAnswer(PendingTask? Pending, JsonNode? Output);

/// <summary>One attempt at a Task state, with its events.</summary>
sealed class TaskAttempt(TaskState state, Visit visit)
{
    // Timers have an upper limit. A task of this machine that runs for longer is not stopped.
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    readonly TaskEvents events = new(state.Resource, visit);

    public async Task<JsonNode?> RunAsync(CancellationToken cancellationToken)
    {
        var call = await ScheduleAsync(cancellationToken);
        var result = state.Resource.Result(await CallAsync(call, cancellationToken), visit.Services.Random);
        events.Succeeded(result);
        return result;
    }

    /// <summary>
    /// Hands the task out with a token, unless that has been done, and takes the outcome if there is one. The token is stored
    /// before anybody else knows it.
    /// </summary>
    public async Task<TaskAnswer> HandOutAsync(CancellationToken cancellationToken)
    {
        if (visit.Position.Pending is null)
            await IssueTokenAsync(cancellationToken);
        var outcome = visit.Services.Answer is { } answer && answer.Token == visit.Position.Pending!.Token ? answer.Outcome : null;
        if (outcome is null && !visit.Position.Pending!.IsSubmitted)
            await SubmitAsync(cancellationToken);

        var pending = visit.Position.Pending!;
        if (outcome is null && pending.ExpiresAt <= visit.Now)
            outcome = new TokenOutcome.Expired();
        switch (outcome)
        {
            case null:
                return new TaskAnswer(pending, null);
            case TokenOutcome.Succeeded { Output: var output }:
                var adopted = Adopt(output);
                events.Succeeded(adopted);
                return new TaskAnswer(null, adopted);
            case TokenOutcome.Failed { Error: var error, Cause: var cause }:
                throw Fail(new StatesErrorException(error, cause));
            default:
                throw Fail(new StatesErrorException(ErrorNames.Timeout, "") { IsHeartbeat = pending.IsHeartbeat });
        }
    }

    async Task IssueTokenAsync(CancellationToken cancellationToken)
    {
        var scope = visit.Scope(state.Flow.Input(visit));
        var (timeout, heartbeat) = (state.Timeout.Evaluate(scope), state.Heartbeat.Evaluate(scope));
        var isHeartbeat = heartbeat is not null && (timeout is null || heartbeat < timeout);
        var pending = new PendingTask(
            visit.Services.NewToken(), visit.Now, visit.Now + (isHeartbeat ? heartbeat : timeout), isHeartbeat, IsSubmitted: false);
        visit.Move(visit.Position with { Pending = pending });
        await ScheduleAsync(cancellationToken);
    }

    async Task<TaskCall> ScheduleAsync(CancellationToken cancellationToken)
    {
        var parameters = Parameters();
        var call = Call(parameters);
        events.Scheduled(call, parameters, state.Heartbeat.Evaluate(visit.Scope(state.Flow.Input(visit))));
        events.Started();
        await visit.SaveAsync(cancellationToken);
        return call;
    }

    async Task SubmitAsync(CancellationToken cancellationToken)
    {
        events.Submitted(await CallAsync(Call(Parameters()), cancellationToken));
        visit.Move(visit.Position with { Pending = visit.Position.Pending! with { IsSubmitted = true } });
    }

    JsonNode? Parameters()
    {
        var parameters = state.Flow.EffectiveInput(visit);
        return Payload.Fits(parameters) ? parameters : throw StatesErrorException.TooLarge(state.Name);
    }

    TaskCall Call(JsonNode? parameters)
    {
        var (function, payload) = Target(parameters);
        return new TaskCall(
            visit.Services.Execution.Name,
            state.Name,
            state.Resource.Arn,
            function,
            payload,
            visit.Position.Pending?.Token,
            state.Timeout.Evaluate(visit.Scope(state.Flow.Input(visit))),
            visit.Position.RetryCount);
    }

    (string? Function, JsonNode? Payload) Target(JsonNode? parameters)
    {
        if (state.Resource.IsFunction)
            return (state.Resource.Arn, parameters);
        if (!state.Resource.InvokesLambda)
            return (null, parameters);
        return Json.TryString(parameters?["FunctionName"], out var function)
            ? (function, parameters!["Payload"])
            : throw StatesErrorException.Runtime("The FunctionName must be a string.");
    }

    async Task<JsonNode?> CallAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var limit = call.Timeout is { } given && given < LongestTimer ? given : Timeout.InfiniteTimeSpan;
        using var timer = new CancellationTokenSource(limit, visit.Services.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            // A runner that does not look at the token must not hold up the execution.
            return Adopt(await visit.Services.Tasks.RunAsync(call, stop.Token).WaitAsync(stop.Token));
        }
        catch (TaskFailedException failure)
        {
            throw Fail(new StatesErrorException(failure.Error, failure.Cause));
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Fail(new StatesErrorException(ErrorNames.Timeout, ""));
        }
    }

    JsonNode? Adopt(JsonNode? answer) =>
        Payload.Fits(answer) ? Json.Adopt(answer) : throw Fail(StatesErrorException.TooLarge(state.Resource.DisplayName));

    StatesErrorException Fail(StatesErrorException error)
    {
        visit.Move(visit.Position with { Pending = null });
        events.Failed(error);
        return error;
    }
}
