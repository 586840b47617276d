using System.Net;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Serving;

/// <summary><c>selfheal serve</c> shows real runs, and Chromium follows them.</summary>
public sealed class RunsInChromiumTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"), "orders");
    SelfHealServer? server;

    public async ValueTask InitializeAsync() => server = await SelfHealServer.StartAsync(selfheal);

    [Fact]
    public async Task A_run_comes_up_on_the_list_and_is_followed_to_its_end_without_loading_again()
    {
        var page = await chromium.NewPageAsync();
        await page.OpenAsync($"{server!.Door}");
        (await page.TextAsync("main")).ShouldContain("There are no runs yet");
        ((string?)await page.EvaluateAsync("location.search")).ShouldBe("");

        var run = await HealAsync();
        await page.UntilAsync($"document.body.innerText.includes('waiting')");
        await page.OpenAsync($"{server.Address}runs/{run}");
        await page.EvaluateAsync("window.sameDocument = true");
        (await page.TextAsync("#status")).ShouldContain("waiting");
        await selfheal.RunAsync("approve", run);

        await page.UntilAsync("document.querySelector('#status').innerText.includes('healed')");
        ((bool?)await page.EvaluateAsync("window.sameDocument")).ShouldBe(true);
        ((int)(await page.EvaluateAsync("document.querySelectorAll('form').length"))!).ShouldBe(0);
        ((int)(await page.EvaluateAsync("document.querySelectorAll('.graph .Succeed.done').length"))!).ShouldBe(1);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_filled_in_and_opened_stays_while_other_things_change()
    {
        var run = await HealAsync();
        var page = await chromium.NewPageAsync();
        await page.OpenAsync($"{server!.Door}");
        await page.OpenAsync($"{server.Address}runs/{run}");
        await page.FillAsync("Reason", "not so fast");
        await page.EvaluateAsync("document.querySelector('#way details').open = true; document.querySelector('#way').dataset.live = document.querySelector('main').dataset.version = 'old'");

        await page.UntilAsync("document.querySelector('#way').dataset.live !== 'old'");

        ((string?)await page.EvaluateAsync("document.querySelector('#reason').value")).ShouldBe("not so fast");
        ((bool?)await page.EvaluateAsync("document.querySelector('#way details').open")).ShouldBe(true);
    }

    [Fact]
    public async Task Who_uses_the_keyboard_stays_where_they_are_while_other_things_change()
    {
        var run = await HealAsync();
        var page = await chromium.NewPageAsync();
        await page.OpenAsync($"{server!.Door}");
        await page.OpenAsync($"{server.Address}runs/{run}");
        foreach (var place in (string[])["#way summary", "#way details[open] pre", "#way .picture", ".graph a"])
        {
            await page.EvaluateAsync("document.querySelector('#way details').open = true");
            await page.EvaluateAsync($"document.querySelector('{place}').focus()");
            await page.EvaluateAsync("document.querySelector('#way').dataset.live = document.querySelector('main').dataset.version = 'old'");

            await page.UntilAsync("document.querySelector('#way').dataset.live !== 'old'");

            ((bool?)await page.EvaluateAsync($"document.activeElement === document.querySelector('{place}')")).ShouldBe(true, place);
        }
    }

    [Fact]
    public async Task A_page_says_when_it_cannot_follow_any_more()
    {
        var page = await chromium.NewPageAsync();
        await page.OpenAsync($"{server!.Door}");
        ((bool?)await page.EvaluateAsync("document.querySelector('#away').hidden")).ShouldBe(true);

        await server.DisposeAsync();
        server = null;

        await page.UntilAsync("!document.querySelector('#away').hidden");
        (await page.TextAsync("#away")).ShouldContain("does not answer");
    }

    [Fact]
    public async Task Who_has_the_key_decides_without_a_script()
    {
        var run = await HealAsync();
        var page = await chromium.NewPageAsync();
        await page.DisableScriptsAsync();
        await page.OpenAsync($"{server!.Door}");
        await page.OpenAsync($"{server.Address}runs/{run}");
        await page.ChooseAsync("Reject");
        await page.SubmitAsync();
        (await page.TextAsync("[role=alert]")).ShouldContain("Say why the change is rejected");
        await page.FillAsync("Reason", "the sweep must stay lazy");

        await page.SubmitAsync();

        for (var tries = 0; tries < 100 && !(await page.TextAsync("#status")).Contains("rejected", StringComparison.Ordinal); tries++)
            await page.ReloadAsync();
        (await page.TextAsync("#status")).ShouldContain("rejected");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task Another_site_cannot_decide_nor_read_and_no_other_name_leads_here()
    {
        var run = await HealAsync();
        var page = await chromium.NewPageAsync();
        await page.OpenAsync($"{server!.Door}");
        await page.OpenAsync($"data:text/html,<form method=post action='{server.Address}runs/{run}'><input name=decision value=approve><button>go</button></form>");
        await page.SubmitAsync();
        page.Status.ShouldBe(403);

        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var forged = new HttpRequestMessage(HttpMethod.Get, server.Door) { Headers = { Host = "rebound.example.org" } };
        (await client.SendAsync(forged, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        orders.Branches().ShouldBe(["main"]);
    }

    [Theory]
    [InlineData("light", 1360)]
    [InlineData("dark", 1360)]
    [InlineData("light", 390)]
    public async Task Pages_fit_and_can_be_read_in_every_width_and_colour(string colours, int width)
    {
        var run = await HealAsync();
        // The same crash again: a duplicate.
        await HealAsync();
        var page = await chromium.NewPageAsync();
        await page.PreferAsync(colours);
        await page.ResizeAsync(width, 850);
        await page.OpenAsync($"{server!.Door}");
        var look = width < 600 ? "phone" : colours;
        foreach (var (name, address) in ((string, Uri)[])[("runs", server.Address), ("run", new Uri(server.Address, $"runs/{run}"))])
        {
            await page.OpenAsync($"{address}");
            await page.KeepPictureAsync($"{name}-{look}.png", whole: false);
            ((int)(await page.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"))!).ShouldBe(0);
            (await page.LowContrastAsync()).ShouldBeEmpty();
        }
        page.Complaints.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        orders.Dispose();
        selfheal.Dispose();
    }

    async Task<string> HealAsync()
    {
        var heal = await selfheal.RunAsync("heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path, "--json");
        return (string)heal.Run["id"]!;
    }
}
