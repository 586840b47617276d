namespace SelfHealing.Adapters.Git;

/// <summary>How much a fetch may take.</summary>
/// <param name="Time">How long it may run.</param>
/// <param name="TransferredBytes">How many bytes the server may send.</param>
/// <param name="TextCharacters">How many characters of text the service's files may have.</param>
public sealed record FetchLimits(TimeSpan Time, long TransferredBytes, long TextCharacters)
{
    /// <summary>120 seconds, 500 MB, 200 million characters.</summary>
    public static FetchLimits Default { get; } = new(TimeSpan.FromSeconds(120), 500_000_000, 200_000_000);
}
