using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.DotNet;

/// <summary>
/// Reads .NET stack traces. Inner exceptions are announced with <c>---&gt;</c> before any frame; their frames come first and end with
/// <c>--- End of inner exception stack trace ---</c>. An AggregateException prints its members once more behind its own frames.
/// </summary>
sealed class DotNetReader(Action<Trace> found) : ITraceReader
{
    const string Inner = "---> ";
    const string EndOfInner = "--- End of inner exception";

    /// <summary>Stands between the calls of an exception that was thrown again.</summary>
    public const string EndOfPrevious = "--- End of stack trace from previous location";

    // From the outermost exception to the innermost; frames are of the exception at `current`.
    readonly List<OpenException> exceptions = [];
    int current;
    int indent;
    bool hasHeadline;
    bool hasFrames;
    bool isFirst;
    bool isRepeated;

    public bool IsOpen => exceptions.Count > 0;

    public int FindStart(string line)
    {
        var text = line.AsSpan(Headline.Indentation(line));
        if (text.StartsWith(Inner) && DotNetLine.TryTypeAndMessage(text[Inner.Length..], out _, out _))
            return 0;
        return AtLine.Find(line, DotNetLine.IsFrame);
    }

    public bool Take(string line, Lookback before)
    {
        var text = line.AsSpan(Headline.Indentation(line)).TrimEnd();
        if (text.StartsWith(Inner))
            return TakeInner(text[Inner.Length..], before);
        var isEnd = text.EndsWith("<---");
        if (isRepeated && IsOpen)
        {
            isRepeated = !isEnd;
            return true;
        }
        if (DotNetLine.TryFrame(AtLine.Text(isEnd
            ? line.AsSpan()[..line.LastIndexOf("<---", StringComparison.Ordinal)]
            : line), out var frame))
        {
            if (!IsOpen || BeginsAnother(before))
                Open(before);
            exceptions[current].AddFrame(frame);
            (hasFrames, current) = (true, isEnd ? 0 : current);
            return true;
        }
        if (!IsOpen)
            return false;
        if (text.StartsWith(EndOfInner))
        {
            current = Math.Max(0, current - 1);
            return true;
        }
        if (isEnd)
            current = 0;
        if (isEnd || text.StartsWith(EndOfPrevious) || DotNetLine.IsRepetition(text))
            return true;
        if (hasFrames || LogRecord.Starts(line) || text.IsWhiteSpace())
            return false;
        exceptions[current].AddMessageLine(line.AsSpan(Math.Min(indent, Headline.Indentation(line))));
        return true;
    }

    public void End(bool cut)
    {
        var closed = exceptions.Select(e => e.Close()).ToList();
        var keep = closed.Count > 0 && (hasHeadline ? hasFrames || closed.Count > 1 : isFirst && closed[0].Frames.Count > 1);
        var trace = keep ? new Trace("csharp", closed[0], closed[1..]) { Cut = cut || !hasHeadline || current > 0 } : null;
        exceptions.Clear();
        (current, hasFrames, isRepeated) = (0, false, false);
        if (trace is not null)
            found(trace);
    }

    bool TakeInner(ReadOnlySpan<char> text, Lookback before)
    {
        var member = MemberTextStart(text);
        if (member > 0)
        {
            // The first member has been printed as the inner exception.
            isRepeated = text.StartsWith("(Inner Exception #0)");
            text = text[member..];
        }
        if (isRepeated)
        {
            isRepeated = !text.EndsWith("<---");
            return true;
        }
        var isEnd = text.EndsWith("<---");
        text = isEnd ? text[..^4].TrimEnd() : text;
        if (!DotNetLine.TryTypeAndMessage(text, out var type, out var message))
            return false;
        if (!IsOpen || (member == 0 && hasFrames && BeginsAnother(before)))
            Open(before);
        Push(type, message, member > 0 ? CauseRelation.Member : CauseRelation.RaisedFrom);
        if (isEnd)
            current = 0;
        return true;
    }

    static int MemberTextStart(ReadOnlySpan<char> text)
    {
        var end = text.StartsWith("(Inner Exception #") ? text.IndexOf(") ") : -1;
        return end < 0 ? 0 : end + 2;
    }

    void Push(string type, string message, CauseRelation relation)
    {
        exceptions.Add(new OpenException(type, message, relation));
        current = exceptions.Count - 1;
    }

    bool BeginsAnother(Lookback before)
    {
        if (before.IsEmpty || Headline.Find(before, DotNetLine.TryHeadline, DotNetLine.TryHeadlineInRecord) is null)
            return false;
        End(cut: false);
        return true;
    }

    void Open(Lookback before)
    {
        isFirst = before.IsEmpty;
        var headline = Headline.Find(before, DotNetLine.TryHeadline, DotNetLine.TryHeadlineInRecord);
        hasHeadline = headline is not null;
        var message = headline is null or { Type: "Stack overflow" } ? "" : headline.Message;
        // .NET Framework prints the chain on one line: "Outer: text ---> Inner: text".
        var parts = message.Split(" " + Inner, StringSplitOptions.None);
        exceptions.Add(new OpenException(headline?.Type ?? "", parts[0]));
        (current, hasFrames, indent) = (0, false, 0);
        foreach (var part in parts.Skip(1))
        {
            if (DotNetLine.TryTypeAndMessage(part, out var type, out var text))
                Push(type, text, CauseRelation.RaisedFrom);
        }
    }
}
