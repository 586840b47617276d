using System.Text;
using SelfHealing.Code;
using SelfHealing.Ports;
using SelfHealing.Spending;

namespace SelfHealing.Steps.Generate;

/// <summary>Asks a model, as often as the service wants and its budget allows, and keeps what was sent and answered.</summary>
sealed class ModelConversation(IArtifactStore artifacts, IChatModels models, ISpending spending, TimeProvider time)
{
    /// <summary>What came of it.</summary>
    /// <param name="Samples">The replies to go on with, the best first; none when nothing could be asked.</param>
    /// <param name="Refusal">Why nothing could be asked; empty when something was.</param>
    /// <param name="Prompt">The artifact with what was sent, or would have been.</param>
    /// <param name="Usage">What the run has used so far.</param>
    public sealed record Answer(IReadOnlyList<Sample> Samples, string Refusal, string Prompt, ModelUsage Usage);

    /// <summary>Asks. A budget that ends, or a server that fails, after the first reply leaves the choice to the replies that are there.</summary>
    public async Task<Answer> AskAsync(
        string model, Prompt prompt, ServiceSettings service, Attempt attempt, SourceTree tree, CancellationToken cancellation)
    {
        var sent = await artifacts.PutJsonAsync("prompt", PromptMessage.Of(prompt.Messages), StepJson.Default.IReadOnlyListPromptMessage, cancellation);
        var meter = new SpendingMeter(spending, time, service, model, attempt.Usage ?? ModelUsage.None);
        var samples = new List<Sample>();
        using var client = models.Open(model);
        while (samples.Count < Math.Max(1, service.Candidates ?? 1))
        {
            if (await meter.RefusalAsync(prompt, cancellation) is { } refusal)
            {
                if (samples.Count > 0)
                    break;
                return new Answer([], refusal, sent, meter.Usage);
            }
            try
            {
                var response = await client.GetResponseAsync(prompt.Messages, options: null, cancellation);
                await meter.CountAsync(prompt, response, cancellation);
                var reply = await artifacts.PutAsync("reply", Encoding.UTF8.GetBytes(response.Text), cancellation);
                samples.Add(Sample.Read(reply, response.Text, tree));
            }
            catch (Exception problem) when (samples.Count > 0 && problem is (ModelThrottledException or ModelUnreachableException or ModelTimeoutException))
            {
                break;
            }
        }
        return new Answer(SampleRanking.Rank(samples, tree), Refusal: "", sent, meter.Usage);
    }
}
