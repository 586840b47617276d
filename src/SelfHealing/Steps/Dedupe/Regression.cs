using System.Globalization;
using SelfHealing.Issues;

namespace SelfHealing.Steps.Dedupe;

/// <summary>Whether a crash shows that a merged fix does not hold, or comes from a version that does not have it yet.</summary>
/// <param name="LoggedAt">When it crashed, UTC.</param>
/// <param name="Version">What the log says was running; null when it says nothing.</param>
/// <param name="DeployGrace">How long a deployment takes after a merge; null for <see cref="DefaultGrace"/>.</param>
public sealed record Regression(DateTimeOffset LoggedAt, string? Version, TimeSpan? DeployGrace)
{
    /// <summary>How long a deployment is given when the service's settings do not say.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a version that crashed before the merge is believed not to have the fix. Then it counts for nothing: many services log the
    /// same version for ever.
    /// </summary>
    public static readonly TimeSpan OldVersions = TimeSpan.FromDays(7);

    /// <summary>Why it is no regression, in a sentence; null when it is one.</summary>
    public string? WhyNot(Issue merged)
    {
        var at = merged.MergedAt ?? merged.ChangedAt;
        if (LoggedAt < at)
            return $"It crashed before its fix was merged at {Text(at)}.";
        if (LoggedAt < at + (DeployGrace ?? DefaultGrace))
            return $"Its fix was merged at {Text(at)} and may not be deployed yet.";
        var isOld = Version is not null && merged.Versions.Any(seen => seen.Name == Version && seen.FirstSeen < at);
        return isOld && LoggedAt < at + OldVersions
            ? $"It crashed in version {Version}, which was running before its fix was merged at {Text(at)}."
            : null;
    }

    /// <summary>What a regression is called.</summary>
    public static string Why(Issue merged) =>
        $"A regression: seen again after its fix was merged at {Text(merged.MergedAt ?? merged.ChangedAt)}{(merged.PullRequest is { } url ? $" ({url})" : "")}.";

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
