namespace SelfHealing.Cli.Commands;

/// <summary>One exit code for several runs: what a person has to look at first.</summary>
static class Outcome
{
    static readonly ExitCode[] MostUrgentFirst =
        [ExitCode.Unexpected, ExitCode.WaitingForApproval, ExitCode.NoAcceptableFix, ExitCode.Healed, ExitCode.NothingToHeal];

    public static ExitCode Of(IEnumerable<ExitCode> runs)
    {
        var ended = runs.ToHashSet();
        return MostUrgentFirst.FirstOrDefault(ended.Contains, ExitCode.NothingToHeal);
    }
}
