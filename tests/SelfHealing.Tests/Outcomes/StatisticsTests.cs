using SelfHealing.Issues;
using SelfHealing.Outcomes;

namespace SelfHealing.Tests.Outcomes;

public class StatisticsTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Merges_times_and_costs_are_counted()
    {
        Issue[] issues =
        [
            Merged(hours: 2), Merged(hours: 30) with { OtherAuthors = "ada" }, Merged(hours: 4),
            Of(IssueStatus.Rejected) with { PullRequest = "https://github.com/acme/orders/pull/9" },
            Of(IssueStatus.PullRequestOpen) with { PullRequest = "https://github.com/acme/orders/pull/10" },
            // Rejected before there was a pull request.
            Of(IssueStatus.Rejected),
            Of(IssueStatus.Suppressed),
        ];
        RunResult[] runs = [new(RunEnding.Other, 0.20m), new(RunEnding.Other, 0.10m), new(RunEnding.Duplicate, null), new(RunEnding.Suppressed, null)];

        var numbers = Statistics.Of(issues, runs);

        numbers.ShouldBe(new Statistics(
            Crashes: 14, Bugs: 7, Deduplicated: 1, Suppressed: 1, PullRequests: 5, Open: 1, Merged: 3, Closed: 1, ChangedBeforeMerge: 1)
        {
            MergeRate = 0.75,
            MedianHoursToMerge = 4,
            Cost = 0.30m,
            CostPerMergedFix = 0.10m,
        });
    }

    [Fact]
    public void What_is_not_known_is_not_nought()
    {
        var numbers = Statistics.Of([Of(IssueStatus.Healing)], [new RunResult(RunEnding.Other, null)]);

        numbers.MergeRate.ShouldBeNull();
        numbers.MedianHoursToMerge.ShouldBeNull();
        numbers.Cost.ShouldBeNull();
        numbers.CostPerMergedFix.ShouldBeNull();
    }

    static Issue Merged(int hours) => Of(IssueStatus.Merged) with
    {
        PullRequest = "https://github.com/acme/orders/pull/1",
        OpenedAt = Noon,
        EndedAt = Noon.AddHours(hours),
    };

    static Issue Of(IssueStatus status) => new(new IssueKey("orders", "v1:1"), status, "run", Noon, Noon, Noon, Occurrences: 2, Version: 1);
}
