using System.Text.Json;
using SelfHealing.Adapters.Aws.Small;

namespace SelfHealing.Adapters.Aws;

/// <summary>Step Functions, in the operations that are used: JSON 1.0.</summary>
sealed class StepFunctionsClient : IDisposable
{
    readonly SmallClient client = new(new SmallConfig("SFN", "states", "states"));

    public Task StartExecutionAsync(string stateMachine, string name, string input, CancellationToken cancellation) => CallAsync(
        "StartExecution",
        json =>
        {
            json.WriteString("stateMachineArn", stateMachine);
            json.WriteString("name", name);
            json.WriteString("input", input);
        },
        cancellation);

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) => CallAsync(
        "SendTaskSuccess",
        json =>
        {
            json.WriteString("taskToken", taskToken);
            json.WriteString("output", output);
        },
        cancellation);

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) => CallAsync(
        "SendTaskFailure",
        json =>
        {
            json.WriteString("taskToken", taskToken);
            json.WriteString("error", error);
            json.WriteString("cause", cause);
        },
        cancellation);

    public void Dispose() => client.Dispose();

    Task CallAsync(string operation, Action<Utf8JsonWriter> members, CancellationToken cancellation) => client.CallAsync(
        new SmallRequest(operation, "application/x-amz-json-1.0", JsonBody.Of(members)) { Target = $"AWSStepFunctions.{operation}" },
        cancellation);
}
