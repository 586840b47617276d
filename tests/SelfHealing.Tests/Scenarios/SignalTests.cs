using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Failures that no change of the code mends: no fix is asked for, but they are counted and shown.</summary>
public sealed class SignalTests : IDisposable
{
    const string Timeout = "2026-03-02T07:00:03.004Z 6f7c1b1e-0000-4000-8000-000000000000 Task timed out after 3.00 seconds\n";

    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_timeout_is_named_and_nothing_is_healed()
    {
        var result = await HealAsync(Timeout);

        result.ExitCode.ShouldBe(ExitCode.NothingToHeal, result.Error);
        ((string?)result.Run["status"]).ShouldBe("nothingToHeal");
        ((string?)result.Run["reason"]).ShouldNotBeNullOrEmpty();
        ((string?)result.Run["states"]!["Dedupe"]!["outcome"]).ShouldBe("suppressed");
        result.Run["states"]!["Generate"].ShouldBeNull();
    }

    [Fact]
    public async Task Every_time_it_is_counted()
    {
        await HealAsync(Timeout);
        var second = await HealAsync(Timeout);

        ((int?)second.Run["states"]!["Dedupe"]!["occurrences"]).ShouldBe(2);
    }

    [Fact]
    public async Task A_trace_whose_cause_is_outside_the_code_is_left_alone()
    {
        var result = await HealAsync(
            """
            Traceback (most recent call last):
              File "/srv/orders/orders/carts.py", line 35, in sweep
                for cart_id, cart in self._carts.items():
            ConnectionRefusedError: [Errno 111] Connection refused

            """);

        result.ExitCode.ShouldBe(ExitCode.NothingToHeal, result.Error);
        ((string?)result.Run["states"]!["Parse"]!["outcome"]).ShouldBe("notACodeFault");
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
        folder.Dispose();
    }

    Task<SelfHeal.Result> HealAsync(string log) =>
        selfheal.RunAsync("heal", "--log", folder.Write("x.log", log), "--repo", orders.Path, "--approve", "auto", "--json");
}
