using System.Text;
using SelfHealing.Adapters.Aws.Small;

namespace SelfHealing.Adapters.Aws;

/// <summary>SNS, in the operation that is used: a form in, XML out.</summary>
sealed class SnsClient : IDisposable
{
    readonly SmallClient client = new(new SmallConfig("SNS", "sns", "sns"));

    public Task PublishAsync(string topic, string subject, string message, CancellationToken cancellation)
    {
        var form = new StringBuilder("Action=Publish&Version=2010-03-31");
        foreach (var (name, value) in ((string, string)[])[("TopicArn", topic), ("Subject", subject), ("Message", message)])
            form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return client.CallAsync(
            new SmallRequest("Publish", "application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes(form.ToString())), cancellation);
    }

    public void Dispose() => client.Dispose();
}
