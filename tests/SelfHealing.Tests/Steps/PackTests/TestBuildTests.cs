using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SelfHealing.Adapters.Git;
using SelfHealing.Steps;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.PackTests;

/// <summary>The script that CodeBuild runs, on real packs and commands.</summary>
public sealed class TestBuildTests : IDisposable
{
    readonly TemporaryFolder scratch = new();
    readonly GitFolder repository = GitFolder.With(("svc/code.txt", "broken\n"), ("other.txt", "other\n"));

    [Fact]
    public async Task It_runs_the_command_on_every_variant_in_a_copy_of_its_own()
    {
        var runs = await RunAsync("cat code.txt ../other.txt more.txt; echo spoilt > code.txt; grep -q fixed more.txt", All);

        runs.Select(run => run.Variant).ShouldBe([TestVariant.WithoutChange, TestVariant.WithChange, TestVariant.TestsOnly]);
        runs.Select(run => (run.Outcome, run.ExitCode)).ShouldBe([(TestOutcome.Failed, 2), (TestOutcome.Passed, 0), (TestOutcome.Failed, 1)]);
        Output(runs[1]).ShouldBe("fixed\nother\nfixed\n");
        Output(runs[2]).ShouldBe("broken\nother\ntest\n");
        runs.ShouldAllBe(run => run.Isolation == new Isolation(NetworkAccess.NotCut, Processes: false) && run.Seconds > 0 && run.Seconds < 20);
    }

    [Fact]
    public async Task When_the_tests_alone_pass_the_fix_alone_is_run_too() =>
        (await RunAsync("true", All)).Select(run => run.Variant).ShouldBe(Enum.GetValues<TestVariant>());

    [Fact]
    public async Task A_change_that_fails_is_the_last_run() =>
        (await RunAsync("exit 7", All)).Select(run => (run.Variant, run.ExitCode)).ShouldBe([(TestVariant.WithoutChange, 7), (TestVariant.WithChange, 7)]);

    [Theory]
    [InlineData("no-such-program", 127)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("exit 124", 124)]
    public async Task Its_exit_code_is_the_command_s(string command, int exitCode)
    {
        var run = (await RunAsync(command)).ShouldHaveSingleItem();

        (run.Outcome, run.ExitCode).ShouldBe((TestOutcome.Failed, exitCode));
    }

