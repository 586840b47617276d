namespace SelfHealing.Crashes.Logs;

/// <summary>Puts the events of a batch in the order of their times; events of one time keep their order.</summary>
static class TimeOrder
{
    /// <summary>A batch whose events all have a time is sorted where it is not in order. A log that is read as it comes is taken as it comes.</summary>
    public static IEnumerable<LogEvent> Of(IEnumerable<LogEvent> events) =>
        events is IReadOnlyList<LogEvent> batch && IsOutOfOrder(batch) ? batch.OrderBy(logEvent => logEvent.Timestamp) : events;

    static bool IsOutOfOrder(IReadOnlyList<LogEvent> batch)
    {
        var isOutOfOrder = false;
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Timestamp is null)
                return false;
            isOutOfOrder |= i > 0 && batch[i].Timestamp < batch[i - 1].Timestamp;
        }
        return isOutOfOrder;
    }
}
