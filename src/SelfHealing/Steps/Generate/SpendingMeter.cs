using Microsoft.Extensions.AI;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Steps.Generate.Context;

namespace SelfHealing.Steps.Generate;

/// <summary>Counts what the calls of one run use, and says when there must be no more of them.</summary>
/// <param name="spending">What is kept of it beyond the run.</param>
/// <param name="time">The clock that says which day it is.</param>
/// <param name="service">The service, with its limits and prices.</param>
/// <param name="model">The model that is asked.</param>
/// <param name="before">What earlier attempts of the run have used.</param>
sealed class SpendingMeter(ISpending spending, TimeProvider time, ServiceSettings service, string model, ModelUsage before)
{
    readonly ModelPrice? price = ModelPrice.Find(service.Prices, model);

    /// <summary>What the run has used so far.</summary>
    public ModelUsage Usage { get; private set; } = before;

    /// <summary>Why there must be no further call, in a sentence; null when there may. The answer's length is not known before: a call can go over by it.</summary>
    public async Task<string?> RefusalAsync(Prompt prompt, CancellationToken cancellation)
    {
        if (service.Limits is not { } limits)
            return null;
        if (price is null && limits.NeedPrice)
            return $"There is a limit in US dollars, but the price of {model} is not known. Add it to the prices, or limit tokens.";
        var next = new Spent(prompt.Tokens, price?.Of(prompt.Tokens, outputTokens: 0) ?? 0);
        return limits.Run?.Refusal("run's", Spent.Of(Usage), next)
            ?? await spending.RefusalAsync(limits, service.Name, time.Today(), next, cancellation);
    }

    /// <summary>Counts an answered call.</summary>
    public async Task CountAsync(Prompt prompt, ChatResponse response, CancellationToken cancellation)
    {
        var (input, output) = (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount);
        var (sent, answered) = (input ?? prompt.Tokens, output ?? TokenCounter.Count(response.Text));
        var call = new ModelUsage(sent, answered, Calls: 1, price?.Of(sent, answered), IsEstimate: input is null || output is null);
        Usage = Usage.Plus(call);
        var today = time.Today();
        await spending.AddAsync(service.Name, today, Spent.Of(call), cancellation);
        await spending.AddAsync(ISpending.AllServices, today, Spent.Of(call), cancellation);
    }
}
