using SelfHealing.Issues;

namespace SelfHealing.Outcomes;

/// <summary>What SelfHealing has been good for, from all issues and runs.</summary>
/// <param name="Crashes">Crashes seen.</param>
/// <param name="Bugs">The bugs behind them.</param>
/// <param name="Deduplicated">Crashes of a bug that a run had in hand, or had healed.</param>
/// <param name="Suppressed">Crashes that were only counted: no fault of the code, or a fix was rejected.</param>
/// <param name="PullRequests">Pull requests opened.</param>
/// <param name="Open">Of them, still open.</param>
/// <param name="Merged">Of them, merged.</param>
/// <param name="Closed">Of them, closed without merging.</param>
/// <param name="ChangedBeforeMerge">Merged ones that a person changed first.</param>
public sealed record Statistics(
    long Crashes, int Bugs, int Deduplicated, int Suppressed, int PullRequests, int Open, int Merged, int Closed, int ChangedBeforeMerge)
{
    /// <summary>Merged ones of those that have ended, 0 to 1; null when none has.</summary>
    public double? MergeRate { get; init; }

    /// <summary>The median hours from opening to merging; null when none is merged.</summary>
    public double? MedianHoursToMerge { get; init; }

    /// <summary>What all runs have cost in US dollars; null when no run's cost is known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>That cost, failed attempts included, for each merged fix; null when it is not known or none is merged.</summary>
    public decimal? CostPerMergedFix { get; init; }

    /// <summary>Counts.</summary>
    public static Statistics Of(IReadOnlyCollection<Issue> issues, IReadOnlyCollection<RunResult> runs)
    {
        var opened = issues.Where(issue => issue.PullRequest is not null).ToList();
        var merged = opened.Where(issue => issue.Status == IssueStatus.Merged).ToList();
        var closed = opened.Count(issue => issue.Status == IssueStatus.Rejected);
        var costs = runs.Where(run => run.Cost is not null).Select(run => run.Cost!.Value).ToList();
        decimal? cost = costs.Count > 0 ? costs.Sum() : null;
        return new Statistics(
            issues.Sum(issue => issue.Occurrences),
            issues.Count,
            runs.Count(run => run.Ending == RunEnding.Duplicate),
            runs.Count(run => run.Ending == RunEnding.Suppressed),
            opened.Count,
            opened.Count(issue => issue.Status == IssueStatus.PullRequestOpen),
            merged.Count,
            closed,
            merged.Count(issue => issue.OtherAuthors is not null))
        {
            MergeRate = merged.Count + closed > 0 ? (double)merged.Count / (merged.Count + closed) : null,
            MedianHoursToMerge = Median(merged.Where(issue => issue is { OpenedAt: not null, EndedAt: not null })
                .Select(issue => (issue.EndedAt!.Value - issue.OpenedAt!.Value).TotalHours)),
            Cost = cost,
            CostPerMergedFix = merged.Count > 0 ? cost / merged.Count : null,
        };
    }

    static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var half = sorted.Count / 2;
        return sorted.Count == 0 ? null : sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

/// <summary>How one run ended, and what it cost.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Cost">The models' price in US dollars; null when it is not known.</param>
public sealed record RunResult(RunEnding Ending, decimal? Cost);

/// <summary>How a run ended, as far as it is counted.</summary>
public enum RunEnding
{
    /// <summary>In any other way, or not yet.</summary>
    Other,

    /// <summary>Another run has the bug, or has healed it.</summary>
    Duplicate,

    /// <summary>The crash was only counted.</summary>
    Suppressed,
}
