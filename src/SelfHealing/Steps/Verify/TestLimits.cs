namespace SelfHealing.Steps.Verify;

/// <summary>What one run of a test command may use.</summary>
/// <param name="Seconds">How long it may run.</param>
/// <param name="MemoryMb">How much memory its processes may hold together, in MB.</param>
/// <param name="Network">Whether it may use the network. Where it may not, it still has the loopback of its own.</param>
public sealed record TestLimits(int Seconds, int MemoryMb, bool Network)
{
    /// <summary>The longest time that may be asked for. The state machine waits for four such runs.</summary>
    public const int MostSeconds = 3600;

    /// <summary>Ten minutes, 4 GB, no network.</summary>
    public static TestLimits Default { get; } = new(Seconds: 600, MemoryMb: 4096, Network: false);
}
