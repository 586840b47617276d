using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.PackTests;

public sealed class PackTestsStepTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly GitFolder repository = GitFolder.With(("svc/code.txt", "broken\n"));

    [Fact]
    public async Task A_change_with_tests_has_four_runs_and_time_for_them()
    {
        var tests = await PackAsync("run-1", ("code.txt", "fixed\n"), ("tests/test_code.py", "test\n"));

        tests.Outcome.ShouldBe(PackOutcome.Packed);
        tests.Minutes.ShouldBe(4 * 2 + 10);
        Pack(tests).Variants.ShouldBe(Enum.GetValues<TestVariant>());
    }

    [Fact]
    public async Task A_change_without_tests_has_two_runs()
    {
        var tests = await PackAsync("run-1", ("code.txt", "fixed\n"));

        tests.Minutes.ShouldBe(2 * 2 + 10);
        var pack = Pack(tests);
        pack.Variants.ShouldBe([TestVariant.WithoutChange, TestVariant.WithChange]);
        (pack.Command, pack.Root, pack.Limits).ShouldBe(("make test", "svc/", new TestLimits(120, 512, true)));
    }

    [Fact]
    public async Task Equal_tests_are_one_pack_and_every_run_has_results_of_its_own()
    {
        var one = await PackAsync("run-1", ("code.txt", "fixed\n"));
        var again = await PackAsync("run-1", ("code.txt", "fixed\n"));
        var other = await PackAsync("run-2", ("code.txt", "fixed\n"));

        again.ShouldBe(one);
        other.Build!.Pack.ShouldBe(one.Build!.Pack);
        other.Results.ShouldNotBe(one.Results);
    }

    [Fact]
    public async Task A_change_of_tests_alone_has_nothing_to_run() =>
        (await PackAsync("run-1", ("tests/test_code.py", "test\n"))).ShouldBe(new PackedTests(PackOutcome.NothingToRun, Results: null, Minutes: 0, Build: null));

    public void Dispose()
    {
        repository.Dispose();
        folder.Dispose();
    }

    static UnpackedTests Pack(PackedTests tests) => new(File.ReadAllBytes(new Uri(tests.Build!.Pack).LocalPath));

    async Task<PackedTests> PackAsync(string execution, params (string Path, string Text)[] files)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var artifacts = new FolderArtifactStore(folder.Combine("artifacts"));
        var patch = new Patch(files.ToDictionary(file => file.Path, file => file.Text), "");
        var validation = new Validation(ValidationOutcome.Valid, [], await artifacts.PutJsonAsync("patch", patch, StepJson.Default.Patch, cancellation), []);
        var code = new CodeAtCrash(FetchOutcome.Found, "", repository.Git("rev-parse", "HEAD"), null, "", "main", "svc/", "", [], []);
        var service = new ServiceSettings("svc", repository.Path, null, "svc", "patterns", "make test") { VerifyLimits = new TestLimits(120, 512, true) };
        return await new PackTestsStep(artifacts, new GitRepository(folder.Combine("scratch")), artifacts)
            .RunAsync(new PackTestsInput(execution, service, code, validation), cancellation);
    }
}
