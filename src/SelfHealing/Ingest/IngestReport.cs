namespace SelfHealing.Ingest;

/// <summary>What became of a batch.</summary>
/// <param name="Crashes">How many crashes and other failures it holds.</param>
/// <param name="Runs">How many runs were started.</param>
/// <param name="Writes">How many issues were written, counts of earlier batches included.</param>
public sealed record IngestReport(long Crashes, int Runs, int Writes)
{
    /// <summary>Nothing was to be done.</summary>
    public static readonly IngestReport Nothing = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public IngestReport With(IngestReport other) => new(Crashes + other.Crashes, Runs + other.Runs, Writes + other.Writes);
}
