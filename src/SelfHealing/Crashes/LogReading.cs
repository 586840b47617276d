namespace SelfHealing.Crashes;

/// <summary>What a log holds.</summary>
/// <param name="Crashes">Its crashes, in the order in which their traces end.</param>
/// <param name="Signals">Failures that left no trace and that no change of code mends, in order.</param>
public sealed record LogReading(IReadOnlyList<Crash> Crashes, IReadOnlyList<LoggedSignal> Signals)
{
    internal static readonly LogReading Nothing = new([], []);
}

/// <summary>A signal that the log tells of without a stack trace.</summary>
/// <param name="Source">The log stream or file.</param>
/// <param name="Signal">What happened.</param>
/// <param name="Line">The log line, cut to 500 characters.</param>
/// <param name="LoggedAt">When it was logged, if known; UTC.</param>
public sealed record LoggedSignal(string Source, Signal Signal, string Line, DateTimeOffset? LoggedAt);
