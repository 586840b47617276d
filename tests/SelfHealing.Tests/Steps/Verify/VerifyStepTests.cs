using System.Text.Json;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.Verify;

/// <summary>The decision table, with a shell script as the test suite.</summary>
public sealed class VerifyStepTests : IDisposable
{
    const string BugShows = "grep -q fixed code.txt";

    readonly TemporaryFolder folder = new();
    readonly GitFolder repository = GitFolder.With(("svc/code.txt", "broken\n"), ("svc/tests/suite.sh", "true\n"));

    // What the build writes; null for what it found.
    string? written;

    [Fact]
    public async Task A_command_that_fails_without_the_change_and_passes_with_it_shows_the_bug()
    {
        var verification = await VerifyAsync(BugShows, ("code.txt", "fixed\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Passed);
        verification.Reproduced.ShouldBeTrue();
        verification.Before!.ExitCode.ShouldBe(1);
        verification.After!.ExitCode.ShouldBe(0);
        verification.TestsOnly.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_passes_without_the_change_too_did_not_reproduce_the_bug()
    {
        var verification = await VerifyAsync("true", ("code.txt", "fixed\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Passed);
        verification.Reproduced.ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_fails_with_the_change_refuses_it_and_says_what_failed()
    {
        var verification = await VerifyAsync("echo 'want 2, got 3'; grep -q broken code.txt", ("code.txt", "fixed\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Failed);
        verification.Kept.ShouldBeNull();
        verification.Problems[0].ShouldMatch(@"^`.*` fails with the change \(exit code 1, .* s\), and passes without it \(.* s\)\.$");
        verification.Problems[1].ShouldBe("Its output with the change:\nwant 2, got 3");
    }

    [Fact]
    public async Task Tests_of_the_change_that_fail_without_its_fix_are_kept()
    {
        var verification = await VerifyAsync("sh tests/suite.sh", ("code.txt", "fixed\n"), ("tests/suite.sh", BugShows));

        verification.Outcome.ShouldBe(VerificationOutcome.Passed);
        verification.TestsOnly!.Outcome.ShouldBe(TestOutcome.Failed);
        verification.Dropped.ShouldBeNull();
        (await KeptAsync(verification)).Files.Keys.ShouldBe(["code.txt", "tests/suite.sh"], ignoreOrder: true);
    }

    [Fact]
    public async Task Tests_of_the_change_that_pass_without_its_fix_are_dropped()
    {
        var verification = await VerifyAsync("sh tests/suite.sh", ("code.txt", "fixed\n"), ("tests/suite.sh", "true # more\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Passed);
        verification.Dropped.ShouldBe(["tests/suite.sh"]);
        verification.Kept!.Files.Select(file => file.Path).ShouldBe(["code.txt"]);
        var kept = await KeptAsync(verification);
        kept.Files.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("code.txt", "fixed\n"));
        kept.Diff.ShouldBe("--- a/code.txt\n+++ b/code.txt\n@@ -1 +1 @@\n-broken\n+fixed\n");
    }

    [Fact]
    public async Task A_change_that_passes_only_because_it_weakens_the_tests_fails()
    {
        repository.Write("svc/tests/suite.sh", "grep -q broken code.txt\n");
        repository.Commit("The suite guards what there is");

        var verification = await VerifyAsync("sh tests/suite.sh", ("code.txt", "fixed\n"), ("tests/suite.sh", "true\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Failed);
        verification.After!.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_tests_alone_fails_without_a_run()
    {
        var verification = await VerifyAsync("true", ("tests/suite.sh", "false\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Failed);
        verification.Problems.ShouldHaveSingleItem().ShouldBe("The change is of test files alone (tests/suite.sh): it mends nothing.");
        verification.Before.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_of_the_crash_is_no_test_wherever_it_lies()
    {
        var verification = await VerifyAsync("true", traced: "tests/suite.sh", ("tests/suite.sh", "false\n"));

        verification.Outcome.ShouldBe(VerificationOutcome.Passed);
        verification.TestsOnly.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_that_never_starts_is_an_error() =>
        (await Should.ThrowAsync<TestCommandNotUsableException>(VerifyAsync("no-such-runner", ("code.txt", "fixed\n"))))
            .Message.ShouldContain("no-such-runner");

    [Fact]
    public async Task What_is_kept_of_the_output_is_redacted_and_cut()
    {
        var token = "ghp_" + new string('a', 10) + "B1c2D3e4F5g6H7i8J9k0L1m2n3";

        var verification = await VerifyAsync($"yes filler | head -n 3000; echo {token}; yes filler | head -n 300; exit 1", ("code.txt", "fixed\n"));

        verification.After!.Output.Length.ShouldBeLessThan(6_100);
        verification.After.Output.ShouldContain("[redacted:github-token]");
        verification.Problems[1].Length.ShouldBeLessThan(2_000);
        verification.Problems[1].ShouldNotContain(token);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[]")]
    public async Task Results_without_the_runs_are_an_error_of_the_build(string results)
    {
        written = results;

        var problem = await Should.ThrowAsync<TestResultsNotReadableException>(VerifyAsync("true", ("code.txt", "fixed\n")));

        problem.Message.ShouldContain("WithoutChange");
    }

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    FolderArtifactStore Artifacts() => new(folder.Combine("artifacts"));

    Task<Patch> KeptAsync(Verification verification) =>
        Artifacts().GetJsonAsync(verification.Kept!.Patch!, StepJson.Default.Patch, TestContext.Current.CancellationToken);

    Task<Verification> VerifyAsync(string command, params (string Path, string Text)[] files) => VerifyAsync(command, traced: "code.txt", files);

    async Task<Verification> VerifyAsync(string command, string traced, params (string Path, string Text)[] files)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var repositories = new GitRepository(folder);
        var fetched = await repositories.FetchAsync(new CodeLocation(repository.Path, Revision: null, "svc"), cancellation);
        var source = await SourceArtifact.PutAsync(Artifacts(), fetched.Tree, cancellation);
        var patch = new Patch(files.ToDictionary(file => file.Path, file => file.Text), "the whole diff");
        var validation = new Validation(
            ValidationOutcome.Valid, [], await Artifacts().PutJsonAsync("patch", patch, StepJson.Default.Patch, cancellation),
            [.. files.Select(file => new ChangedFile(file.Path, 1, 1))]);
        var frame = new MappedFrame(new StackFrame("/srv/" + traced, 1, "go", InApp: true), traced, 1, Confirmed: false);
        var code = new CodeAtCrash(FetchOutcome.Found, "", fetched.Tree.Commit, null, "", "main", fetched.Root, source, [frame], []);
        var service = new ServiceSettings("svc", repository.Path, null, "svc", "patterns", command);
        var tests = await new PackTestsStep(Artifacts(), repositories, Artifacts()).RunAsync(new PackTestsInput("run-1", service, code, validation), cancellation);
        if (tests.Build is { } build)
        {
            var runner = new ProcessTestRunner(folder.Combine("scratch"), _ => null, new Redactor(), TimeProvider.System);
            var runs = await runner.RunAsync(await File.ReadAllBytesAsync(new Uri(build.Pack).LocalPath, cancellation), cancellation);
            await File.WriteAllTextAsync(new Uri(build.Results).LocalPath, written ?? JsonSerializer.Serialize(runs, StepJson.Default.IReadOnlyListVariantRun), cancellation);
        }
        return await new VerifyStep(Artifacts(), new Redactor()).RunAsync(new VerifyInput(service, code, validation, tests.Results), cancellation);
    }
}