    [Fact]
    public async Task At_the_time_limit_the_command_and_all_that_it_started_end()
    {
        var sleep = $"1000.{Environment.ProcessId}{Stopwatch.GetTimestamp()}";

        var run = (await RunAsync($"(setsid sleep {sleep} &); echo begun; trap '' TERM; sleep {sleep}", seconds: 1)).ShouldHaveSingleItem();

        (run.Outcome, run.ExitCode).ShouldBe((TestOutcome.TimedOut, null));
        Output(run).ShouldStartWith("begun\n");
        IsRunning(sleep).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_a_flood_of_output_the_beginning_and_the_end_are_kept_whatever_the_bytes()
    {
        var run = (await RunAsync("echo first; printf '\\377\\000\"\\n'; yes 0123456789abcdef | head -n 300000; echo last >&2")).ShouldHaveSingleItem();

        run.Output.Length.ShouldBeLessThan(210_000);
        run.Output.AsSpan(0, 9).ToArray().ShouldBe([.. "first\n"u8, 0xff, 0x00, (byte)'"']);
        Output(run).ShouldContain("... output left out ...");
        Output(run).ShouldEndWith("\nlast\n");
    }

    [Fact]
    public async Task The_command_sees_no_environment_but_the_tools_and_no_links()
    {
        var run = (await RunAsync("id -u; env; ls -A \"$HOME\"; echo ---; cat /proc/$PPID/environ", new()
        {
            ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/hunter2", ["JAVA_HOME"] = "/opt/java",
        })).ShouldHaveSingleItem();

        var parts = Output(run).Split("---\n", 2);
        var (own, parents) = (parts[0], parts[1]);
        // Another user's environment is not readable; only root can run the command as another user.
        foreach (var text in own.StartsWith("65534\n", StringComparison.Ordinal) ? new[] { own, parents } : [own])
        {
            text.ShouldNotContain("hunter2");
            text.ShouldNotContain("X-Amz-Signature");
            text.ShouldNotContain("TESTS_PACK");
        }
        own.ShouldContain("JAVA_HOME=/opt/java\n");
        own.ShouldContain("CI=true\n");
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_and_a_script_stays_executable()
    {
        using var outside = new TemporaryFolder();
        outside.Write("file.txt", "outside\n");
        File.CreateSymbolicLink(Path.Combine(repository.Path, "svc/away"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(repository.Path, "svc/link.txt"), "code.txt");
        repository.Write("svc/run.sh", "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(repository.Path, "svc/run.sh"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        repository.Commit("Links");

        var run = (await RunAsync("./run.sh", files: new() { ["away/file.txt"] = "new\n", ["run.sh"] = "#!/bin/sh\ncat away/file.txt link.txt\n" })).ShouldHaveSingleItem();

        Output(run).ShouldBe("new\nbroken\n");
        File.ReadAllText(outside.Combine("file.txt")).ShouldBe("outside\n");
    }

    [Fact]
    public async Task Nothing_that_the_command_prints_is_in_the_build_s_log()
    {
        var build = await TestBuildScript.RunAsync(await PackAsync("echo hunter2", Change));

        build.Log.ShouldContain("withChange: passed");
        build.Log.ShouldNotContain("hunter2");
        build.Log.ShouldNotContain("X-Amz-Signature");
    }

    [Fact]
    public async Task A_pack_that_cannot_be_read_ends_the_build_without_results()
    {
        var build = await TestBuildScript.RunAsync("no pack"u8.ToArray());

        build.ExitCode.ShouldNotBe(0);
        build.Results.ShouldBeNull();
    }

    public void Dispose()
    {
        repository.Dispose();
        scratch.Dispose();
    }

    static TestVariant[] All => Enum.GetValues<TestVariant>();

    static TestVariant[] Change => [TestVariant.WithChange];

    static string Output(VariantRun run) => Encoding.UTF8.GetString(run.Output);

    Task<IReadOnlyList<VariantRun>> RunAsync(string command, Dictionary<string, string?> environment) => RunAsync(command, Change, environment: environment);

    async Task<IReadOnlyList<VariantRun>> RunAsync(
        string command, TestVariant[]? variants = null, int seconds = 30, Dictionary<string, string>? files = null, Dictionary<string, string?>? environment = null)
    {
        var build = await TestBuildScript.RunAsync(await PackAsync(command, variants ?? Change, files, seconds), environment);
        build.ExitCode.ShouldBe(0, build.Log);
        return JsonSerializer.Deserialize(build.Results, StepJson.Default.IReadOnlyListVariantRun)!;
    }

    async Task<byte[]> PackAsync(string command, TestVariant[] variants, Dictionary<string, string>? files = null, int seconds = 30)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var content = new MemoryStream();
        await using (var pack = new TestPack(content))
        {
            await pack.WritePlanAsync(command, "svc/", TestLimits.Default with { Seconds = seconds }, cancellation);
            foreach (var variant in variants)
                await pack.WriteVariantAsync(variant, "svc/", files ?? FilesOf(variant), cancellation);
            await new GitRepository(scratch).ExportAsync(repository.Path, repository.Git("rev-parse", "HEAD"), pack.Archive, cancellation);
        }
        return content.ToArray();
    }

    static Dictionary<string, string> FilesOf(TestVariant variant) => variant switch
    {
        TestVariant.WithChange => new() { ["code.txt"] = "fixed\n", ["more.txt"] = "fixed\n" },
        TestVariant.TestsOnly => new() { ["more.txt"] = "test\n" },
        TestVariant.FixOnly => new() { ["code.txt"] = "fixed\n" },
        _ => [],
    };

    static bool IsRunning(string argument) => Directory.EnumerateDirectories("/proc").Any(folder =>
        char.IsDigit(Path.GetFileName(folder)[0]) && CommandLine(folder) is ["sleep", var slept, ..] && slept == argument);

    static string[] CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
