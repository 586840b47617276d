using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using SelfHealing.Lambda.Host.Annotations;

[assembly: LambdaGlobalProperties(GenerateMain = true, Runtime = "provided.al2023")]
[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<EventJson>))]

namespace SelfHealing.Lambda.Host.Annotations;

/// <summary>
/// A method per function: the generated Main runs the one that ANNOTATIONS_HANDLER names. Events and responses pass through as they are;
/// the step table gives them their shape.
/// </summary>
public class Functions(FunctionHost host)
{
    [LambdaFunction]
    public Task<JsonElement> Parse(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Parse), payload, context);

    [LambdaFunction]
    public Task<JsonElement> Dedupe(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Dedupe), payload, context);

    [LambdaFunction]
    public Task<JsonElement> FetchCode(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(FetchCode), payload, context);

    [LambdaFunction]
    public Task<JsonElement> Generate(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Generate), payload, context);

    [LambdaFunction]
    public Task<JsonElement> ValidateSyntax(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(ValidateSyntax), payload, context);

    [LambdaFunction]
    public Task<JsonElement> PackTests(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(PackTests), payload, context);

    [LambdaFunction]
    public Task<JsonElement> Verify(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Verify), payload, context);

    [LambdaFunction]
    public Task<JsonElement> RequestApproval(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(RequestApproval), payload, context);

    [LambdaFunction]
    public Task<JsonElement> CommitPullRequest(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(CommitPullRequest), payload, context);

    [LambdaFunction]
    public Task<JsonElement> RecordFailure(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(RecordFailure), payload, context);

    [LambdaFunction]
    public Task<JsonElement> Ingest(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Ingest), payload, context);

    [LambdaFunction]
    public Task<JsonElement> ApprovalPage(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(ApprovalPage), payload, context);

    [LambdaFunction]
    public Task<JsonElement> Outcomes(JsonElement payload, ILambdaContext context) => host.RunAsync(nameof(Outcomes), payload, context);
}
