using System.Globalization;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.Watching;

/// <summary>What a watch has seen and done so far.</summary>
sealed class WatchCounts
{
    public long Lines { get; set; }

    public long Crashes { get; set; }

    public long Duplicates { get; set; }

    public long Skipped { get; set; }

    public int Running { get; set; }

    public int Queued { get; set; }

    public int Healed { get; set; }

    /// <summary>Runs that wait for a person.</summary>
    public int Asking { get; set; }

    /// <summary>Runs that ended without a fix.</summary>
    public int WithoutFix { get; set; }

    public int Failed { get; set; }

    /// <summary>In US dollars, as far as the prices are known.</summary>
    public decimal Cost { get; set; }

    /// <summary>The exit code of the command that was watched; null while it runs, or when none was.</summary>
    public int? CommandExitCode { get; set; }

    public IEnumerable<(string Name, string Value)> Table =>
    [
        ("lines read", Number(Lines)), ("crashes", Number(Crashes)), ("duplicates", Number(Duplicates)), ("runs in flight", Number(Running)),
        ("waiting for a run", Number(Queued)), ("healed", Number(Healed)), ("waiting for approval", Number(Asking)), ("without a fix", Number(WithoutFix)),
        ("failed", Number(Failed)), ("skipped, too many at once", Number(Skipped)), ("cost", $"{Cost.ToString("0.00", CultureInfo.InvariantCulture)} USD"),
    ];

    /// <summary>All of it, in a line; what is nothing is left out.</summary>
    public override string ToString() =>
        string.Join(", ", Table.Where(one => one.Name is "lines read" or "crashes" || !one.Value.StartsWith('0') || (one.Name == "cost" && Cost > 0)).Select(one => $"{one.Value} {one.Name}"))
        + (CommandExitCode is { } code ? $"; the command exited with {code.ToString(CultureInfo.InvariantCulture)}" : "");

    public JsonObject ToJson() => new()
    {
        ["event"] = "summary",
        ["lines"] = Lines,
        ["crashes"] = Crashes,
        ["duplicates"] = Duplicates,
        ["skipped"] = Skipped,
        ["healed"] = Healed,
        ["waitingForApproval"] = Asking,
        ["withoutFix"] = WithoutFix,
        ["failed"] = Failed,
        ["notStarted"] = Queued,
        ["cost"] = Cost,
        ["commandExitCode"] = CommandExitCode,
    };

    static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
