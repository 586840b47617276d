using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Serving.RunPages;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Serving;

/// <summary>The run browser, as a function from request to response.</summary>
public sealed partial class RunBrowserTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder home = new();
    readonly LocalHost host;
    readonly AccessKey key;
    readonly RunBrowser browser;

    public RunBrowserTests()
    {
        var surroundings = new Surroundings(
            TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, User: "ada", TimeProvider.System);
        host = new LocalHost(new LocalHome(home), surroundings, new Unheard(), TextWriter.Null, TestContext.Current.CancellationToken);
        var address = new Uri("http://127.0.0.1:7447/");
        key = new AccessKey(address, count => new byte[count]);
        browser = new RunBrowser(host, key, address, surroundings);
    }

    [Fact]
    public async Task The_printed_address_opens_the_door_once_and_takes_the_key_out_of_the_address()
    {
        var answer = await AskAsync("/", key.Door.Query.TrimStart('?'), cookie: "");

        answer.Status.ShouldBe(303);
        answer.Headers["Location"].ShouldBe("/");
        answer.Headers["Set-Cookie"].ShouldBe($"selfheal-7447={key.Secret}; Path=/; HttpOnly; SameSite=Strict");
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
        await AddAsync("run1", "IndexError: list index out of range");

        foreach (var path in (string[])["/", "/runs/run1", "/runs/none"])
        {
            var answer = await AskAsync(path, query, cookie);
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
        await AddAsync("run1", "IndexError: list index out of range", status: "healed");
        await AddAsync("run2", "KeyError: 'cart'");
        await AddAsync("run3", "KeyError: 'price'", repository: "https://git.example.org/shop.git");

        var page = (await AskAsync("/", query)).Body;

        string.Join(' ', RunLink().Matches(page).Select(link => link.Groups[1].Value).Order()).ShouldBe(expected);
    }

    [Fact]
    public async Task A_run_shows_the_way_it_took_what_failed_and_what_went_in_and_out()
    {
        await AddAsync("run1", "IndexError: list index out of range");

        var page = (await AskAsync("/runs/run1")).Body;

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
        await AddAsync("run1", $"Error: {Attack}", repository: $"https://git.example.org/{Attack}.git");

        foreach (var page in (PageResponse[])[await AskAsync("/", $"text={Uri.EscapeDataString(Attack)}"), await AskAsync("/runs/run1")])
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
        await AddAsync("run1", $"Error: token {secret}", repository: $"https://user:{secret}@git.example.org/shop.git");

        (await AskAsync("/runs/run1")).Body.ShouldNotContain(secret);
        (await AskAsync("/")).Body.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("/runs/none", "GET", 404)]
    [InlineData("/runs/../run1", "GET", 404)]
    [InlineData("/runs/", "GET", 404)]
    [InlineData("/", "DELETE", 405)]
    public async Task What_is_not_there_is_said(string path, string method, int status) =>
        (await AskAsync(path, method: method)).Status.ShouldBe(status);

    [Fact]
    public async Task A_page_that_is_known_is_not_sent_again_until_something_happens()
    {
        await AddAsync("run1", "KeyError: 'cart'");
        foreach (var path in (string[])["/", "/runs/run1"])
        {
            var version = Version().Match((await AskAsync(path)).Body).Groups[1].Value;
            (await AskAsync(path, known: version)).Status.ShouldBe(304);
            await AddAsync("run1", "KeyError: 'cart'", moved: path);
            (await AskAsync(path, known: version)).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Only_the_own_script_and_styles_are_allowed_and_nothing_is_loaded()
    {
        var answer = await AskAsync("/");

        answer.Headers["Content-Security-Policy"].ShouldMatch(
            "^default-src 'none'; style-src 'sha256-[^ ]+' 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
    }

    public void Dispose() => home.Dispose();

    Task<PageResponse> AskAsync(string path, string query = "", string? cookie = null, string method = "GET", string? known = null)
    {
        var headers = new Dictionary<string, string> { ["Cookie"] = cookie ?? $"other=1; selfheal-7447={key.Secret}" };
        if (known is not null)
            headers["If-None-Match"] = $"\"{known}\"";
        return browser.HandleAsync(new PageRequest(method, path, headers, default, "127.0.0.1") { Query = query }, TestContext.Current.CancellationToken);
    }

    // As the interpreter stores it: a run in Dedupe, whose first try has failed; or one that has ended.
    async Task AddAsync(string id, string crash, string status = "running", string repository = "/srv/orders", string moved = "")
    {
        var input = new JsonObject { ["service"] = new JsonObject { ["repository"] = repository } };
        var parts = crash.Split(": ", 2);
        var known = input.DeepClone().AsObject();
        known["crash"] = new JsonObject { ["outcome"] = "crash", ["exceptionType"] = parts[0], ["message"] = parts[1], ["language"] = "python" };
        var at = Noon;
        HistoryEvent[] events =
        [
            new(1, 0, at, "ExecutionStarted", null, new JsonObject { ["input"] = input.DeepClone() }),
            new(2, 1, at, "TaskStateEntered", "Parse", new JsonObject { ["name"] = "Parse", ["input"] = input.DeepClone() }),
            new(3, 2, at.AddSeconds(1), "TaskStateExited", "Parse", new JsonObject { ["name"] = "Parse", ["output"] = known.DeepClone() }),
            new(4, 3, at.AddSeconds(1), "ChoiceStateEntered", "CrashFound", new JsonObject { ["input"] = known.DeepClone() }),
            new(5, 4, at.AddSeconds(1), "ChoiceStateExited", "CrashFound", new JsonObject { ["output"] = known.DeepClone() }),
            new(6, 5, at.AddSeconds(1), "TaskStateEntered", "Dedupe", new JsonObject { ["input"] = known.DeepClone() }),
            new(7, 6, at.AddSeconds(2), "TaskFailed", "Dedupe", new JsonObject { ["error"] = "StoreUnavailableException", ["cause"] = "The store is away." }),
            new(8, 7, at.AddSeconds(moved.Length + 3), "TaskScheduled", "Dedupe", []),
        ];
        var position = new Position
        {
            State = status == "running" ? "Dedupe" : "Healed", Input = known.DeepClone(), Variables = new Dictionary<string, JsonNode?>(), PreviousEventId = 8,
        };
        ExecutionResult? result = status == "running" ? null : new ExecutionResult.Succeeded(known.DeepClone());
        await host.Runs.SaveAsync(
            new Snapshot(new ExecutionInfo($"arn:{id}", id, input, at), position, 8 + moved.Length, result), events, TestContext.Current.CancellationToken);
    }

    sealed class Unheard : IExecutionObserver
    {
        public void OnEvent(HistoryEvent added)
        {
        }

        public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay)
        {
        }
    }

    [GeneratedRegex("href=\"/runs/([a-z0-9]+)\"")]
    private static partial Regex RunLink();

    [GeneratedRegex("data-version=\"([0-9a-f]+)\"")]
    private static partial Regex Version();
}
