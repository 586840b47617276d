using System.Text;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps.Generate.Context;

namespace SelfHealing.Steps.Generate;

/// <summary>What a model is told of earlier work on the same crash.</summary>
/// <param name="LastReply">Its own last reply in this run; null for the first attempt.</param>
/// <param name="Fixes">What other runs proposed, and what became of it, the oldest first.</param>
public sealed record EarlierWork(string? LastReply, IReadOnlyList<string> Fixes)
{
    const int LongestDiff = 3_000;

    /// <summary>A first attempt at a crash never seen before.</summary>
    public static readonly EarlierWork None = new(null, []);

    /// <summary>The root cause in the last reply; empty when there is none.</summary>
    public string RootCause => LastReply is null ? "" : ReplyReader.RootCauseOf(LastReply);

    /// <summary>Reads the last reply and the changes of earlier runs. An artifact that is gone is left out.</summary>
    public static async Task<EarlierWork> LoadAsync(
        IArtifactStore artifacts, Attempt attempt, IReadOnlyList<PastAttempt> past, CancellationToken cancellation)
    {
        var fixes = new List<string>();
        foreach (var fix in past)
            fixes.Add(Describe(fix, await DiffAsync(artifacts, fix.Patch, cancellation)));
        var reply = attempt.Reply is { } reference ? Encoding.UTF8.GetString(await artifacts.GetAsync(reference, cancellation)) : null;
        return new EarlierWork(reply, fixes);
    }

    /// <summary>As many of the fixes, the latest first to be kept, as fit.</summary>
    public string FixesWithin(int tokens)
    {
        var kept = new List<string>();
        var left = tokens;
        foreach (var fix in Fixes.Reverse())
        {
            left -= TokenCounter.Count(fix);
            if (left < 0)
                break;
            kept.Insert(0, fix);
        }
        return string.Concat(kept);
    }

    static async Task<string> DiffAsync(IArtifactStore artifacts, string? patch, CancellationToken cancellation)
    {
        if (patch is null)
            return "";
        try
        {
            return (await artifacts.GetJsonAsync(patch, StepJson.Default.Patch, cancellation)).Diff;
        }
        catch (ArtifactNotFoundException)
        {
            // Stores forget old artifacts; the words are kept with the issue.
            return "";
        }
    }

    static string Describe(PastAttempt fix, string diff)
    {
        var text = new StringBuilder(Outcome(fix));
        text.Append('\n');
        if (fix.RootCause.Length > 0)
            text.Append($"It took this for the root cause: {PlainText.OneLine(fix.RootCause, 1000)}\n");
        if (diff.Length > 0)
            text.Append($"It changed:\n{(diff.Length > LongestDiff ? diff[..LongestDiff] + "…\n" : diff)}");
        return text.Append('\n').ToString();
    }

    static string Outcome(PastAttempt fix)
    {
        var reason = PlainText.OneLine(fix.Reason, 1000);
        return fix.Outcome switch
        {
            AttemptOutcome.Rejected => $"A fix was rejected by a person, who wrote: {(reason.Length > 0 ? reason : "(no reason)")}",
            AttemptOutcome.Invalid => $"A fix was refused by the checks: {reason}",
            AttemptOutcome.Committed => "A fix was committed on a branch.",
            _ => "A fix was committed on a branch. The branch is gone, and the crash came back.",
        };
    }
}
