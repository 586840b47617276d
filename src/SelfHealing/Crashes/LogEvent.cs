namespace SelfHealing.Crashes;

/// <summary>One event of a log: what was written by one call, or one line of a file.</summary>
/// <param name="Stream">The stream or file that it belongs to; lines of one trace never mix streams.</param>
/// <param name="Timestamp">When it was logged, UTC; null when unknown.</param>
/// <param name="Message">Its text: one line or many.</param>
public sealed record LogEvent(string Stream, DateTimeOffset? Timestamp, string Message);
