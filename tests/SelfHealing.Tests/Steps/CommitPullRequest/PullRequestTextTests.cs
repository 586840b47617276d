using CsCheck;
using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.CommitPullRequest;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Tests.Steps.CommitPullRequest;

public class PullRequestTextTests
{
    const string Fingerprint = "v1:3c432d910db99f7e0123";

    static readonly string Commit = new('c', 40);

    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_reviewer_learns_cause_crash_checks_approver_run_and_the_way_back()
    {
        var body = Body(Run() with
        {
            Verification = new Verification(VerificationOutcome.Passed, [], Reproduced: true, Tests(TestOutcome.Failed, 1), Tests(TestOutcome.Passed, 0)),
        });

        body.ShouldStartWith(new PullRequestMarker(Fingerprint, Commit).ToString());
        foreach (var expected in (string[])
            [
                "The key is missing.", "KeyError: 'total'", "`orders/carts.py:35` in `total`", "seen: 3 times, first 2026-01-01 12:00 UTC", "+fixed",
                "confidence 90 %", "`pytest -q` fails without the change (exit code 1, 2.0 s), and passes with it (2.0 s).", "approved by: `ada`: `looks right`",
                "`selfheal show run1`", "git revert",
            ])
            body.ShouldContain(expected);
    }

    [Fact]
    public void Without_a_test_command_it_says_that_nothing_was_run() => Body(Run()).ShouldContain("not run: no test command is set");

    [Fact]
    public void A_run_on_aws_is_linked()
    {
        const string arn = "arn:aws:states:eu-central-1:123456789012:execution:SelfHealing:run1";

        Body(Run(), arn).ShouldContain($"[run1](https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/{arn})");
        Body(Run(), "arn:aws:states:local:000000000000:execution:self-healing:run1").ShouldContain("`selfheal show run1`");
    }

    [Theory]
    [InlineData('x')]
    [InlineData('`')]
    [InlineData('\n')]
    public void However_long_it_is_the_host_takes_it_and_the_end_is_there(char character)
    {
        var long_ = new string(character, 200_000);
        var run = Run();

        var body = Text(run with { Crash = run.Crash with { Message = long_ } }, rootCause: long_).Body(new Patch(new Dictionary<string, string>(), "+" + long_), Commit);

        body.Length.ShouldBeLessThanOrEqualTo(PullRequestText.MostCharacters);
        body.ShouldContain("approved by");
    }

    [Fact]
    public void No_text_of_a_stranger_stands_outside_of_code() =>
        Gen.OneOf("```", "``", "`", "\n", "\r\n", "# ", "- ", "~~~~", "    ", "<!--", "-->", " ").Array[0, 12].Select(string.Concat).Sample(around =>
        {
            // Set off by what could end the code that it stands in.
            var text = around + "@everyone" + around;
            var run = Run();
            var body = Text(
                run with
                {
                    Crash = run.Crash with { ExceptionType = text, Message = text, Culprit = new StackFrame(text, 35, text, InApp: true) },
                    Fix = run.Fix with { Author = text },
                    Approval = run.Approval with { Approver = text, Reason = text },
                },
                rootCause: text).Body(new Patch(new Dictionary<string, string>(), text), Commit);

            CodeOf.Outside(body).ShouldNotContain("@everyone");
        });

    [Fact]
    public void A_commit_message_has_one_trailer_and_no_reference_of_a_stranger()
    {
        var message = Text(Run(), rootCause: "x\n\nCo-authored-by: eve <eve@example.org>\nfixes #1").CommitMessage;

        message.Split('\n').Count(line => line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith("x ", StringComparison.Ordinal)).ShouldBe(1);
        message.ShouldEndWith($"\n\nSelf-Heal-Fingerprint: {Fingerprint}\n");
        message.ShouldNotContain("#1");
    }

    [Fact]
    public void The_marker_is_read_back_and_nothing_else_is_one()
    {
        PullRequestMarker.Find(Body(Run())).ShouldBe(new PullRequestMarker(Fingerprint, Commit));
        PullRequestMarker.Find("text\n" + new PullRequestMarker(Fingerprint, Commit)).ShouldBeNull();
        PullRequestMarker.Find(null).ShouldBeNull();
    }

    static TestRun Tests(TestOutcome outcome, int exitCode) => new(outcome, exitCode, 2, "", new Isolation(NetworkAccess.Cut, Processes: true));

    static ApprovedRun Run() => new(
        new ServiceSettings("orders", "https://github.com/acme/orders", null, "", "patterns", "pytest -q"),
        new CrashReport(ParseOutcome.Crash, "", Fingerprint, "python", "KeyError", "'total'", new StackFrame("orders/carts.py", 35, "total", InApp: true), null),
        new IssueClaim(DedupeOutcome.Heal, "", 3, Noon, Noon.AddHours(1)),
        new CodeAtCrash(FetchOutcome.Found, "", new string('a', 40), null, "", "main", "", "", [], []),
        new ProposedFix(GenerateOutcome.Fix, "", "The key is missing.", 0.9, "patterns", null, []),
        new Validation(ValidationOutcome.Valid, [], null, []),
        new Approval(ApprovalDecision.Approved, "looks right", "ada", Noon));

    static PullRequestText Text(ApprovedRun run, string? arn = null, string? rootCause = null) =>
        new(new CommitPullRequestInput("run1", run) { ExecutionArn = arn }, rootCause ?? run.Fix.RootCause);

    static string Body(ApprovedRun run, string? arn = null) =>
        Text(run, arn).Body(new Patch(new Dictionary<string, string>(), "-broken\n+fixed\n"), Commit);
}
