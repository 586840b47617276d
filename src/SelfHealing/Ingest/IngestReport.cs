namespace SelfHealing.Ingest;

/// <summary>What became of a batch.</summary>
/// <param name="Crashes">How many crashes and other failures it holds.</param>
/// <param name="Runs">How many runs were started.</param>
/// <param name="Writes">How many issues were written, counts of earlier batches included.</param>
public sealed record IngestReport(long Crashes, int Runs, int Writes)
{
    /// <summary>Nothing was to be done.</summary>
    public static readonly IngestReport Nothing = new(0, 0, 0);

    /// <summary>The service whose log it is; null when the batch was not for us.</summary>
    public string? Service { get; init; }

    /// <summary>How many of them no code mends, by the reason in a sentence.</summary>
    public IReadOnlyDictionary<string, long> Suppressed { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>How many of them were only counted, because their bug has a run, a fix, or a person's no.</summary>
    public long Deduplicated => Crashes - Runs - Suppressed.Values.Sum();

    /// <summary>Both together.</summary>
    public IngestReport With(IngestReport other) => this with
    {
        Crashes = Crashes + other.Crashes,
        Runs = Runs + other.Runs,
        Writes = Writes + other.Writes,
        Suppressed = other.Suppressed.Count == 0 ? Suppressed : Suppressed.Concat(other.Suppressed)
            .GroupBy(reason => reason.Key, StringComparer.Ordinal)
            .ToDictionary(reason => reason.Key, reason => reason.Sum(count => count.Value), StringComparer.Ordinal),
    };
}
