using SelfHealing.Adapters.Local;
using SelfHealing.Issues;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Issues;

/// <summary>What an issue remembers of earlier fixes.</summary>
public sealed class PastAttemptTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder folder = new();

    [Fact]
    public void The_last_attempts_are_kept_and_their_texts_are_cut()
    {
        var issue = Enumerable.Range(1, 9).Aggregate(Issue(), (known, run) => known.With(Attempt($"run-{run}", new string('x', 5_000))));

        issue.Attempts.Select(attempt => attempt.Execution).ShouldBe(["run-5", "run-6", "run-7", "run-8", "run-9"]);
        issue.Attempts.ShouldAllBe(attempt => attempt.Reason.Length <= 1_001);
    }

    [Fact]
    public void A_run_that_tells_its_attempt_again_has_one() =>
        Issue().With(Attempt("run-1", "no")).With(Attempt("run-1", "no, because")).Attempts.ShouldBe([Attempt("run-1", "no, because")]);

    [Fact]
    public async Task The_store_keeps_them()
    {
        var store = new SqliteIssueStore(new SqliteDatabase(folder.Combine("issues.db"), SqliteIssueStore.Schema));
        await store.TryPutAsync(Issue(), Cancellation);

        await store.TryPutAsync(Issue().With(Attempt("run-1", "no")) with { Version = 2 }, Cancellation);
        var lost = await store.TryPutAsync(Issue().With(Attempt("run-2", "lost")) with { Version = 2 }, Cancellation);

        lost.ShouldBeFalse();
        (await store.FindAsync(Issue().Key, Cancellation))!.Attempts.ShouldBe([Attempt("run-1", "no")]);
    }

    public void Dispose() => folder.Dispose();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Issue Issue() => new(new IssueKey("orders", "v1:1"), IssueStatus.Healing, "run-0", Now, Now, Now, Occurrences: 1, Version: 1);

    static PastAttempt Attempt(string run, string reason) => new(run, AttemptOutcome.Rejected, "patterns", "a cause", Patch: null, reason);
}
