namespace SelfHealing.Cli;

/// <summary>What the command's exit code says.</summary>
public enum ExitCode
{
    Healed = 0,
    Unexpected = 1,
    WrongUsage = 2,
    NothingToHeal = 3,
    NoAcceptableFix = 4,
    WaitingForApproval = 5,
}
