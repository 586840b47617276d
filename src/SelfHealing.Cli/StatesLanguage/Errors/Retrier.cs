namespace SelfHealing.Cli.StatesLanguage;

/// <summary>One entry of Retry: for which errors, how often, and after what delay a state is tried again.</summary>
/// <param name="MaxAttempts">Retries, so 0 means never.</param>
sealed record Retrier(
    ErrorFilter Errors,
    TimeSpan Interval,
    int MaxAttempts,
    double BackoffRate,
    TimeSpan MaxDelay,
    bool HasFullJitter)
{
    const int DefaultInterval = 1;
    const int DefaultMaxAttempts = 3;
    const double DefaultBackoffRate = 2;

    // The documented limit of MaxDelaySeconds, and the greatest delay if it is absent.
    const long LongestDelay = 31_622_400;

    public static IReadOnlyList<Retrier> ReadAll(DefinitionNode state)
    {
        Retrier[] retriers = [.. state.Children("Retry").Select(Read)];
        ErrorFilter.CheckOrder(state, "Retry", [.. retriers.Select(static retrier => retrier.Errors)]);
        return retriers;
    }

    static Retrier Read(DefinitionNode node)
    {
        var retrier = new Retrier(
            ErrorFilter.Read(node),
            TimeSpan.FromSeconds(node.Integer("IntervalSeconds", 1, StateMachine.MaxSeconds) ?? DefaultInterval),
            (int)(node.Integer("MaxAttempts", 0, StateMachine.MaxSeconds) ?? DefaultMaxAttempts),
            node.Number("BackoffRate", 1, double.MaxValue) ?? DefaultBackoffRate,
            TimeSpan.FromSeconds(node.Integer("MaxDelaySeconds", 1, LongestDelay) ?? LongestDelay),
            node.Text("JitterStrategy") == "FULL");
        if (node.Text("JitterStrategy") is not (null or "FULL" or "NONE"))
            node.Problem("JitterStrategy", "must be FULL or NONE");
        node.RefuseUnknownFields();
        return retrier;
    }

    /// <param name="attempt">1 for the first retry.</param>
    public TimeSpan Delay(int attempt, RandomSource random)
    {
        var seconds = Math.Min(Interval.TotalSeconds * Math.Pow(BackoffRate, attempt - 1), MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(HasFullJitter ? seconds * random.NextDouble() : seconds);
    }
}
