using Amazon.Runtime;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>The state machine on AWS Step Functions.</summary>
/// <param name="stateMachine">The state machine's ARN; only <see cref="StartAsync"/> needs it.</param>
public sealed class StepFunctionsWorkflow(string? stateMachine) : IWorkflow, IDisposable
{
    readonly Lazy<StepFunctionsClient> client = new(() => new StepFunctionsClient());

    /// <inheritdoc/>
    public async Task<bool> StartAsync(string name, string input, CancellationToken cancellation)
    {
        var machine = stateMachine ?? throw new WorkflowRefusedException("No state machine is named to start a run of.");
        try
        {
            await CallAsync("start a run", steps => steps.StartExecutionAsync(machine, name, input, cancellation), cancellation);
            return true;
        }
        catch (WorkflowRefusedException refused) when (refused.InnerException is AmazonServiceException { ErrorCode: "ExecutionAlreadyExists" })
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) =>
        CallAsync("answer a run", steps => steps.SendTaskSuccessAsync(taskToken, output, cancellation), cancellation);

    /// <inheritdoc/>
    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        CallAsync("answer a run", steps => steps.SendTaskFailureAsync(taskToken, error, cause, cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (client.IsValueCreated)
            client.Value.Dispose();
    }

    async Task CallAsync(string what, Func<StepFunctionsClient, Task> call, CancellationToken cancellation)
    {
        try
        {
            await call(client.Value);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw problem switch
            {
                AmazonServiceException { ErrorCode: "TaskDoesNotExist" or "TaskTimedOut" or "InvalidToken" } =>
                    new TaskTokenClosedException($"Nothing waits for this answer any more: {AwsFailures.Describe(problem)}", problem),
                _ when AwsFailures.IsUnavailable(problem) =>
                    new WorkflowUnavailableException($"Step Functions cannot {what} now: {AwsFailures.Describe(problem)}", problem),
                _ => new WorkflowRefusedException($"Step Functions does not {what}: {AwsFailures.Describe(problem)}", problem),
            };
        }
    }
}
