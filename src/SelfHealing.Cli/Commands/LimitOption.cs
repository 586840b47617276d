using System.Globalization;
using SelfHealing.Cli.Hosting;
using SelfHealing.Spending;

namespace SelfHealing.Cli.Commands;

/// <summary>Limits as they are typed: <c>run=100000</c>, <c>day=2.5usd</c>.</summary>
static class LimitOption
{
    const string Currency = "usd";

    /// <summary>All of them together; null for none.</summary>
    /// <exception cref="UsageException">One is no limit.</exception>
    public static SpendingLimits? Read(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : texts.Aggregate(new SpendingLimits(), Add);

    static SpendingLimits Add(SpendingLimits limits, string text)
    {
        if (text.Split('=') is not [var scope, var amount])
            throw Wrong(text);
        return scope.Trim() switch
        {
            "run" => limits with { Run = Add(limits.Run, amount, text) },
            "service" => limits with { Service = Add(limits.Service, amount, text) },
            "day" => limits with { Day = Add(limits.Day, amount, text) },
            _ => throw Wrong(text),
        };
    }

    static SpendingLimit Add(SpendingLimit? limit, string amount, string text)
    {
        limit ??= new SpendingLimit(Tokens: null, Cost: null);
        amount = amount.Trim();
        if (amount.EndsWith(Currency, StringComparison.OrdinalIgnoreCase))
        {
            return decimal.TryParse(amount[..^Currency.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var cost)
                ? limit with { Cost = cost }
                : throw Wrong(text);
        }
        return long.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) ? limit with { Tokens = tokens } : throw Wrong(text);
    }

    static UsageException Wrong(string text) =>
        new($"--limit {text} is no limit. Write run=100000 for tokens or run=0.5usd for dollars; instead of run, service or day.");
}
