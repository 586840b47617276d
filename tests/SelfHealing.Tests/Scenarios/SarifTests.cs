using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary><c>selfheal heal --sarif</c>: the root cause where a CI system shows it.</summary>
public sealed class SarifTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task A_healed_crash_is_a_result_at_the_line_to_blame_with_its_calls_and_its_fix()
    {
        var result = (await HealAsync(Log)).Single();

        ((string?)result["ruleId"]).ShouldBe("RuntimeError");
        ((string?)result["level"]).ShouldBe("error");
        ((string?)result["message"]!["text"]).ShouldNotBeNull().ShouldContain("Root cause: orders/carts.py, line 35");
        Place(result["locations"]![0]).ShouldBe(("orders/carts.py", 35));
        result["stacks"]![0]!["frames"]!.AsArray().Select(frame => Place(frame!["location"]))
            .ShouldBe([("orders/carts.py", 35), ("orders/worker.py", 21), ("main.py", 25)]);
        result["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray().Select(step => Place(step!["location"]))
            .ShouldBe([("main.py", 25), ("orders/worker.py", 21), ("orders/carts.py", 35)]);
        ((string?)result["partialFingerprints"]!["selfHealing/v1"]).ShouldBe("3c432d910db99f7e8f55d15cee9a83f4");
        ((string?)result["properties"]!["outcome"]).ShouldBe("healed");
        ((string?)result["properties"]!["branch"]).ShouldBe(orders.Branches().Single(name => name != "main"));
        Applied(result["fixes"]![0]!).ShouldBe(orders.Git("show", $"{(string)result["properties"]!["branch"]!}:orders/carts.py") + "\n");
    }

    [Fact]
    public async Task What_holds_is_valid_and_says_nothing_of_this_machine()
    {
        await HealAsync(Log);

        var text = await ValidateAsync();
        text.ShouldNotContain(orders.Path);
        text.ShouldNotContain(selfheal.Home);
    }

    [Fact]
    public async Task Text_of_strangers_links_nowhere_and_keeps_no_secret()
    {
        var log = folder.Write("crash.log", "Traceback (most recent call last):\n  File \"/srv/orders/orders/carts.py\", line 35, in sweep\n    x()\n"
            + "ValueError: [log in](https://evil.example/) with ghp_16C7e42F292c6912E7710c838347Ae178B4a\n");

        var text = (string?)(await HealAsync(log)).Single()["message"]!["text"];

        text.ShouldNotBeNull().ShouldContain("[log in\\](https");
        text.ShouldNotContain("ghp_16C7e42F292c6912E7710c838347Ae178B4a");
    }

    [Fact]
    public async Task A_crash_outside_the_repository_is_a_result_for_the_whole_service()
    {
        var log = folder.Write("crash.log", "Traceback (most recent call last):\n  File \"/other/place/nowhere.py\", line 3, in run\n    x()\nValueError: no\n");

        var result = (await HealAsync(log)).Single();

        ((string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]).ShouldBe(".");
        result["fixes"].ShouldBeNull();
    }

    [Fact]
    public async Task A_log_without_a_crash_gives_a_valid_document_without_results()
    {
        var log = folder.Write("calm.log", "all is well\n");

        (await HealAsync(log)).ShouldBeEmpty();

        await ValidateAsync();
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_said_before_anything_is_healed()
    {
        var result = await selfheal.RunAsync("heal", "--log", Log, "--repo", orders.Path, "--sarif", folder.Combine("none/out.sarif"));

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("folder does not exist");
    }

    // Against the published schema.
    async Task<string> ValidateAsync()
    {
        var text = await File.ReadAllTextAsync(folder.Combine("out.sarif"), TestContext.Current.CancellationToken);
        (await NodePackages.RunAsync("tests/SelfHealing.Tests/Scenarios/validate-sarif.mjs", text, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        return text;
    }

    async Task<IReadOnlyList<JsonNode>> HealAsync(string log)
    {
        var result = await selfheal.RunAsync("heal", "--log", log, "--repo", orders.Path, "--approve", "auto", "--sarif", folder.Combine("out.sarif"));
        result.Error.ShouldBeEmpty();
        var document = JsonNode.Parse(await File.ReadAllTextAsync(folder.Combine("out.sarif"), TestContext.Current.CancellationToken))!;
        ((string?)document["version"]).ShouldBe("2.1.0");
        return [.. document["runs"]![0]!["results"]!.AsArray().Select(one => one!)];
    }

    static (string?, int?) Place(JsonNode? location) =>
        ((string?)location!["physicalLocation"]!["artifactLocation"]!["uri"], (int?)location["physicalLocation"]!["region"]!["startLine"]);

    // As an editor applies it: lines and columns count from 1.
    string Applied(JsonNode fix)
    {
        var change = fix["artifactChanges"]!.AsArray().ShouldHaveSingleItem()!;
        var text = File.ReadAllText(Path.Combine(orders.Path, (string)change["artifactLocation"]!["uri"]!));
        foreach (var replacement in change["replacements"]!.AsArray().Reverse())
        {
            var region = replacement!["deletedRegion"]!;
            var start = Offset(text, (int)region["startLine"]!, (int)region["startColumn"]!);
            var end = Offset(text, (int)region["endLine"]!, (int)region["endColumn"]!);
            text = text[..start] + (string?)replacement["insertedContent"]?["text"] + text[end..];
        }
        return text;
    }

    static int Offset(string text, int line, int column)
    {
        var start = 0;
        for (var passed = 1; passed < line; passed++)
            start = text.IndexOf('\n', start) + 1;
        return start + column - 1;
    }

    public void Dispose()
    {
        selfheal.Dispose();
        folder.Dispose();
        orders.Dispose();
    }
}
