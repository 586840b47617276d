using System.Text.Json.Nodes;
using SelfHealing.Approvals;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Tests.Approvals;

/// <summary>One question, one answer, given by a person on the page.</summary>
public sealed class ApprovalPageTests : IDisposable
{
    readonly OpenedQuestion asked = new();

    [Fact]
    public async Task Approve_tells_the_run_and_says_who_and_from_where()
    {
        var link = await asked.AskAsync();

        var answer = await asked.DecideAsync(link, "approve", reason: "good", name: "Ada Lovelace");

        answer.Status.ShouldBe(303);
        var (token, output) = asked.Workflow.Told.ShouldHaveSingleItem();
        token.ShouldBe(OpenedQuestion.TaskToken);
        var approval = JsonNode.Parse(output)!;
        ((string?)approval["decision"]).ShouldBe("approved");
        ((string?)approval["approver"]).ShouldBe("Ada Lovelace");
        ((string?)approval["address"]).ShouldBe("203.0.113.9");
        ((string?)approval["browser"]).ShouldBe("Mozilla/5.0 (test)");
        ((string?)approval["at"]).ShouldBe("2026-03-02T12:00:00+00:00");
        (await asked.GetAsync(link)).Body.ShouldContain("Approved by Ada Lovelace on 2026-03-02 12:00 UTC.");
    }

    [Theory]
    [InlineData("reject", "", "Ada", "Say why")]
    [InlineData("retry", "", "Ada", "Say what the next attempt")]
    [InlineData("approve", "", "", "Enter your name")]
    [InlineData("maybe", "well", "Ada", "Choose one")]
    public async Task An_incomplete_form_is_shown_again_as_it_was_filled_in(string decision, string reason, string name, string error)
    {
        var link = await asked.AskAsync();

        var answer = await asked.DecideAsync(link, decision, reason, name);

        answer.Status.ShouldBe(422);
        answer.Body.ShouldContain(error);
        if (decision != "maybe")
            answer.Body.ShouldContain($"value=\"{decision}\" required checked");
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("reject", "rejected")]
    [InlineData("retry", "retry")]
    public async Task Reject_and_retry_carry_the_reason(string decision, string sent)
    {
        var link = await asked.AskAsync();

        await asked.DecideAsync(link, decision, reason: "an empty cart costs 0 €");

        var approval = JsonNode.Parse(asked.Workflow.Told.ShouldHaveSingleItem().Output)!;
        ((string?)approval["decision"]).ShouldBe(sent);
        ((string?)approval["reason"]).ShouldBe("an empty cart costs 0 €");
    }

