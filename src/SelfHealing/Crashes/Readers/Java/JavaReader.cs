using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Java;

/// <summary>
/// Reads Java and Kotlin stack traces: causes, suppressed exceptions, omitted frames, circular references, modules, jars in brackets.
/// </summary>
sealed class JavaReader(Action<Trace> found) : ITraceReader
{
    const string Circular = "[CIRCULAR REFERENCE:";

    readonly List<OpenException> exceptions = [];
    bool hasHeadline;
    bool isFirst;
    bool inSuppressed;
    int suppressedIndent;

    public bool IsOpen => exceptions.Count > 0;

    public int FindStart(string line) => AtLine.Find(line, JavaLine.IsFrame);

    public bool Take(string line, Lookback before)
    {
        var indent = Headline.Indentation(line);
        var text = line.AsSpan(indent);
        if (JavaLine.TryFrame(AtLine.Text(line), out var frame))
        {
            if (!IsOpen || BeginsAnother(before))
                Open(before);
            exceptions[^1].AddFrame(frame);
            return true;
        }
        if (!IsOpen)
            return false;
        if (TryCause(text, indent))
            return true;
        if (IsOmission(text))
            return true;
        // More lines of a message stand between the headline of a cause and its frames.
        if (exceptions.Count > 1 && exceptions[^1].Frames.Count == 0 && !exceptions[^1].Type.StartsWith(Circular, StringComparison.Ordinal)
            && !LogRecord.Starts(line) && !text.IsWhiteSpace())
        {
            exceptions[^1].AddMessageLine(line);
            return true;
        }
        return text.IsWhiteSpace() && exceptions[^1].Frames.Count == 0;
    }

    public void End(bool cut)
    {
        var closed = exceptions.Select(e => e.Close()).ToList();
        var keep = closed.Count > 0 && (hasHeadline || (isFirst && closed[0].Frames.Count > 1));
        var trace = keep ? new Trace("java", closed[0], closed[1..]) { Cut = cut || !hasHeadline } : null;
        exceptions.Clear();
        inSuppressed = false;
        if (trace is not null)
            found(trace);
    }

    // Frames below another headline are of another trace, whatever stood in between.
    bool BeginsAnother(Lookback before)
    {
        if (before.IsEmpty || Headline.Find(before, JavaLine.TryHeadline, JavaLine.TryHeadlineInRecord) is null)
            return false;
        End(cut: false);
        return true;
    }

    void Open(Lookback before)
    {
        isFirst = before.IsEmpty;
        var headline = Headline.Find(before, JavaLine.TryHeadline, JavaLine.TryHeadlineInRecord);
        hasHeadline = headline is not null;
        exceptions.Add(new OpenException(headline?.Type ?? "", headline?.Message ?? ""));
    }

    bool TryCause(ReadOnlySpan<char> text, int indent)
    {
        var suppressed = text.StartsWith("Suppressed: ");
        if (!suppressed && !text.StartsWith("Caused by: "))
            return false;
        var rest = text[(suppressed ? 12 : 11)..];
        if (rest.StartsWith(Circular))
            rest = rest[Circular.Length..].Trim().TrimEnd(']');
        if (!JavaLine.TryTypeAndMessage(rest, out var type, out var message) || !type.Contains('.'))
            return false;
        // What caused a suppressed exception is indented as far as it and was suppressed with it.
        if (suppressed)
            (inSuppressed, suppressedIndent) = (true, indent);
        else if (indent < suppressedIndent || !inSuppressed)
            inSuppressed = false;
        exceptions.Add(new OpenException(type, message, inSuppressed ? CauseRelation.Suppressed : CauseRelation.RaisedFrom));
        return true;
    }

    // "... 23 more", "... 6 common frames omitted"
    static bool IsOmission(ReadOnlySpan<char> text) =>
        text.StartsWith("... ") && text.Length > 4 && char.IsAsciiDigit(text[4])
            && text.TrimEnd().EndsWithAny(["more", "omitted", "frames truncated"]);
}
