using SelfHealing.Ports;

namespace SelfHealing.Spending;

/// <summary>The limits of a day, and what is spent of them so far.</summary>
static class DailyLimits
{
    /// <summary>Why no more may be spent today, in a sentence; null when there is room.</summary>
    public static async Task<string?> RefusalAsync(
        this ISpending spending, SpendingLimits? limits, string service, DateOnly today, Spent next, CancellationToken cancellation)
    {
        if (limits?.Service is { } ofService
            && ofService.Refusal("service's daily", await spending.ReadAsync(service, today, cancellation), next) is { } refusal)
            return refusal;
        return limits?.Day is { } ofDay
            ? ofDay.Refusal("daily", await spending.ReadAsync(ISpending.AllServices, today, cancellation), next)
            : null;
    }

    /// <summary>The day that spending counts for: UTC.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
