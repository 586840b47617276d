using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>`selfheal parse`: what a log holds, without healing anything.</summary>
public sealed class ParseTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task One_json_line_per_crash_with_the_documented_fields()
    {
        var result = await selfheal.RunAsync("parse", Log, Log, "--json");

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        var crash = JsonNode.Parse(lines[0])!;
        ((string?)crash["source"]).ShouldBe("crash.log");
        ((string?)crash["language"]).ShouldBe("python");
        ((string?)crash["exceptionType"]).ShouldBe("RuntimeError");
        ((string?)crash["message"]).ShouldBe("dictionary changed size during iteration");
        crash["frames"]!.AsArray().Select(frame => (string?)frame!["function"]).ShouldBe(["main", "tick", "sweep"]);
        crash["causes"]!.AsArray().ShouldBeEmpty();
        ((string?)crash["fingerprint"]).ShouldNotBeNull().ShouldStartWith("v1:");
        ((int?)crash["culprit"]!["line"]).ShouldBe(35);
    }

    [Fact]
    public async Task A_value_that_is_thrown_in_place_of_an_error_has_no_type()
    {
        var log = folder.Write("node.log", "/app/main.js:3\n    throw 'plain string';\n    ^\nplain string\n(Use `node --trace-uncaught ...` to show where the exception was thrown)\n\nNode.js v20.20.2\n");

        var result = await selfheal.RunAsync("parse", log, "--json");

        var crash = JsonNode.Parse(result.Output)!.AsObject();
        crash.ContainsKey("exceptionType").ShouldBeTrue();
        crash["exceptionType"].ShouldBeNull();
        ((string?)crash["message"]).ShouldBe("plain string");
    }

    [Fact]
    public async Task A_log_without_a_crash_prints_nothing_and_exits_3()
    {
        var result = await selfheal.RunAsync("parse", folder.Write("calm.log", "all is well\n"), "--json");

        result.ExitCode.ShouldBe(ExitCode.NothingToHeal);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        using var piped = new SelfHeal { Typed = File.ReadAllText(Log) };

        (await piped.RunAsync("parse", "-")).Output.ShouldContain("RuntimeError: dictionary changed size during iteration");
    }

    public void Dispose()
    {
        folder.Dispose();
        selfheal.Dispose();
    }
}
