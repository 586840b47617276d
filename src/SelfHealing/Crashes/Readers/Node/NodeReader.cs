using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Node;

/// <summary>
/// Reads what Node prints of an error: the place of the throw, the stack, the error's own properties with its cause or errors, and
/// where an unhandled 'error' event was emitted.
/// </summary>
sealed class NodeReader(Action<Trace> found) : ITraceReader
{
    const string NoTrace = "(Use `node --trace-uncaught ...`";

    readonly List<OpenException> exceptions = [];
    readonly List<StackFrame> emitted = [];
    StackFrame? thrownAt;
    bool hasHeadline;
    bool isFirst;
    bool isWarning;
    bool inProperties;
    bool inEmitted;
    int frameIndent;

    public bool IsOpen => exceptions.Count > 0;

    public int FindStart(string line) =>
        line.IndexOf(NoTrace, StringComparison.Ordinal) is var mark and >= 0
        ? mark
        : NodeLine.TryWithoutStack(line, out _, out _) ? 0
        : AtLine.Find(line, NodeLine.IsFrame);

    public bool Take(string line, Lookback before)
    {
        if (line.StartsWith(NoTrace, StringComparison.Ordinal))
            return TakeThrownValue(before);
        if (NodeLine.TryFrame(AtLine.Text(line), out var frame) && (IsOpen || NodeLine.IsFrame(AtLine.Text(line))))
        {
            if (!IsOpen || BeginsAnother(before))
                Open(before);
            AddFrame(frame, line);
            return true;
        }
        if (IsOpen)
            return TakeOther(line);
        if (!NodeLine.TryWithoutStack(line, out var type, out var message))
            return false;
        thrownAt = NodeThrow.Find(before.Newest(8));
        exceptions.Add(new OpenException(type, message));
        return hasHeadline = inProperties = true;
    }

    public void End(bool cut)
    {
        var closed = exceptions.Select(e => e.Close()).ToList();
        emitted.Reverse();
        var keep = closed.Count > 0 && !isWarning && (hasHeadline || (isFirst && closed[0].Frames.Count > 1));
        var trace = keep
            ? new Trace("javascript", NodeThrow.WithSource(closed[0], thrownAt), closed[1..]) { Cut = cut
            || !hasHeadline, ErrorLocation = thrownAt, CallStack = emitted.ToList() }
            : null;
        exceptions.Clear();
        emitted.Clear();
        thrownAt = null;
        inProperties = inEmitted = isWarning = false;
        if (trace is not null)
            found(trace);
    }

    bool BeginsAnother(Lookback before)
    {
        if (before.IsEmpty || inEmitted || Headline.Find(before, NodeLine.TryHeadline, NodeLine.TryHeadlineInRecord) is null)
            return false;
        End(cut: false);
        return true;
    }

    void Open(Lookback before)
    {
        isFirst = before.IsEmpty;
        var nearest = before.Newest(2);
        // A value that is no error has no headline: "plain string", "Thrown at:".
        if (nearest is [var label, var value] && label.AsSpan().Trim() is "Thrown at:")
        {
            hasHeadline = true;
            exceptions.Add(new OpenException("", value.Trim()));
            thrownAt = NodeThrow.Find(before.Newest(8, from: 2));
            return;
        }
        var headline = Headline.Find(before, NodeLine.TryHeadline, NodeLine.TryHeadlineInRecord);
        hasHeadline = headline is not null;
        isWarning = headline is { Type: "Trace" } || (headline is not null && headline.Type.EndsWith("Warning", StringComparison.Ordinal));
        thrownAt = headline is null ? null : NodeThrow.Find(before.Newest(8, headline.Index + 1));
        exceptions.Add(new OpenException(headline?.Type ?? "", headline?.Message ?? ""));
    }

    void AddFrame(StackFrame frame, string line)
    {
        if (inEmitted)
            emitted.Add(frame);
        else
        {
            if (exceptions is [{ Frames.Count: 0 }])
                frameIndent = Headline.Indentation(line);
            exceptions[^1].AddFrame(frame);
        }
        inProperties |= NodeLine.OpensProperties(line);
    }

    bool TakeOther(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.StartsWith("Emitted 'error' event"))
            return inEmitted = true;
        if (text.StartsWith("[... lines matching") || text.StartsWith("... ") && text.EndsWith(" lines matching cause stack trace ..."))
            return true;
        if (TryCause(text))
            return true;
        if (!inProperties)
            return false;
        // The braces close where the trace's own lines begin; a test runner indents all of them.
        if (text.StartsWith("}") && Headline.Indentation(line) <= Math.Max(0, frameIndent - 4))
            inProperties = false;
        else if (LogRecord.Starts(line))
            return inProperties = false;
        return true;
    }

    bool TryCause(ReadOnlySpan<char> text)
    {
        var relation = CauseRelation.RaisedFrom;
        if (text.StartsWith("[cause]: "))
            text = text[9..];
        else if (text.StartsWith("Caused by: ") || text.StartsWith("caused by: "))
            text = text[11..];
        else if (inProperties && NodeLine.TryTypeAndMessage(text, out var member, out _) && NodeLine.IsErrorName(member))
            relation = CauseRelation.Member;
        else
            return false;
        if (!NodeLine.TryTypeAndMessage(text, out var type, out var message))
            return false;
        exceptions.Add(new OpenException(type, message, relation));
        return true;
    }

    // throw 'text': Node prints the place and the value, and no stack.
    bool TakeThrownValue(Lookback before)
    {
        var lines = before.Newest(12);
        var caret = lines.ToList().FindIndex(NodeThrow.IsCaret);
        if (caret < 0)
            return false;
        if (IsOpen)
            End(cut: false);
        var value = string.Join('\n', lines.Take(caret).Reverse()).Trim();
        var place = NodeThrow.Find(lines.Skip(caret).ToList());
        if (place is not null)
            found(new Trace("javascript", new RaisedException("", value, []), []) { ErrorLocation = place });
        return place is not null;
    }
}
