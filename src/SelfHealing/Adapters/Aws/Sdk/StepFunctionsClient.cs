using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace SelfHealing.Adapters.Aws;

/// <summary>Step Functions, in the operations that are used.</summary>
sealed class StepFunctionsClient : IDisposable
{
    readonly AmazonStepFunctionsClient client = new();

    public Task StartExecutionAsync(string stateMachine, string name, string input, CancellationToken cancellation) =>
        client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = stateMachine, Name = name, Input = input }, cancellation);

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) =>
        client.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = taskToken, Output = output }, cancellation);

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        client.SendTaskFailureAsync(new SendTaskFailureRequest { TaskToken = taskToken, Error = error, Cause = cause }, cancellation);

    public void Dispose() => client.Dispose();
}
