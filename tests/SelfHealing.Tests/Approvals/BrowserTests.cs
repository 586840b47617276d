using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Approvals;

/// <summary>A real run waits, <c>selfheal serve</c> serves its page, and Chromium opens it.</summary>
public sealed partial class BrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"), "orders");
    readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    SelfHealServer? server;
    string link = "";

    public async ValueTask InitializeAsync()
    {
        server = await SelfHealServer.StartAsync(selfheal, time);
        var heal = await selfheal.RunAsync("heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path);
        link = LinkForm().Match(heal.Output).Value;
        link.ShouldStartWith($"{server.Address}approvals/");
    }

    [Fact]
    public async Task Approve_commits_without_a_script()
    {
        var page = await chromium.NewPageAsync();
        await page.DisableScriptsAsync();
        await page.OpenAsync(link);
        await page.FillAsync("Your name", "Ada Lovelace");
        await page.ChooseAsync("Approve");

        await page.SubmitAsync();

        (await page.TextAsync("h1")).ShouldBe("The fix is approved");
        await UntilHealedAsync();
        orders.Branches().Count.ShouldBe(2);
        (await selfheal.RunAsync("show", Run)).Output.ShouldContain("approved by: `Ada Lovelace`");
    }

    [Fact]
    public async Task Reject_needs_a_reason_and_keeps_what_was_filled_in()
    {
        var page = await chromium.NewPageAsync();
        await page.OpenAsync(link);
        await page.FillAsync("Your name", "Ada");
        await page.ChooseAsync("Reject");

        await page.SubmitAsync();

        page.Status.ShouldBe(422);
        (await page.TextAsync("[role=alert]")).ShouldContain("Say why the change is rejected");
        ((string?)await page.EvaluateAsync("document.activeElement.id")).ShouldBe("reason");
        await page.FillAsync("Reason or comment", "the sweep must stay lazy");
        await page.SubmitAsync();
        (await page.TextAsync("main")).ShouldContain("the sweep must stay lazy");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task A_second_click_in_another_window_is_told_that_it_is_decided()
    {
        var (first, second) = (await chromium.NewPageAsync(), await chromium.NewPageAsync());
        foreach (var (page, name) in ((BrowserPage, string)[])[(first, "Ada"), (second, "Bob")])
        {
            await page.OpenAsync(link);
            await page.FillAsync("Your name", name);
            await page.ChooseAsync("Approve");
        }

        await first.SubmitAsync();
        await second.SubmitAsync();

        second.Status.ShouldBe(409);
        (await second.TextAsync("main")).ShouldContain("Approved by Ada");
        // Reloading sends nothing again.
        await first.ReloadAsync();
        (await first.TextAsync("h1")).ShouldBe("The fix is approved");
        await UntilHealedAsync();
    }

    [Fact]
    public async Task After_seven_days_there_is_nothing_to_click()
    {
        time.Advance(TimeSpan.FromDays(8));
        var page = await chromium.NewPageAsync();

        await page.OpenAsync(link);

        page.Status.ShouldBe(410);
        (await page.TextAsync("h1")).ShouldBe("The time to decide is over");
        ((int)(await page.EvaluateAsync("document.querySelectorAll('button').length"))!).ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_link_shows_nothing_of_the_run()
    {
        var page = await chromium.NewPageAsync();

        await page.OpenAsync(link[..^5] + "AAAAA");

        page.Status.ShouldBe(404);
        (await page.TextAsync("body")).ShouldNotContain("RuntimeError");
    }

    [Fact]
    public async Task A_scanner_that_opens_and_posts_changes_nothing()
    {
        using var scanner = new HttpClient();
        for (var visit = 0; visit < 20; visit++)
            (await scanner.GetAsync(link, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
        using var form = new FormUrlEncodedContent([new("decision", "approve"), new("name", "Scanner")]);
        ((int)(await scanner.PostAsync(link, form, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(403);

        var page = await chromium.NewPageAsync();
        await page.OpenAsync(link);

        (await page.TextAsync("button")).ShouldBe("Send the decision");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task Another_site_cannot_send_the_form()
    {
        var page = await chromium.NewPageAsync();
        await page.OpenAsync(link);
        var nonce = await page.EvaluateAsync("document.querySelector('[name=nonce]').value");
        await page.OpenAsync("data:text/html," + Uri.EscapeDataString(
            $"<form method=post action='{link}'><input name=nonce value='{nonce}'><input name=decision value=approve><input name=name value=Eve><button>go</button></form>"));

        await page.SubmitAsync();

        page.Status.ShouldBe(403);
        (await page.TextAsync("main")).ShouldContain("The form was sent from another site.");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task A_change_whose_lines_have_moved_on_is_not_approved()
    {
        orders.Write("orders/carts.py", "class CartStore:\n    pass\n");
        orders.Commit("Start again");
        var page = await chromium.NewPageAsync();
        await page.OpenAsync(link);
        await page.FillAsync("Your name", "Ada");
        await page.ChooseAsync("Approve");

        await page.SubmitAsync();

        page.Status.ShouldBe(409);
        (await page.TextAsync("[role=alert]")).ShouldContain("The branch main has moved");
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task The_keyboard_alone_decides()
    {
        var page = await chromium.NewPageAsync();
        await page.OpenAsync(link);
        await page.PressAsync("Tab");
        ((string?)await page.EvaluateAsync("document.activeElement.textContent")).ShouldBe("Skip to the decision");
        await page.PressAsync("Enter");
        await page.PressAsync("Tab");
        await page.PressAsync(" ");
        await page.PressAsync("Tab");
        await page.TypeAsync("read with care");
        await page.PressAsync("Tab");
        await page.TypeAsync("Ada");

        await page.PressAndLoadAsync("Enter");

        (await page.TextAsync("h1")).ShouldBe("The fix is approved");
        (await page.TextAsync("blockquote")).ShouldBe("read with care");
        await UntilHealedAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task No_width_scrolls_sideways(int width)
    {
        var page = await chromium.NewPageAsync();
        await page.ResizeAsync(width, 900);
        await page.OpenAsync(link);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(closed => closed.open = true)");

        ((int)(await page.EvaluateAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"))!).ShouldBe(0);
    }

    [Theory]
    [InlineData("light", 1040)]
    [InlineData("dark", 1040)]
    [InlineData("dark", 390)]
    public async Task Text_stands_out_from_its_background_and_the_browser_has_nothing_to_complain_about(string colours, int width)
    {
        var page = await chromium.NewPageAsync();
        await page.PreferAsync(colours);
        await page.ResizeAsync(width, 800);
        await page.OpenAsync(link);
        await page.KeepPictureAsync(width < 600 ? "approval-phone.png" : $"approval-{colours}.png");
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(closed => closed.open = true)");

        (await page.LowContrastAsync()).ShouldBeEmpty();
        page.Complaints.ShouldBeEmpty();
        ((string?)await page.EvaluateAsync("getComputedStyle(document.body).backgroundColor")).ShouldBe(colours == "dark" ? "rgb(21, 24, 28)" : "rgb(251, 251, 250)");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        orders.Dispose();
        selfheal.Dispose();
    }

    string Run => RunForm().Match(link).Groups[1].Value;

    // The run goes on behind the page's back.
    async Task UntilHealedAsync()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if ((await selfheal.RunAsync("runs")).Output.Contains("healed", StringComparison.Ordinal))
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        (await selfheal.RunAsync("runs")).Output.ShouldContain("healed");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/approvals/\S+")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"/approvals/([^.]+)\.")]
    private static partial Regex RunForm();
}
