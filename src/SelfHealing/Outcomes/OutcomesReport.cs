using SelfHealing.Ports;

namespace SelfHealing.Outcomes;

/// <summary>What one reading of the open pull requests has found.</summary>
/// <param name="Read">How many were asked about.</param>
/// <param name="News">Those that have ended, and those that cannot be read.</param>
public sealed record OutcomesReport(int Read, IReadOnlyList<PullRequestOutcome> News)
{
    /// <summary>Why the reading ended early; null when it did not.</summary>
    public string? Stopped { get; init; }

    /// <summary>Reads all, or as far as it goes: what was found before the host or the store failed is reported, and the rest left for the next time.</summary>
    /// <exception cref="CodeHostThrottledException">The host asks us to slow down, and nothing was read.</exception>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached, and nothing was read.</exception>
    /// <exception cref="StoreUnavailableException">The issues cannot be used, and nothing was read.</exception>
    public static async Task<OutcomesReport> OfAsync(OutcomeReader reader, CancellationToken cancellation)
    {
        var read = 0;
        var news = new List<PullRequestOutcome>();
        try
        {
            await foreach (var outcome in reader.ReadAsync(cancellation))
            {
                read++;
                if (outcome.Ended is not null || outcome.Problem is not null)
                    news.Add(outcome);
            }
            return new OutcomesReport(read, news);
        }
        catch (Exception problem) when (read > 0 && problem is (CodeHostThrottledException or CodeHostUnavailableException or StoreUnavailableException))
        {
            return new OutcomesReport(read, news) { Stopped = problem.Message };
        }
    }
}
