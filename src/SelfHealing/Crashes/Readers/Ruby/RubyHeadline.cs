using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Ruby;

/// <summary>Finds the exception above a backtrace: on a line of its own, at the end of a log record, or as a list of its parts.</summary>
static class RubyHeadline
{
    public static Headline? Find(Lookback before) =>
        Headline.Find(before, RubyLine.TryHeadline, RubyLine.TryHeadlineInRecord) ?? FromParts(before) ?? FromMessage(before);

    // "Error type: NoMethodError", "Error message: …": mails and issues of error trackers.
    static Headline? FromParts(Lookback before)
    {
        string? type = null, message = null;
        foreach (var line in before.Newest(8))
        {
            var colon = line.IndexOf(':');
            if (colon < 0)
                continue;
            var name = line.AsSpan(0, colon).Trim("* ");
            var value = line.AsSpan(colon + 1).Trim("*` ").ToString();
            if (name.EndsWith("type", StringComparison.OrdinalIgnoreCase) || name.EndsWith("class", StringComparison.OrdinalIgnoreCase))
                type ??= value;
            else if (name.EndsWith("message", StringComparison.OrdinalIgnoreCase))
                message ??= value;
        }
        return type is null || message is null ? null : new Headline(type, message, 0);
    }

    // Sidekiq logs the message alone, as a record right above the first frame.
    static Headline? FromMessage(Lookback before)
    {
        if (before.Newest(1) is not [var line] || before.Prefix is null && !LogRecord.Starts(line))
            return null;
        var text = line.AsSpan();
        foreach (var level in (ReadOnlySpan<string>)["WARN: ", "ERROR: ", "FATAL: ", "ERROR -- : ", "FATAL -- : ", "WARN -- : "])
        {
            if (text.IndexOf(level) is var at and >= 0)
                return new Headline("", text[(at + level.Length)..].Trim().ToString(), 0);
        }
        return before.Prefix is null ? null : new Headline("", text.Trim().ToString(), 0);
    }
}
