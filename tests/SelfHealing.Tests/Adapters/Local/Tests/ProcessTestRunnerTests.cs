using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Local.Tests;

/// <summary>Real commands, some of them hostile.</summary>
public sealed class ProcessTestRunnerTests : IDisposable
{
    const string Secret = "hunter2-from-the-environment";

    readonly TemporaryFolder scratch = new();
    readonly TemporaryFolder tools = new();
    readonly GitFolder repository = GitFolder.With(("code.txt", "old\n"), ("service/code.txt", "old service\n"));
    readonly Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["AWS_SECRET_ACCESS_KEY"] = Secret, ["HOME"] = "/home/ada" };

    [Theory]
    [InlineData("exit 0", TestOutcome.Passed, 0)]
    [InlineData("exit 3", TestOutcome.Failed, 3)]
    [InlineData("kill -9 $$", TestOutcome.Failed, 137)]
    [InlineData("no-such-program", TestOutcome.Failed, 127)]
    public async Task The_exit_code_says_how_it_ended(string command, TestOutcome outcome, int exitCode)
    {
        var run = await RunAsync(command);

        run.Outcome.ShouldBe(outcome, run.Output);
        run.ExitCode.ShouldBe(exitCode);
    }

    [Fact]
    public async Task Both_streams_are_captured_in_their_order()
    {
        var run = await RunAsync("echo one; echo two >&2; echo three");

        run.Output.ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public async Task It_runs_at_the_root_of_a_copy_with_some_files_replaced_and_others_added()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["service/code.txt"] = "new\n", ["service/more/x.txt"] = "added\n" };

        var run = await RunAsync("cat code.txt more/x.txt ../code.txt; echo spoilt > ../code.txt", files, root: "service/");

        run.Output.ShouldBe("new\nadded\nold\n");
        File.ReadAllText(Path.Combine(repository.Path, "code.txt")).ShouldBe("old\n");
        (await RunAsync("cat code.txt")).Output.ShouldBe("old\n");
    }

    [Fact]
    public async Task The_environment_has_no_credentials_and_the_home_folder_is_empty()
    {
        environment["JAVA_HOME"] = "/opt/java";

        var run = await RunAsync("env; echo home: $(ls -A \"$HOME\"); cd \"$HOME\" && pwd");

        run.Output.ShouldNotContain(Secret);
        run.Output.ShouldContain("JAVA_HOME=/opt/java\n");
        run.Output.ShouldContain("CI=true\n");
        run.Output.ShouldContain("home:\n");
        run.Output.Split('\n')[^2].ShouldStartWith(scratch.Path);
    }

    [Fact]
    public async Task The_path_of_the_copy_is_not_in_the_output()
    {
        (await RunAsync("echo \"$PWD/code.txt:1: wrong\"")).Output.ShouldBe("code.txt:1: wrong\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_time_limit_all_its_processes_end_also_those_that_detached(bool namespaces)
    {
        if (!namespaces)
            TakeNamespacesAway();
        var sleep = Marker();

        var run = await RunAsync($"(setsid sleep {sleep} &) ; (setsid sh -c 'sleep {sleep}; true' &) ; sleep {sleep}", limits: Limits(seconds: 1));

        run.Outcome.ShouldBe(TestOutcome.TimedOut);
        run.ExitCode.ShouldBeNull();
        run.Seconds.ShouldBeInRange(1, 8);
        IsRunning(sleep).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_leaves_running_ends_with_it(bool namespaces)
    {
        if (!namespaces)
            TakeNamespacesAway();
        var sleep = Marker();

        var run = await RunAsync($"(setsid sleep {sleep} &) ; echo done");

        run.Output.ShouldBe("done\n");
        run.Outcome.ShouldBe(TestOutcome.Passed);
        run.Seconds.ShouldBeLessThan(20);
        IsRunning(sleep).ShouldBeFalse();
    }

    [Fact]
    public async Task When_it_is_cancelled_its_processes_end()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sleep = Marker();
        var running = Runner().RunAsync(await PackAsync($"sleep {sleep}"), source.Token);
        while (!IsRunning(sleep) && !running.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        IsRunning(sleep).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(scratch.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("python3 -c 'x = bytearray(400_000_000); import time; time.sleep(30)'", "one process")]
    [InlineData("for i in 1 2 3 4; do python3 -c 'x = bytearray(100_000_000); import time; time.sleep(30)' & done; wait", "several together")]
    public async Task Too_much_memory_ends_it(string command, string _)
    {
        var run = await RunAsync(command, limits: Limits(seconds: 25) with { MemoryMb = 250 });

        run.Outcome.ShouldBe(TestOutcome.OutOfMemory);
        run.ExitCode.ShouldBeNull();
    }

    [Fact]
    public async Task Memory_that_its_processes_share_counts_once()
    {
        const string forks =
            """
            import os, time
            x = bytearray(100_000_000)
            children = [os.fork() for _ in range(2)]
            time.sleep(0.8)
            os._exit(0)
            """;
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["forks.py"] = forks };

        var run = await RunAsync("python3 forks.py", files, limits: Limits(seconds: 25) with { MemoryMb = 250 });

        run.Outcome.ShouldBe(TestOutcome.Passed, run.Output);
    }

    [Fact]
    public async Task Of_a_long_output_the_beginning_and_the_end_are_kept()
    {
        var run = await RunAsync("echo first; yes 0123456789abcdef | head -n 600000; echo last");

        run.Output.Length.ShouldBeLessThan(300_000);
        run.Output.ShouldStartWith("first\n");
        run.Output.ShouldEndWith("\nlast\n");
        run.Output.ShouldContain("characters left out");
    }

    [Fact]
    public async Task A_listener_on_this_machine_s_loopback_is_out_of_reach_unless_the_network_is_allowed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connect = $"python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", {((IPEndPoint)listener.LocalEndpoint).Port}), 2)'";

        var cut = await RunAsync(connect);
        var allowed = await RunAsync(connect, limits: Limits() with { Network = true });

        SkipUnlessCut(cut);
        cut.Outcome.ShouldBe(TestOutcome.Failed);
        cut.Output.ShouldContain("ConnectionRefusedError");
        allowed.Outcome.ShouldBe(TestOutcome.Passed, allowed.Output);
        allowed.Isolation.Network.ShouldBe(NetworkAccess.Allowed);
    }

    [Fact]
    public async Task Its_own_loopback_works()
    {
        var run = await RunAsync(
            "python3 -c 'import socket; s = socket.create_server((\"127.0.0.1\", 0)); socket.create_connection(s.getsockname(), 2); s.accept(); print(\"met\")'");

        SkipUnlessCut(run);
        run.Output.ShouldBe("met\n");
    }

    [Fact]
    public async Task It_is_the_calling_user_and_sees_its_own_processes_only()
    {
        var run = await RunAsync("id -u; ls -d /proc/[0-9]* | wc -l; test -r /proc/self/status && echo own");

        SkipUnlessCut(run);
        var lines = run.Output.Split('\n');
        lines[0].ShouldBe(await UserAsync());
        int.Parse(lines[1]).ShouldBeLessThan(10);
        lines[2].ShouldBe("own");
    }

    [Fact]
    public async Task Where_namespaces_are_not_allowed_it_runs_without_and_says_so()
    {
        TakeNamespacesAway();

        var run = await RunAsync("echo here");

        run.Output.ShouldBe("here\n");
        run.Isolation.ShouldBe(new Isolation(NetworkAccess.NotCut, Processes: false));
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_of_the_repository()
    {
        using var outside = new TemporaryFolder();
        outside.Write("file.txt", "outside\n");
        File.CreateSymbolicLink(Path.Combine(repository.Path, "folder"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(repository.Path, "link.txt"), outside.Combine("file.txt"));
        File.CreateSymbolicLink(Path.Combine(repository.Path, "inside.txt"), "code.txt");
        repository.Commit("Links");
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["folder/file.txt"] = "new\n", ["link.txt"] = "new\n", ["inside.txt"] = "new\n" };

        var run = await RunAsync("cat folder/file.txt link.txt inside.txt code.txt", files);

        run.Output.ShouldBe("new\nnew\nnew\nold\n");
        File.ReadAllText(outside.Combine("file.txt")).ShouldBe("outside\n");
        Directory.EnumerateFileSystemEntries(outside.Path).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_file_outside_the_copy_is_refused()
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["../../escaped.txt"] = "new\n" };

        await Should.ThrowAsync<RepositoryNotUsableException>(RunAsync("true", files));

        File.Exists(Path.Combine(scratch.Path, "escaped.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_left_of_the_copy_even_of_read_only_folders()
    {
        await RunAsync("mkdir -p \"$HOME/cache/deep\"; touch \"$HOME/cache/deep/file\"; chmod -R a-w \"$HOME/cache\"; ln -s / \"$HOME/root\"");

        Directory.EnumerateFileSystemEntries(scratch.Path).ShouldBeEmpty();
        Directory.Exists("/usr").ShouldBeTrue();
    }

    public void Dispose()
    {
        repository.Dispose();
        scratch.Dispose();
        tools.Dispose();
    }

    static TestLimits Limits(int seconds = 30) => TestLimits.Default with { Seconds = seconds };

    static void SkipUnlessCut(TestRun run) =>
        Assert.SkipUnless(run.Isolation is { Network: NetworkAccess.Cut, Processes: true }, "This system does not let users make namespaces.");

    // A number of seconds that no other test sleeps.
    static string Marker() => $"1000.{Environment.ProcessId}{Stopwatch.GetTimestamp()}";

    static bool IsRunning(string argument) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return char.IsDigit(Path.GetFileName(folder)[0])
                && File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0') is ["sleep", var slept, ..] && slept == argument;
        }
        catch (IOException)
        {
            return false;
        }
    });

    static async Task<string> UserAsync()
    {
        var id = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(CliWrap.Cli.Wrap("id").WithArguments("-u"), TestContext.Current.CancellationToken);
        return id.StandardOutput.Trim();
    }

    void TakeNamespacesAway()
    {
        var refusing = tools.Write("unshare", "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(refusing, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        environment["PATH"] = $"{tools.Path}:/usr/bin:/bin";
    }

    ProcessTestRunner Runner() => new(scratch, environment.GetValueOrDefault, new Redactor(), TimeProvider.System);

    async Task<byte[]> PackAsync(string command, IReadOnlyDictionary<string, string>? files = null, string root = "", TestLimits? limits = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var content = new MemoryStream();
        await using (var pack = new TestPack(content))
        {
            await pack.WritePlanAsync(command, root, limits ?? Limits(), cancellation);
            await pack.WriteVariantAsync(TestVariant.WithChange, "", files ?? new Dictionary<string, string>(), cancellation);
            await new GitRepository(scratch).ExportAsync(repository.Path, repository.Git("rev-parse", "HEAD"), pack.Archive, cancellation);
        }
        return content.ToArray();
    }

    async Task<TestRun> RunAsync(string command, IReadOnlyDictionary<string, string>? files = null, string root = "", TestLimits? limits = null)
    {
        var runs = await Runner().RunAsync(await PackAsync(command, files, root, limits), TestContext.Current.CancellationToken);
        var run = runs.ShouldHaveSingleItem();
        return new TestRun(run.Outcome, run.ExitCode, run.Seconds, Encoding.UTF8.GetString(run.Output), run.Isolation);
    }
}
