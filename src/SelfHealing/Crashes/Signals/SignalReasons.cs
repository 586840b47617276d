namespace SelfHealing.Crashes;

/// <summary>The sentence that each kind of signal gives to a person.</summary>
static class SignalReasons
{
    public static Signal Of(SignalKind kind) => new(kind, kind switch
    {
        SignalKind.Timeout => "The platform ended the work at its time limit. Raise the limit or find what is slow.",
        SignalKind.OutOfMemory => "The process ran out of memory. Give it more, or find what holds on to it.",
        SignalKind.Throttling => "A service refused the call because there were too many. Ask for a higher limit or call less often.",
        SignalKind.Permission => "The caller is not allowed to do this. Grant the permission that the message names.",
        SignalKind.Upstream => "Another service could not be reached. Look at that service, its name and the network.",
        SignalKind.Configuration => "A setting that the program needs is missing or wrong. Set it where the program is deployed.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such signal."),
    });
}
