namespace SelfHealing.Crashes.Logs;

/// <summary>Takes what is found in a stream.</summary>
/// <param name="TraceFound">A trace has ended; when it began to be logged, if known.</param>
/// <param name="SignalFound">A line without a trace tells of a failure that is not the code's; when it was logged, if known.</param>
sealed record LogListener(Action<Trace, DateTimeOffset?> TraceFound, Action<Signal, string, DateTimeOffset?> SignalFound);
