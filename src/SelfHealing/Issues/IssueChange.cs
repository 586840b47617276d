using SelfHealing.Ports;

namespace SelfHealing.Issues;

/// <summary>Changes to an issue that many may make at once.</summary>
static class IssueChange
{
    const int FirstPause = 50;
    const int LongestPause = 3200;

    /// <summary>Reads the issue, decides on the next one, and writes it; begins anew when another writer was faster.</summary>
    /// <param name="issues">The store.</param>
    /// <param name="key">The bug.</param>
    /// <param name="writer">Who writes; writers pause differently.</param>
    /// <param name="decide">What is to be written, and the result; null in place of the issue when nothing is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<T> ChangeAsync<T>(
        this IIssueStore issues, IssueKey key, string writer, Func<Issue?, Task<(Issue? Next, T Result)>> decide, TimeProvider time, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var known = await issues.FindAsync(key, cancellation);
            var (next, result) = await decide(known);
            if (next is null || await issues.TryPutAsync(next with { Version = (known?.Version ?? 0) + 1 }, cancellation))
                return result;
            // Two hundred writers who try again at once would take twenty thousand writes.
            var longest = Math.Min(FirstPause << Math.Min(attempt, 10), LongestPause);
            var pause = (uint)HashCode.Combine(writer, attempt) % longest;
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellation);
        }
    }
}
