using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.Serving;

/// <summary>Runs that are damaged, interrupted, endless or from another time.</summary>
public sealed partial class UnusualRunsTests : IDisposable
{
    readonly BrowsedRuns runs = new();

    [Theory]
    [InlineData("UPDATE runs SET snapshot = '{\"Execution\":' WHERE id = 'bad'")]
    [InlineData("UPDATE runs SET snapshot = 'null' WHERE id = 'bad'")]
    [InlineData("UPDATE history SET event = '{\"Id\":' WHERE run = 'bad'")]
    [InlineData("UPDATE runs SET snapshot = replace(snapshot, '\"exceptionType\":', '\"exceptionType\":1,\"was\":') WHERE id = 'bad'")]
    public async Task A_run_that_cannot_be_read_says_so_and_the_others_are_there(string damage)
    {
        await runs.AddAsync("bad", "KeyError: 'cart'");
        await runs.AddAsync("good", "KeyError: 'price'");
        await runs.DamageAsync(damage);

        var page = await runs.AskAsync("/runs/bad");

        page.Status.ShouldBe(500);
        page.Body.ShouldContain("This run cannot be read");
        page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        (await runs.AskAsync("/")).Body.ShouldContain("/runs/good");
        (await runs.AskAsync("/runs/good")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_now_is_said()
    {
        await runs.AddAsync("run1", "KeyError: 'cart'");
        await runs.DamageAsync("ALTER TABLE runs RENAME TO away");

        var page = await runs.AskAsync("/runs/run1");

        page.Status.ShouldBe(503);
        page.Body.ShouldContain("That does not work right now");
    }

    [Fact]
    public async Task A_change_that_is_not_kept_any_more_is_said_and_the_rest_is_shown()
    {
        var data = BrowsedRuns.Data();
        data["code"] = new JsonObject { ["source"] = $"source/{new string('a', 64)}" };
        data["validation"] = new JsonObject { ["outcome"] = "valid", ["problems"] = new JsonArray(), ["patch"] = $"patch/{new string('b', 64)}", ["files"] = new JsonArray() };
        await runs.SaveAsync("run1", data, null, []);

        var page = await runs.AskAsync("/runs/run1");

        page.Status.ShouldBe(200);
        page.Body.ShouldContain("Dedupe: Task, running");
        page.Body.ShouldContain("The change is not kept any more");
    }

    [Fact]
    public async Task A_run_whose_process_died_is_interrupted_on_its_page_as_on_the_list()
    {
        await runs.AddAsync("run1", "KeyError: 'cart'");
        await runs.DamageAsync("UPDATE owners SET owner = 'gone'");

        foreach (var path in (string[])["/", "/runs/run1"])
            (await runs.AskAsync(path)).Body.ShouldContain("</span> interrupted</span>");
        (await runs.AskAsync("/runs/run1")).Body.ShouldContain("selfheal resume run1");
    }

    [Fact]
    public async Task Of_a_thousand_failed_tries_the_last_are_shown_and_the_others_counted()
    {
        await runs.SaveAsync("run1", BrowsedRuns.Data(), null,
            [.. Enumerable.Range(1, 1000).Select(number => ("TaskFailed", "Dedupe", new JsonObject { ["error"] = "Away", ["cause"] = $"cause {number}" }))]);

        var page = (await runs.AskAsync("/runs/run1")).Body;

        page.ShouldContain("<b>Try 1000 failed:</b> Away: cause 1000");
        page.ShouldContain("990 tries before failed too");
        Failure().Count(page).ShouldBe(10);
    }

    [Fact]
    public async Task Of_a_run_without_end_the_last_steps_are_shown_and_the_others_counted()
    {
        await runs.SaveAsync("run1", BrowsedRuns.Data(), null,
            [.. Enumerable.Range(1, 1000).SelectMany(_ => ((string, string, JsonObject)[])[("PassStateEntered", "Again", []), ("PassStateExited", "Again", [])])]);

        var page = (await runs.AskAsync("/runs/run1")).Body;

        Visit().Count(page).ShouldBe(200);
        page.ShouldContain("803 steps before are not shown");
    }

    [Fact]
    public async Task A_state_that_the_definition_does_not_have_is_a_step_all_the_same()
    {
        await runs.SaveAsync("run1", BrowsedRuns.Data(), null, [("TaskStateEntered", "Was<there>", [])]);

        (await runs.AskAsync("/runs/run1")).Body.ShouldContain("<b>Was&lt;there&gt;</b>");
    }

    [Fact]
    public async Task A_clock_that_was_set_back_gives_no_time_below_zero()
    {
        await runs.AddAsync("run1", "KeyError: 'cart'");
        await runs.DamageAsync("UPDATE runs SET started_at = '2026-03-02T13:00:00.0000000Z'");

        (await runs.AskAsync("/")).Body.ShouldContain("<td>0 ms</td>");
    }

    [Fact]
    public async Task A_step_whose_data_another_version_has_written_is_shown_as_it_is()
    {
        var data = new JsonObject { ["service"] = new JsonObject { ["unheard"] = "of" }, ["verification"] = new JsonArray(), ["code"] = new JsonObject { ["frames"] = 3 } };
        await runs.SaveAsync("run1", BrowsedRuns.Data(), null,
        [
            .. from state in (string[])["FetchCode", "Verify"]
               from told in (string[])["Entered", "Exited"]
               select ($"TaskState{told}", state, new JsonObject { ["input"] = data.DeepClone(), ["output"] = data.DeepClone() }),
        ]);

        (await runs.AskAsync("/runs/run1")).Body.ShouldContain("&quot;unheard&quot;: &quot;of&quot;");
    }

    [Theory]
    [InlineData("https://github.com/acme/orders/pull/7", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("https://github.com\\@evil.example/", false)]
    public async Task A_pull_request_is_a_link_where_it_is_a_web_address(string url, bool isLink)
    {
        var data = BrowsedRuns.Data();
        data["pullRequest"] = new JsonObject { ["url"] = url };
        await runs.SaveAsync("run1", data, new ExecutionResult.Succeeded(data.DeepClone()), []);

        (await runs.AskAsync("/runs/run1")).Body.Contains($"<a href=\"{url}\" rel=\"noreferrer\">", StringComparison.Ordinal).ShouldBe(isLink);
    }

    public void Dispose() => runs.Dispose();

    [GeneratedRegex("class=\"failure\"><b>Try ")]
    private static partial Regex Failure();

    [GeneratedRegex("<li class=\"visit ")]
    private static partial Regex Visit();
}
