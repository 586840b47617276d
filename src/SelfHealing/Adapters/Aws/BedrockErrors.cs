using Amazon.Runtime;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Bedrock's errors by what they mean to a run: slow down, try again, or give up.</summary>
static class BedrockErrors
{
    public static Exception Explain(Exception problem, string model, TimeSpan timeout) => problem switch
    {
        AmazonServiceException { ErrorCode: "ModelTimeoutException" } => new ModelTimeoutException($"{model} did not finish in time on Bedrock.", problem),
        AmazonServiceException { ErrorCode: "ModelNotReadyException" } => new ModelUnreachableException($"{model} is not ready on Bedrock yet.", problem),
        AmazonServiceException service when AwsFailures.IsThrottled(service) => new ModelThrottledException($"Bedrock asks to slow down with {model}: {AwsFailures.Describe(problem)}", problem),
        AmazonServiceException { ErrorCode: "ModelErrorException" } => new ModelUnreachableException($"{model} failed on Bedrock: {AwsFailures.Describe(problem)}", problem),
        AmazonServiceException { ErrorCode: "AccessDeniedException" } => new ModelNotUsableException(
            $"Bedrock refuses {model}: {AwsFailures.Describe(problem)}. Allow bedrock:InvokeModel on it, and enable the model in the account.", problem),
        AmazonServiceException { ErrorCode: "ResourceNotFoundException" } => new ModelNotUsableException(
            $"Bedrock has no {model} in this region: {AwsFailures.Describe(problem)}", problem),
        _ when AwsFailures.IsTimeout(problem) => new ModelTimeoutException($"{model} did not answer within {timeout.TotalSeconds:0} seconds.", problem),
        _ when AwsFailures.IsUnavailable(problem) => new ModelUnreachableException($"{model} on Bedrock cannot be reached: {AwsFailures.Describe(problem)}", problem),
        _ => new ModelNotUsableException($"Bedrock refuses the call of {model}: {AwsFailures.Describe(problem)}", problem),
    };
}
