using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Verify;

/// <summary>What Verify gets.</summary>
/// <param name="Service">The service, with its test command.</param>
/// <param name="Code">The code.</param>
/// <param name="Validation">The validated change.</param>
public sealed record VerifyInput(ServiceSettings Service, CodeAtCrash Code, Validation Validation);

/// <summary>Whether the tests agree with the change (<c>$.verification</c>).</summary>
/// <param name="Outcome">Whether they do.</param>
/// <param name="Problems">What failed with the change, for whoever wrote it.</param>
/// <param name="Before">The command's result without the change.</param>
/// <param name="After">Its result with the change.</param>
public sealed record Verification(VerificationOutcome Outcome, IReadOnlyList<string> Problems, TestRun Before, TestRun After);

/// <summary>Whether the tests agree with a change.</summary>
public enum VerificationOutcome
{
    /// <summary>The command succeeds with the change.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,
}

/// <summary>One run of a test command.</summary>
/// <param name="ExitCode">Its exit code; null when it was stopped at the time limit.</param>
/// <param name="Seconds">How long it ran.</param>
/// <param name="Output">The end of its output.</param>
public sealed record TestRun(int? ExitCode, double Seconds, string Output);
