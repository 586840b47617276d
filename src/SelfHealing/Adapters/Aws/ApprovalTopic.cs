using System.Globalization;
using SelfHealing.Adapters.Aws.Small;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>The SNS topic that approvers subscribe to.</summary>
/// <param name="Confirmed">How many get its messages.</param>
/// <param name="Pending">How many have not followed the link in the first mail yet.</param>
public sealed record ApprovalTopic(int Confirmed, int Pending)
{
    /// <exception cref="NotificationFailedException">There is no such topic, or SNS cannot be asked.</exception>
    public static async Task<ApprovalTopic> ReadAsync(string topic, CancellationToken cancellation)
    {
        try
        {
            using var client = new SmallClient(new SmallConfig("SNS", "sns", "sns"));
            var reply = await client.AskForXmlAsync(SmallRequest.Form("GetTopicAttributes", "2010-03-31", ("TopicArn", topic)), cancellation);
            var entries = reply.Descendants().Where(element => element.Name.LocalName == "entry")
                .Select(entry => entry.Elements().Select(element => element.Value).ToList())
                .Where(entry => entry.Count == 2)
                .ToDictionary(entry => entry[0], entry => entry[1], StringComparer.Ordinal);
            return new ApprovalTopic(Number(entries, "SubscriptionsConfirmed"), Number(entries, "SubscriptionsPending"));
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new NotificationFailedException($"The topic {topic} cannot be looked at: {AwsFailures.Describe(problem)}", problem);
        }
    }

    static int Number(Dictionary<string, string> entries, string name) =>
        entries.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
