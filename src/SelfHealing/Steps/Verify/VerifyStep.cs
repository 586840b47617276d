using SelfHealing.Ports;

namespace SelfHealing.Steps.Verify;

/// <summary>Runs the repository's own test command without the change and with it.</summary>
public sealed class VerifyStep(IArtifactStore artifacts, ITestRunner tests)
{
    /// <summary>The change passes when the command succeeds with it. That it failed without it is recorded, not demanded: few crashes have a test.</summary>
    public async Task<Verification> RunAsync(VerifyInput input, CancellationToken cancellation)
    {
        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var without = new TestRequest(
            input.Service.Repository, input.Code.Commit, input.Code.Root, input.Service.Verify!, new Dictionary<string, string>(StringComparer.Ordinal));
        var with = without with
        {
            Files = patch.Files.ToDictionary(file => input.Code.Root + file.Key, file => file.Value, StringComparer.Ordinal),
        };
        var before = await tests.RunAsync(without, cancellation);
        var after = await tests.RunAsync(with, cancellation);
        return after.ExitCode == 0
            ? new Verification(VerificationOutcome.Passed, Problems: [], before, after)
            : new Verification(VerificationOutcome.Failed, [Problem(input.Service.Verify!, after)], before, after);
    }

    static string Problem(string command, TestRun run) =>
        run.ExitCode is { } code
            ? $"With the change, `{command}` exits {code}:\n{run.Output}"
            : $"With the change, `{command}` did not end within {run.Seconds:0} seconds:\n{run.Output}";
}
