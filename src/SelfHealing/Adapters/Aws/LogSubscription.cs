namespace SelfHealing.Adapters.Aws;

/// <summary>A subscription filter of a log group.</summary>
/// <param name="Name">Its name in the log group.</param>
/// <param name="Destination">The ARN of what gets the events.</param>
/// <param name="Pattern">Which events; empty for all.</param>
public sealed record LogSubscription(string Name, string Destination, string Pattern);
