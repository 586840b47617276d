using System.Text.RegularExpressions;
using SelfHealing.Approvals;

namespace SelfHealing.Tests.Serving;

/// <summary>The run browser, as a function from request to response.</summary>
public sealed partial class RunBrowserTests : IDisposable
{
    readonly BrowsedRuns runs = new();

    [Fact]
    public async Task The_printed_address_opens_the_door_once_and_takes_the_key_out_of_the_address()
    {
        var answer = await runs.AskAsync("/", runs.Key.Door.Query.TrimStart('?'), cookie: "");

        answer.Status.ShouldBe(303);
        answer.Headers["Location"].ShouldBe("/");
        answer.Headers["Set-Cookie"].ShouldBe($"selfheal-7447={runs.Key.Secret}; Path=/; HttpOnly; SameSite=Strict");
        answer.Headers["Referrer-Policy"].ShouldBe("no-referrer");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("key=", "")]
    [InlineData("key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", "")]
    [InlineData("", "selfheal-7447=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("", "selfheal-7448=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Without_the_key_nothing_of_a_run_is_shown(string query, string cookie)
    {
        await runs.AddAsync("run1", "IndexError: list index out of range");

        foreach (var path in (string[])["/", "/runs/run1", "/runs/none"])
        {
            var answer = await runs.AskAsync(path, query, cookie);
            answer.Status.ShouldBe(403);
            answer.Body.ShouldNotContain("IndexError");
            answer.Headers.ShouldNotContainKey("Set-Cookie");
        }
    }

    [Theory]
    [InlineData("", "run1 run2 run3")]
    [InlineData("status=healed", "run1")]
    [InlineData("repository=%2Fsrv%2Forders", "run1 run2")]
    [InlineData("exception=KeyError", "run2 run3")]
    [InlineData("exception=KeyError&repository=%2Fsrv%2Forders", "run2")]
    [InlineData("text=OUT+OF+range", "run1")]
    [InlineData("text=nowhere", "")]
    public async Task The_list_is_narrowed_down_by_status_repository_exception_and_text(string query, string expected)
    {
        await runs.AddAsync("run1", "IndexError: list index out of range", status: "healed");
        await runs.AddAsync("run2", "KeyError: 'cart'");
        await runs.AddAsync("run3", "KeyError: 'price'", repository: "https://git.example.org/shop.git");

        var page = (await runs.AskAsync("/", query)).Body;

        string.Join(' ', RunLink().Matches(page).Select(link => link.Groups[1].Value).Order()).ShouldBe(expected);
    }

    [Fact]
    public async Task A_run_shows_the_way_it_took_what_failed_and_what_went_in_and_out()
    {
        await runs.AddAsync("run1", "IndexError: list index out of range");

        var page = (await runs.AskAsync("/runs/run1")).Body;

        page.ShouldContain("Parse to CrashFound, taken");
        page.ShouldContain("Dedupe to RecordFailure, on an error<");
        page.ShouldContain("Try 1 failed:</b> StoreUnavailableException: The store is away.");
        page.ShouldContain("&quot;exceptionType&quot;: &quot;IndexError&quot;");
        page.ShouldContain("FetchCode: Task, not reached");
        page.ShouldContain("Dedupe: Task, running");
    }

    [Fact]
    public async Task Text_of_strangers_is_text()
    {
        const string Attack = "</script><script>alert(1)</script>\" onload=\"alert(2)\u202E <img src=x>";
        await runs.AddAsync("run1", $"Error: {Attack}", repository: $"https://git.example.org/{Attack}.git");

        foreach (var page in (PageResponse[])[await runs.AskAsync("/", $"text={Uri.EscapeDataString(Attack)}"), await runs.AskAsync("/runs/run1")])
        {
            page.Status.ShouldBe(200);
            page.Body.ShouldNotContain("<script>alert");
            page.Body.ShouldNotContain("<img");
            page.Body.ShouldNotContain("\" onload");
            page.Body.ShouldNotContain("\u202E");
        }
    }

    [Fact]
    public async Task A_secret_in_a_state_is_not_on_the_page()
    {
        var secret = "ghp_" + new string('a', 30) + "123456";
        await runs.AddAsync("run1", $"Error: token {secret}", repository: $"https://user:{secret}@git.example.org/shop.git");

        (await runs.AskAsync("/runs/run1")).Body.ShouldNotContain(secret);
        (await runs.AskAsync("/")).Body.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("/runs/none", "GET", 404)]
    [InlineData("/runs/../run1", "GET", 404)]
    [InlineData("/runs/", "GET", 404)]
    [InlineData("/", "DELETE", 405)]
    public async Task What_is_not_there_is_said(string path, string method, int status) =>
        (await runs.AskAsync(path, method: method)).Status.ShouldBe(status);

    [Fact]
    public async Task A_page_that_is_known_is_not_sent_again_until_something_happens()
    {
        await runs.AddAsync("run1", "KeyError: 'cart'");
        foreach (var path in (string[])["/", "/runs/run1"])
        {
            var version = Version().Match((await runs.AskAsync(path)).Body).Groups[1].Value;
            (await runs.AskAsync(path, known: version)).Status.ShouldBe(304);
            await runs.AddAsync("run1", "KeyError: 'cart'", moved: path);
            (await runs.AskAsync(path, known: version)).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Only_the_own_script_and_styles_are_allowed_and_nothing_is_loaded()
    {
        var answer = await runs.AskAsync("/");

        answer.Headers["Content-Security-Policy"].ShouldMatch(
            "^default-src 'none'; style-src 'sha256-[^ ]+' 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
    }

    public void Dispose() => runs.Dispose();

    [GeneratedRegex("href=\"/runs/([a-z0-9]+)\"")]
    private static partial Regex RunLink();

    [GeneratedRegex("data-version=\"([0-9a-f]+)\"")]
    private static partial Regex Version();
}
