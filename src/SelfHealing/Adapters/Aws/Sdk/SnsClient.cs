using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace SelfHealing.Adapters.Aws;

/// <summary>SNS, in the operation that is used.</summary>
sealed class SnsClient : IDisposable
{
    readonly AmazonSimpleNotificationServiceClient client = new();

    public Task PublishAsync(string topic, string subject, string message, CancellationToken cancellation) =>
        client.PublishAsync(new PublishRequest { TopicArn = topic, Subject = subject, Message = message }, cancellation);

    public void Dispose() => client.Dispose();
}
