using System.Diagnostics;
using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Durability;

/// <summary>
/// Real processes, killed with SIGKILL at random moments. SELFHEAL_KILLS says how many: 10 unless it is set; SELFHEAL_NATIVE names a
/// native executable to kill in place of the built one.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output) : IDisposable
{
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    static int Kills => Environment.GetEnvironmentVariable("SELFHEAL_KILLS") is { Length: > 0 } kills ? int.Parse(kills, System.Globalization.CultureInfo.InvariantCulture) : 10;

    [Fact]
    public async Task A_process_that_is_killed_anywhere_loses_nothing()
    {
        var clock = Stopwatch.StartNew();
        string tree;
        using (var undisturbed = new SelfHeal())
        {
            (await Start(undisturbed, auto: true).WaitAsync()).ShouldBe(ExitCode.Healed);
            tree = TakeBranch();
        }
        var whole = clock.Elapsed;
        var random = new Random(20261124);
        var interrupted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var machine = new SelfHeal();
            var auto = kill % 2 == 0;
            using (var process = Start(machine, auto))
            {
                // One that ended by itself says how long a run takes now.
                if (await process.KillAsync(whole * (0.2 + (0.8 * random.NextDouble()))) is { } ended)
                    whole = ended;
            }

            if ((await RunsAsync(machine)).Any(run => run == "interrupted"))
                interrupted++;
            await machine.RunAsync("resume");
            if ((await RunsAsync(machine)).Count == 0)
                (await machine.RunAsync([.. HealArguments(auto)])).ExitCode.ShouldBe(auto ? ExitCode.Healed : ExitCode.WaitingForApproval);
            if (!auto)
            {
                var id = (string)JsonNode.Parse((await machine.RunAsync("runs", "--json")).Output.Split('\n')[0])!["id"]!;
                var approved = await machine.RunAsync("approve", id);
                approved.ExitCode.ShouldBe(ExitCode.Healed, approved.Output + approved.Error);
            }

            (await RunsAsync(machine)).ShouldBe(["healed"], $"kill {kill}");
            TakeBranch().ShouldBe(tree, $"kill {kill}");
        }
        // Else the moments are no longer those of a run. A few kills may all come too early or too late.
        if (Kills >= 50)
            interrupted.ShouldBeGreaterThan(Kills / 10);
        output.WriteLine($"{Kills} processes killed, {interrupted} of them in a run, within {whole.TotalMilliseconds:0} ms of their start.");
    }

    IEnumerable<string> HealArguments(bool auto) => ["heal", "--log", Log, "--repo", orders.Path, .. auto ? ["--approve", "auto"] : Array.Empty<string>()];

    RunningProcess Start(SelfHeal machine, bool auto) => new(machine.Home, HealArguments(auto));

    static async Task<IReadOnlyList<string>> RunsAsync(SelfHeal machine) =>
        [.. (await machine.RunAsync("runs", "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith('{')).Select(line => (string)JsonNode.Parse(line)!["status"]!)];

    // One branch with one commit, and what is in it.
    string TakeBranch()
    {
        var branch = orders.Branches().Where(name => name != "main").ShouldHaveSingleItem();
        orders.Git("rev-list", "--count", $"main..{branch}").ShouldBe("1");
        var tree = orders.Git("rev-parse", branch + "^{tree}");
        orders.Git("branch", "-q", "-D", branch);
        return tree;
    }

    public void Dispose() => orders.Dispose();

    sealed class RunningProcess : IDisposable
    {
        // 128 and SIGKILL.
        const int Killed = 137;

        readonly Process process;
        readonly DateTime started;

        public RunningProcess(string home, IEnumerable<string> arguments)
        {
            var native = Environment.GetEnvironmentVariable("SELFHEAL_NATIVE");
            var dll = Path.Combine(AppContext.BaseDirectory, "selfheal.dll");
            var start = new ProcessStartInfo(native is { Length: > 0 } ? native : "dotnet", native is { Length: > 0 } ? arguments : [dll, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["SELFHEAL_HOME"] = home },
            };
            process = Process.Start(start)!;
            started = process.StartTime;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public async Task<ExitCode> WaitAsync()
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (ExitCode)process.ExitCode;
        }

        /// <summary>How long it ran, if it ended before; null when it was killed.</summary>
        public async Task<TimeSpan?> KillAsync(TimeSpan after)
        {
            await Task.Delay(after, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == Killed ? null : process.ExitTime - started;
        }

        public void Dispose() => process.Dispose();
    }
}
