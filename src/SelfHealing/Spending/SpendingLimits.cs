using System.Globalization;

namespace SelfHealing.Spending;

/// <summary>How much may be spent on models. What is null is not limited.</summary>
/// <param name="Run">By one run.</param>
/// <param name="Service">By all runs of one service on one day, UTC.</param>
/// <param name="Day">By all runs of all services on one day, UTC.</param>
public sealed record SpendingLimits(SpendingLimit? Run = null, SpendingLimit? Service = null, SpendingLimit? Day = null)
{
    /// <summary>True when any limit is one of money, which needs a price.</summary>
    public bool NeedPrice => Run?.Cost is not null || Service?.Cost is not null || Day?.Cost is not null;
}

/// <summary>One limit.</summary>
/// <param name="Tokens">Tokens sent and answered; null for no limit.</param>
/// <param name="Cost">US dollars; null for no limit.</param>
public sealed record SpendingLimit(long? Tokens, decimal? Cost)
{
    /// <summary>Why no more may be spent, in a sentence; null when there is room.</summary>
    /// <param name="whose">Whose limit it is, e.g. <c>run's</c>.</param>
    /// <param name="spent">What was spent.</param>
    /// <param name="next">What the next call takes at least.</param>
    public string? Refusal(string whose, Spent spent, Spent next)
    {
        if (Tokens is { } tokens && (spent.Tokens >= tokens || spent.Tokens + next.Tokens > tokens))
            return Sentence(whose, $"{tokens} tokens", $"{spent.Tokens}", next.Tokens > 0 ? $"about {next.Tokens}" : "");
        if (Cost is { } cost && (spent.Cost >= cost || spent.Cost + next.Cost > cost))
            return Sentence(whose, $"{Money(cost)} USD", Money(spent.Cost), next.Cost > 0 ? $"about {Money(next.Cost)}" : "");
        return null;
    }

    static string Sentence(string whose, string limit, string spent, string next) =>
        $"The {whose} limit of {limit} is reached: {spent} {(spent == "1" ? "is" : "are")} spent{(next.Length > 0 ? $", and the next call takes {next}" : "")}.";

    static string Money(decimal amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);
}

/// <summary>An amount that was spent on models.</summary>
/// <param name="Tokens">Tokens sent and answered.</param>
/// <param name="Cost">US dollars, of the calls whose price is known.</param>
public sealed record Spent(long Tokens, decimal Cost)
{
    /// <summary>Nothing.</summary>
    public static readonly Spent Nothing = new(0, 0);

    /// <summary>What some usage adds to it.</summary>
    public static Spent Of(ModelUsage usage) => new(usage.InputTokens + usage.OutputTokens, usage.Cost ?? 0);
}
