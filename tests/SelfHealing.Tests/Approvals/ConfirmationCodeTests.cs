using System.Text.RegularExpressions;
using SelfHealing.Approvals;

namespace SelfHealing.Tests.Approvals;

/// <summary>By setting, a decision needs the code of the mail.</summary>
public sealed partial class ConfirmationCodeTests : IDisposable
{
    readonly OpenedQuestion asked = new() { AsksForCode = true };

    [Fact]
    public async Task The_mails_code_decides()
    {
        var link = await asked.AskAsync();
        var code = Code().Match(asked.Notifier.Last.Body).Groups[1].Value;

        (await asked.DecideAsync(link, "approve")).Status.ShouldBe(422);
        // As people type it.
        (await asked.DecideAsync(link, "approve", code: $"{code[..3]} {code[3..]}")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_link_to_the_right_one_too()
    {
        var link = await asked.AskAsync();
        var code = Code().Match(asked.Notifier.Last.Body).Groups[1].Value;
        var wrong = code == "000000" ? "000001" : "000000";

        for (var guess = 0; guess < ApprovalSettings.MostCodes; guess++)
            (await asked.DecideAsync(link, "approve", code: wrong)).Status.ShouldBe(422);

        (await asked.DecideAsync(link, "approve", code: code)).Status.ShouldBe(429);
        asked.Workflow.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_forty_codes_that_are_sent_at_once_five_are_looked_at()
    {
        var link = await asked.AskAsync();
        var nonce = OpenedQuestion.NonceOf(await asked.GetAsync(link));

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(guess => Task.Run(() => asked.PostAsync(
            link, OpenedQuestion.Form(("nonce", nonce), ("decision", "approve"), ("name", "Eve"), ("code", $"{guess:D6}"))))));

        answers.Count(answer => answer.Status == 422).ShouldBe(ApprovalSettings.MostCodes);
        answers.Count(answer => answer.Status == 429).ShouldBe(40 - ApprovalSettings.MostCodes);
    }

    [Fact]
    public async Task The_code_is_not_stored_in_a_form_that_can_be_tried_out()
    {
        await asked.AskAsync();
        var code = Code().Match(asked.Notifier.Last.Body).Groups[1].Value;

        var stored = await asked.StoredAsync();

        stored.CodeHash!.Length.ShouldBe(64);
        stored.CodeHash.ShouldNotBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code))));
    }

    public void Dispose() => asked.Dispose();

    [GeneratedRegex(@"Confirmation code: (\d{6})\n")]
    private static partial Regex Code();
}
