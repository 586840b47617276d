using System.Globalization;

namespace SelfHealing.Spending;

/// <summary>What calls to a model have used.</summary>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens answered.</param>
/// <param name="Calls">How many calls were answered.</param>
/// <param name="Cost">In US dollars; null when the price of any of it is not known.</param>
/// <param name="IsEstimate">True when a server did not report its tokens, so that some were counted here.</param>
public sealed record ModelUsage(long InputTokens, long OutputTokens, int Calls, decimal? Cost, bool IsEstimate)
{
    /// <summary>No call yet.</summary>
    public static readonly ModelUsage None = new(0, 0, 0, 0, IsEstimate: false);

    /// <summary>Both together. What is unknown of one is unknown of both.</summary>
    public ModelUsage Plus(ModelUsage other) => new(
        InputTokens + other.InputTokens, OutputTokens + other.OutputTokens, Calls + other.Calls, Cost + other.Cost, IsEstimate || other.IsEstimate);

    /// <summary>One line for a person: the cost, the calls, the tokens.</summary>
    public override string ToString()
    {
        var cost = Cost is { } known ? known.ToString("0.00####", CultureInfo.InvariantCulture) + " USD" : "unknown, no price is set";
        var tokens = string.Create(CultureInfo.InvariantCulture, $"{InputTokens} tokens in and {OutputTokens} out");
        return $"{cost}; {Calls} {(Calls == 1 ? "call" : "calls")}, {tokens}{(IsEstimate ? " (estimated)" : "")}";
    }
}
