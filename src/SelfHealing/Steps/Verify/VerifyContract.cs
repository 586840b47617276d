using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Verify;

/// <summary>What Verify gets.</summary>
/// <param name="Service">The service, with its test command.</param>
/// <param name="Code">The code.</param>
/// <param name="Validation">The validated change.</param>
/// <param name="Results">The artifact that the test build wrote; null when there was nothing to run.</param>
public sealed record VerifyInput(ServiceSettings Service, CodeAtCrash Code, Validation Validation, string? Results);

/// <summary>Whether the tests agree with the change (<c>$.verification</c>).</summary>
/// <param name="Outcome">Whether they do.</param>
/// <param name="Problems">What failed with the change, for whoever wrote it: a sentence, then the failing part of the output.</param>
/// <param name="Reproduced">True when the command fails without the change: it shows the bug.</param>
/// <param name="Before">The command's run without the change.</param>
/// <param name="After">Its run with the change, as far as that is kept.</param>
/// <param name="TestsOnly">Its run with nothing but the change's test files; null when the change has none.</param>
/// <param name="Dropped">Test files that were taken out of the change: they passed without the fix, so they prove nothing.</param>
/// <param name="Kept">The change that goes on; null unless it passed.</param>
public sealed record Verification(
    VerificationOutcome Outcome,
    IReadOnlyList<string> Problems,
    bool Reproduced = false,
    TestRun? Before = null,
    TestRun? After = null,
    TestRun? TestsOnly = null,
    IReadOnlyList<string>? Dropped = null,
    Validation? Kept = null);

/// <summary>Whether the tests agree with a change.</summary>
public enum VerificationOutcome
{
    /// <summary>No test command is set.</summary>
    NotRun,

    /// <summary>The command succeeds with the change.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,
}

/// <summary>One run of a test command.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">Its exit code; null when it was stopped.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Output">Its output, standard error included: the beginning and the end where it is long.</param>
/// <param name="Isolation">What it was cut off from.</param>
public sealed record TestRun(TestOutcome Outcome, int? ExitCode, double Seconds, string Output, Isolation Isolation);

/// <summary>One run of a test command, as the test build writes it: a list of these is its results.</summary>
/// <param name="Variant">What it was run on.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ExitCode">Its exit code; null when it was stopped.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Output">Its output as it wrote it, on one machine without secrets already; not longer than a few hundred thousand bytes.</param>
/// <param name="Isolation">What it was cut off from.</param>
public sealed record VariantRun(TestVariant Variant, TestOutcome Outcome, int? ExitCode, double Seconds, byte[] Output, Isolation Isolation);

/// <summary>How a run of a test command ended.</summary>
public enum TestOutcome
{
    /// <summary>With exit code 0.</summary>
    Passed,

    /// <summary>With another exit code.</summary>
    Failed,

    /// <summary>It was stopped at the time limit.</summary>
    TimedOut,

    /// <summary>It was stopped at the memory limit.</summary>
    OutOfMemory,
}

/// <summary>What a test command was cut off from.</summary>
/// <param name="Network">Whether it could use the network.</param>
/// <param name="Processes">True when it saw no processes but its own, and none of them can have outlived it.</param>
public sealed record Isolation(NetworkAccess Network, bool Processes);

/// <summary>Whether a test command could use the network.</summary>
public enum NetworkAccess
{
    /// <summary>No: it had a loopback of its own and nothing else.</summary>
    Cut,

    /// <summary>Yes, as the settings say.</summary>
    Allowed,

    /// <summary>Yes, because this system does not let us cut it.</summary>
    NotCut,
}

/// <summary>What the test build wrote is not what a build writes. Trying again does not help.</summary>
public sealed class TestResultsNotReadableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The test command does not start, with the change or without it. Trying again does not help.</summary>
public sealed class TestCommandNotUsableException(string message) : Exception(message);
