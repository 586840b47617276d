using System.Xml.Linq;
using Amazon.Runtime;
using SelfHealing.Adapters.Aws.Small;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Aws;

/// <summary>A stack in CloudFormation.</summary>
/// <param name="Status">What CloudFormation says of it: <c>UPDATE_COMPLETE</c>.</param>
/// <param name="Outputs">Its outputs, by the names in <c>template.yaml</c>.</param>
public sealed record DeployedStack(string Status, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>Reads a stack of the account and region that are called; null when there is none of that name.</summary>
    /// <exception cref="StackUnreadableException">CloudFormation says no, or cannot be asked.</exception>
    public static async Task<DeployedStack?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            using var client = new SmallClient(new SmallConfig("CloudFormation", "cloudformation", "cloudformation"));
            return Parse(await client.AskForXmlAsync(SmallRequest.Form("DescribeStacks", "2010-05-15", ("StackName", name)), cancellation));
        }
        catch (AmazonServiceException problem) when (problem.ErrorCode == "ValidationError")
        {
            return null;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StackUnreadableException($"The stack {PlainText.OneLine(name)} cannot be read: {AwsFailures.Describe(problem)}", problem);
        }
    }

    static DeployedStack Parse(XDocument reply)
    {
        var status = Elements(reply, "StackStatus").FirstOrDefault()?.Value ?? "";
        var outputs = Elements(reply, "OutputKey").ToDictionary(
            key => key.Value, key => Elements(key.Parent!, "OutputValue").FirstOrDefault()?.Value ?? "", StringComparer.Ordinal);
        return new DeployedStack(status, outputs);
    }

    static IEnumerable<XElement> Elements(XContainer parent, string name) => parent.Descendants().Where(element => element.Name.LocalName == name);
}

/// <summary>CloudFormation does not show a stack; the message has its words.</summary>
public sealed class StackUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