    [Fact]
    public async Task A_second_decision_changes_nothing()
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));
        await asked.DecideAsync(link, "reject", "no");

        var second = await asked.PostAsync(link, OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Eve")));

        second.Status.ShouldBe(409);
        second.Body.ShouldContain("Rejected by Ada");
        asked.Workflow.Told.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_twenty_decisions_at_once_one_counts()
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(person => Task.Run(() =>
            asked.PostAsync(link, OpenedQuestion.Form(("nonce", nonce), ("decision", person % 2 == 0 ? "approve" : "reject"), ("reason", "r"), ("name", $"P{person}"))))));

        answers.Count(answer => answer.Status == 303).ShouldBe(1);
        answers.Count(answer => answer.Status == 409).ShouldBe(19);
        asked.Workflow.Told.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_scanner_that_opens_the_link_and_posts_without_the_pages_nonce_changes_nothing()
    {
        var link = await asked.AskAsync();
        var before = await asked.StoredAsync();

        for (var visit = 0; visit < 20; visit++)
        {
            (await asked.GetAsync(link)).Status.ShouldBe(200);
            (await asked.GetAsync(link, "HEAD")).Body.ShouldBeEmpty();
            (await asked.PostAsync(link, OpenedQuestion.Form(("decision", "approve"), ("name", "Scanner")))).Status.ShouldBe(403);
        }

        (await asked.StoredAsync()).ShouldBe(before);
        asked.Workflow.Told.ShouldBeEmpty();
        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(303);
    }

    [Theory]
    [InlineData("sec-fetch-site", "cross-site", 403)]
    [InlineData("sec-fetch-site", "none", 403)]
    [InlineData("origin", "https://evil.example", 403)]
    [InlineData("content-type", "text/plain", 415)]
    [InlineData("content-type", null, 415)]
    public async Task A_post_that_is_not_the_pages_own_form_is_refused(string header, string? value, int status)
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));

        var answer = await asked.PostAsync(link, OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Ada")), (header, value));

        answer.Status.ShouldBe(status);
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_that_tells_only_its_origin_may_decide()
    {
        var link = await asked.AskAsync();
        var form = OpenedQuestion.Form(("nonce", OpenedQuestion.NonceOf(await asked.GetAsync(link))), ("decision", "approve"), ("name", "Ada"));

        (await asked.PostAsync(link, form, ("sec-fetch-site", null), ("origin", null))).Status.ShouldBe(403);
        (await asked.PostAsync(link, form, ("sec-fetch-site", null), ("origin", "https://heal.example.org"))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        var link = await asked.AskAsync();

        (await asked.PostAsync(link, new string('a', 17_000))).Status.ShouldBe(413);
    }

    [Theory]
    [InlineData("/approvals/run-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/approvals/run-2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/approvals/run-1.short")]
    [InlineData("/approvals/../run-1")]
    [InlineData("/approvals/")]
    public async Task A_forged_link_leads_nowhere(string forged)
    {
        await asked.AskAsync();

        var answer = await asked.GetAsync(forged);

        answer.Status.ShouldBe(404);
        answer.Body.ShouldContain("This link leads nowhere");
        (await asked.PostAsync(forged, OpenedQuestion.Form(("decision", "approve"), ("name", "Eve")))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_link_ends_after_seven_days()
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));
        asked.Time.Advance(TimeSpan.FromDays(7));

        (await asked.GetAsync(link)).Status.ShouldBe(410);
        (await asked.PostAsync(link, OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Ada")))).Status.ShouldBe(410);
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_lay_open_for_a_day_is_shown_again()
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));
        asked.Time.Advance(TimeSpan.FromHours(13));

        var answer = await asked.PostAsync(link, OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Ada")));

        answer.Status.ShouldBe(403);
        answer.Body.ShouldContain("open for too long");
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_is_repeated_sends_a_new_link_and_the_one_before_leads_nowhere()
    {
        var first = await asked.AskAsync();
        var second = await asked.AskAsync("the-token-of-the-second-try");

        (await asked.GetAsync(first)).Status.ShouldBe(404);
        await asked.DecideAsync(second, "approve");

        asked.Workflow.Told.ShouldHaveSingleItem().Token.ShouldBe("the-token-of-the-second-try");
    }

    [Fact]
    public async Task A_run_that_went_on_without_the_decision_is_not_decided()
    {
        var link = await asked.AskAsync();
        await asked.LoseTheClaimAsync();

        (await asked.GetAsync(link)).Status.ShouldBe(410);
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_that_could_not_be_told_is_kept_and_told_later()
    {
        var link = await asked.AskAsync();
        asked.Workflow.IsDown = true;
        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(503);
        var page = await asked.GetAsync(link);
        page.Body.ShouldContain("the run has not been told yet");
        asked.Workflow.IsDown = false;

        // Whatever is sent now, the decision that was kept is told; who decides otherwise hears that it counts.
        (await asked.PostAsync(link, OpenedQuestion.Form(("decision", "reject"), ("reason", "changed my mind")))).Status.ShouldBe(409);

        asked.Workflow.Told.ShouldHaveSingleItem().Output.ShouldContain("approved");
        (await asked.StoredAsync()).IsDelivered.ShouldBeTrue();
    }

    [Fact]
    public async Task The_page_of_a_decision_that_was_not_told_has_a_button_that_tells_it()
    {
        var link = await asked.AskAsync();
        asked.Workflow.IsDown = true;
        await asked.DecideAsync(link, "approve");
        asked.Workflow.IsDown = false;

        (await asked.PostAsync(link, "")).Status.ShouldBe(303);

        asked.Workflow.Told.ShouldHaveSingleItem().Output.ShouldContain("approved");
    }

    [Fact]
    public async Task A_third_question_offers_no_further_attempt()
    {
        var link = await asked.AskAsync("token-1");
        await asked.DecideAsync(link, "retry", "once more");
        link = await asked.AskAsync("token-2");
        (await asked.GetAsync(link)).Body.ShouldContain("attempt 2 that you are asked about");
        await asked.DecideAsync(link, "retry", "and again");
        link = await asked.AskAsync("token-3");

        (await asked.GetAsync(link)).Body.ShouldNotContain("value=\"retry\"");
        (await asked.DecideAsync(link, "retry", "for ever")).Status.ShouldBe(422);
        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(303);
        (await asked.StoredAsync()).Decision!.Question.ShouldBe(ApprovalSettings.MostQuestions);
    }

    [Fact]
    public async Task Every_page_has_strict_headers_and_loads_nothing()
    {
        var link = await asked.AskAsync();

        foreach (var page in (PageResponse[])[await asked.GetAsync(link), await asked.GetAsync("/approvals/x"), await asked.DecideAsync(link, "approve")])
        {
            page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'; style-src 'sha256-");
            page.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
            page.Headers["Referrer-Policy"].ShouldBe("no-referrer");
            page.Headers["Cache-Control"].ShouldBe("no-store");
            page.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            page.Headers["X-Frame-Options"].ShouldBe("DENY");
            page.Body.ShouldNotContain("<script");
            page.Body.ShouldNotContain(" style=");
            page.Body.ShouldNotContain("src=");
        }
    }

    [Fact]
    public async Task The_task_token_and_the_link_are_nowhere_on_the_page()
    {
        var link = await asked.AskAsync();

        var page = await asked.GetAsync(link);

        (page.Body + string.Concat(page.Headers.Values)).ShouldNotContain(OpenedQuestion.TaskToken);
        page.Body.ShouldNotContain(link[(link.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        asked.Notifier.Last.Body.ShouldNotContain(OpenedQuestion.TaskToken);
        (await asked.StoredAsync()).LinkHash.Length.ShouldBe(64);
    }

    [Fact]
    public async Task Text_of_strangers_is_text()
    {
        using var hostile = new OpenedQuestion
        {
            Message = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
            Changed = OpenedQuestion.Before.Replace("items[0] + sum(items)", "'<b>\u202Eevil\u2066'", StringComparison.Ordinal),
        };
        var page = await hostile.GetAsync(await hostile.AskAsync());

        page.Body.ShouldNotContain("<script");
        page.Body.ShouldNotContain("<img");
        page.Body.ShouldContain("&lt;script&gt;");
        // What turns the direction of text around is shown, not obeyed.
        page.Body.ShouldContain("<span class=\"hidden\">U&#x2B;202E</span>");
        page.Body.ShouldNotContain("\u202E");
    }

    [Theory]
    [InlineData("message")]
    [InlineData("root cause")]
    [InlineData("note")]
    [InlineData("problem")]
    [InlineData("test command")]
    [InlineData("test output")]
    public async Task A_secret_is_not_on_the_page_wherever_it_stands_in_the_question(string place)
    {
        const string Secret = "ghp_xK7mQ2vR9tL4wZ8bN3cJ6fH1dS5gY0pAeU7q";
        // Behind so much that it is cut in two, where a text is cut.
        string At(string here) => place == here ? $"{new string('x', 170)} DEPLOY_TOKEN={Secret} pytest -q" : "fine";
        var run = new TestRun(TestOutcome.Passed, 0, 2.4, At("test output"), new Isolation(NetworkAccess.Cut, Processes: true));
        using var leaky = new OpenedQuestion
        {
            Message = At("message"),
            RootCause = At("root cause"),
            Notes = [At("note")],
            Attempt = new Attempt(2, [At("problem")]),
            TestCommand = At("test command"),
            Verification = new Verification(VerificationOutcome.Passed, [], Reproduced: true, run with { Outcome = TestOutcome.Failed }, run),
        };
        var link = await leaky.AskAsync();

        var open = await leaky.GetAsync(link);
        await leaky.DecideAsync(link, "reject", "no");

        foreach (var text in (string[])[open.Body, (await leaky.GetAsync(link)).Body, leaky.Notifier.Last.Body])
            text.ShouldNotContain("ghp_xK7m");
        open.Status.ShouldBe(200);
        open.Body.ShouldContain("Approve");
    }

    [Fact]
    public async Task A_question_that_is_not_kept_any_more_is_said_and_nothing_is_decided()
    {
        var link = await asked.AskAsync();
        asked.LoseTheArtifacts();

        var answer = await asked.GetAsync(link);

        answer.Status.ShouldBe(410);
        answer.Body.ShouldContain("not kept any more");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
    }

    [Fact]
    public async Task What_to_look_at_how_the_tests_went_and_what_came_before_stand_on_the_page()
    {
        using var noted = new OpenedQuestion
        {
            Notes = ["cart.py:3: catches <every> exception"],
            Verification = new Verification(
                VerificationOutcome.Passed,
                [],
                Reproduced: true,
                new TestRun(TestOutcome.Failed, 1, 2.5, "1 failed", new Isolation(NetworkAccess.Cut, Processes: true)),
                new TestRun(TestOutcome.Passed, 0, 2.4, "12 passed", new Isolation(NetworkAccess.Cut, Processes: true))),
            Attempt = new Attempt(2, ["cart.py:3:1: unexpected indent"]),
        };

        var page = (await noted.GetAsync(await noted.AskAsync())).Body;

        page.ShouldContain("Look at this before you approve");
        page.ShouldContain("<li>cart.py:3: catches &lt;every&gt; exception</li>");
        page.ShouldContain("`pytest -q` fails without the change (exit code 1, 2.5 s), and passes with it (2.4 s). The network was cut.");
        page.ShouldContain("12 passed");
        page.ShouldContain("this is attempt 2");
        page.ShouldContain("cart.py:3:1: unexpected indent");
        page.ShouldContain("12 times since 2026-02-28 12:00 UTC");
    }

    [Fact]
    public async Task The_change_is_shown_side_by_side_in_colours()
    {
        var page = await asked.GetAsync(await asked.AskAsync());

        page.Body.ShouldContain("""<td class="no del">3</td>""");
        page.Body.ShouldContain("""<span class="k">return</span>""");
        page.Body.ShouldContain("""<span class="c"># sums the prices</span>""");
        page.Body.ShouldContain("<mark>");
        page.Body.ShouldContain("12 times since 2026-02-28 12:00 UTC");
    }

    public void Dispose() => asked.Dispose();
}
