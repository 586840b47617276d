using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace SelfHealing.Adapters.Aws;

/// <summary>The account that the credentials of this machine belong to.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Partition"><c>aws</c>, or that of China or GovCloud.</param>
/// <param name="Region">The region that is called.</param>
/// <param name="Caller">The ARN of who calls.</param>
public sealed record AwsAccount(string Id, string Partition, string Region, string Caller)
{
    /// <summary>Asks AWS who the credentials belong to. Every credential may ask that.</summary>
    /// <exception cref="CredentialsRefusedException">There are none, they are not valid, or AWS cannot be reached.</exception>
    public static async Task<AwsAccount> AskAsync(CancellationToken cancellation)
    {
        try
        {
            using var sts = new AmazonSecurityTokenServiceClient();
            var answer = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation);
            return new AwsAccount(answer.Account, answer.Arn.Split(':') is [_, var partition, ..] ? partition : "aws", sts.Config.RegionEndpoint?.SystemName ?? "", answer.Arn);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new CredentialsRefusedException(
                $"AWS does not say who we are: {AwsFailures.Describe(problem)} Set credentials and a region as for the AWS command line.", problem);
        }
    }

    /// <summary>The ARN of a function of this account and region.</summary>
    public string FunctionArn(string name) => $"arn:{Partition}:lambda:{Region}:{Id}:function:{name}";
}

/// <summary>There are no AWS credentials, or AWS does not take them.</summary>
public sealed class CredentialsRefusedException(string message, Exception? inner = null) : Exception(message, inner);
