using System.Text;

namespace SelfHealing.Tests.Steps.CommitPullRequest;

/// <summary>Splits Markdown as CommonMark does, as far as fences and code spans go.</summary>
static class CodeOf
{
    /// <summary>What stands in no fence and no code span.</summary>
    public static string Outside(string markdown)
    {
        var outside = new StringBuilder();
        string? fence = null;
        foreach (var line in markdown.Split(["\r\n", "\n", "\r"], StringSplitOptions.None))
        {
            var ticks = line.TakeWhile(character => character == '`').Count();
            if (fence is not null)
                fence = line.TrimEnd().Length == ticks && ticks >= fence.Length ? null : fence;
            else if (ticks >= 3 && !line[ticks..].Contains('`'))
                fence = line[..ticks];
            else
                outside.Append(WithoutSpans(line)).Append('\n');
        }
        return outside.ToString();
    }

    // A span ends at the next run of exactly as many ticks; without one the ticks are text.
    static string WithoutSpans(string line)
    {
        var text = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            var ticks = line.Skip(at).TakeWhile(character => character == '`').Count();
            if (ticks == 0)
            {
                text.Append(line[at++]);
                continue;
            }
            var end = EndOf(line, at + ticks, ticks);
            if (end < 0)
                text.Append(line, at, ticks);
            at = end < 0 ? at + ticks : end + ticks;
        }
        return text.ToString();
    }

    static int EndOf(string line, int start, int ticks)
    {
        for (var at = start; at < line.Length;)
        {
            var run = line.Skip(at).TakeWhile(character => character == '`').Count();
            if (run == ticks)
                return at;
            at += Math.Max(1, run);
        }
        return -1;
    }
}
