using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Tests.Approvals;

/// <summary>The mail, as it is read.</summary>
public sealed class ApprovalMessageTests
{
    [Fact]
    public async Task The_message_says_all_that_a_decision_needs_and_where_to_decide()
    {
        using var asked = new OpenedQuestion
        {
            Verification = new Verification(
                VerificationOutcome.Passed,
                [],
                Reproduced: true,
                new TestRun(TestOutcome.Failed, 1, 2.5, "1 failed", new Isolation(NetworkAccess.Cut, Processes: true)),
                new TestRun(TestOutcome.Passed, 0, 2.4, "12 passed", new Isolation(NetworkAccess.Cut, Processes: true))),
            Attempt = new Attempt(2, ["cart.py:3:1: unexpected indent"]),
        };

        var link = await asked.AskAsync();

        asked.Notifier.Last.Subject.ShouldBe("Fix for IndexError in orders");
        asked.Notifier.Last.Body.ShouldBe($"""
            A fix waits for your decision until 2026-03-09 12:00 UTC:

            https://heal.example.org{link}

            Opening the link decides nothing. Whoever has it can decide, once: do not
            pass this message on.

            Crash:       IndexError: list index out of range
            Where:       /srv/orders/cart.py:3 in total
            Seen:        12 times since 2026-02-28 12:00 UTC, last 2026-03-02 12:00 UTC
            Root cause:  The first price is counted twice, and an empty cart has none.
            Changes:     cart.py (+1 -1)
            Fix by:      openai:http://localhost/v1#test, confidence 90 %
            Checked:     applies to commit 1111111111; every changed file parses
            Tests:       `pytest -q` fails without the change (exit code 1, 2.5 s), and
                         passes with it (2.4 s). The network was cut.

            --- a/cart.py
            +++ b/cart.py
            @@ -1,3 +1,3 @@
             def total(items):
                 # sums the prices
            -    return items[0] + sum(items)
            +    return sum(items)

            """);
    }

    [Fact]
    public async Task Text_of_strangers_makes_no_headers_and_holds_no_secrets()
    {
        using var asked = new OpenedQuestion { Message = "x\r\nBcc: eve@example.org\r\n\r\npassword=hunter2hunter2 \u202E\u0007" };

        await asked.AskAsync();

        var (subject, body) = (asked.Notifier.Last.Subject, asked.Notifier.Last.Body);
        subject.ShouldNotContain('\n');
        body.ShouldNotContain("\nBcc:");
        body.ShouldNotContain("hunter2hunter2");
        body.Any(character => char.IsControl(character) && character != '\n').ShouldBeFalse();
        body.ShouldNotContain("\u202E");
    }

    [Fact]
    public async Task A_long_root_cause_is_broken_into_lines_that_mail_programs_leave_alone()
    {
        using var asked = new OpenedQuestion { Message = string.Join(' ', Enumerable.Repeat("number", 60)) };

        await asked.AskAsync();

        asked.Notifier.Last.Body.Split('\n').Where(line => !line.StartsWith("https:", StringComparison.Ordinal)).Max(line => line.Length).ShouldBeLessThanOrEqualTo(78);
    }
}
