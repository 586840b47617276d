using SelfHealing.Adapters.Aws.Small;

namespace SelfHealing.Adapters.Aws;

/// <summary>SNS, in the operation that is used: a form in, XML out.</summary>
sealed class SnsClient : IDisposable
{
    readonly SmallClient client = new(new SmallConfig("SNS", "sns", "sns"));

    public Task PublishAsync(string topic, string subject, string message, CancellationToken cancellation) => client.CallAsync(
        SmallRequest.Form("Publish", "2010-03-31", ("TopicArn", topic), ("Subject", subject), ("Message", message)), cancellation);

    public void Dispose() => client.Dispose();
}
