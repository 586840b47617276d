using System.Text;
using System.Text.Json;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Verify;

/// <summary>Judges by the runs of the repository's own test command, without the change and with it.</summary>
/// <remarks>
/// Each run was in a fresh copy. "Tests only" is the commit with nothing but the change's test files.
/// <code>
/// without    with the    tests     with the     verdict
/// change     change      only      fix only
/// fails      passes      -         -            passed; the command shows the bug
/// passes     passes      -         -            passed; the command did not reproduce the bug
/// any        fails       -         -            failed; the output goes back to whoever wrote the change
/// any        passes      fails     -            passed, with its tests; where the first run passed, they show the bug
/// any        passes      passes    passes       passed; its tests prove nothing and are dropped
/// any        passes      passes    fails        failed, as above
/// cannot run cannot run  -         -            an error: the command is wrong, not the change
/// </code>
/// A change of test files alone fails without a run: it mends nothing.
/// </remarks>
public sealed class VerifyStep(IArtifactStore artifacts, Redactor redactor)
{
    /// <summary>Decides by the table above.</summary>
    /// <exception cref="TestCommandNotUsableException">The command does not start.</exception>
    /// <exception cref="TestResultsNotReadableException">The results are not what a test build writes.</exception>
    public async Task<Verification> RunAsync(VerifyInput input, CancellationToken cancellation)
    {
        var patch = await artifacts.GetJsonAsync(input.Validation.Patch!, StepJson.Default.Patch, cancellation);
        var files = PatchFiles.Split(patch.Files, input.Code.Frames.Select(frame => frame.Path));
        if (files.Fix.Count == 0)
            return new Verification(VerificationOutcome.Failed, [$"The change is of test files alone ({string.Join(", ", files.Tests.Keys)}): it mends nothing."]);

        var runs = await ReadAsync(input.Results!, cancellation);
        var before = Run(runs, TestVariant.WithoutChange);
        var after = Run(runs, TestVariant.WithChange);
        if (before.CannotRun && after.CannotRun)
            throw new TestCommandNotUsableException($"The test command does not start (exit code {after.Run.ExitCode}): {after.LastLine}");
        if (!after.HasPassed)
            return Failed(input, before, after, testsOnly: null);
        if (files.Tests.Count == 0)
            return Passed(before, after, testsOnly: null, input.Validation);

        var testsOnly = Run(runs, TestVariant.TestsOnly);
        if (!testsOnly.HasPassed)
            return Passed(before, after, testsOnly, input.Validation);

        var fixOnly = Run(runs, TestVariant.FixOnly);
        return fixOnly.HasPassed
            ? Passed(before, fixOnly, testsOnly, await KeepAsync(input, files, cancellation)) with { Dropped = [.. files.Tests.Keys] }
            : Failed(input, before, fixOnly, testsOnly);
    }

    // The build ran what is in the repository: what it wrote may be anything.
    async Task<IReadOnlyList<VariantRun>> ReadAsync(string results, CancellationToken cancellation)
    {
        try
        {
            return await artifacts.GetJsonAsync(results, StepJson.Default.IReadOnlyListVariantRun, cancellation);
        }
        catch (JsonException problem)
        {
            throw new TestResultsNotReadableException($"The results of the test build are not readable: {PlainText.OneLine(problem.Message, 200)}", problem);
        }
    }

    Tested Run(IReadOnlyList<VariantRun> runs, TestVariant variant)
    {
        var run = runs.FirstOrDefault(run => run?.Variant == variant)
            ?? throw new TestResultsNotReadableException($"The results of the test build have no run of the variant {variant}.");
        // Redacted before it is cut: half a secret is not recognised.
        var output = redactor.Redact(TestOutput.Plain(Encoding.UTF8.GetString(run.Output)));
        return new Tested(new TestRun(run.Outcome, run.ExitCode, run.Seconds, TestOutput.Shorten(output), run.Isolation), output);
    }

    static Verification Passed(Tested before, Tested after, Tested? testsOnly, Validation kept) => new(
        VerificationOutcome.Passed, Problems: [], Reproduced: !before.HasPassed, before.Run, after.Run, testsOnly?.Run, Dropped: null, kept);

    static Verification Failed(VerifyInput input, Tested before, Tested after, Tested? testsOnly) => new(
        VerificationOutcome.Failed,
        [
            $"`{PlainText.OneLine(input.Service.Verify!, 200)}` {VerificationText.Endings(after.Run, before.Run)}.",
            .. FailingPart.Of(after.Output) is { Length: > 0 } output ? [$"Its output with the change:\n{output}"] : Array.Empty<string>(),
        ],
        Reproduced: !before.HasPassed,
        before.Run,
        after.Run,
        testsOnly?.Run);

    // What a person approves and what is committed is what was tested.
    async Task<Validation> KeepAsync(VerifyInput input, PatchFiles files, CancellationToken cancellation)
    {
        var tree = await SourceArtifact.GetAsync(artifacts, input.Code.Source, cancellation);
        var diff = string.Concat(files.Fix
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => UnifiedDiff.Of(file.Key, tree.Files.GetValueOrDefault(file.Key, ""), file.Value).Text));
        var patch = new Patch(files.Fix, redactor.Redact(diff));
        return input.Validation with
        {
            Patch = await artifacts.PutJsonAsync("patch", patch, StepJson.Default.Patch, cancellation),
            Files = [.. input.Validation.Files.Where(file => files.Fix.ContainsKey(file.Path))],
        };
    }

    sealed record Tested(TestRun Run, string Output)
    {
        public bool HasPassed => Run.Outcome == TestOutcome.Passed;

        // What a shell answers when it finds no such program, or one that it may not start.
        public bool CannotRun => Run.ExitCode is 126 or 127;

        public string LastLine => PlainText.OneLine(Output.TrimEnd().Split('\n')[^1], 300);
    }
}
