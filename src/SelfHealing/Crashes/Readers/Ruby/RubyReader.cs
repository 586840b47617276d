using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Ruby;

/// <summary>
/// Reads Ruby backtraces: of an uncaught exception (in both orders), below a headline as loggers write them, as the array that
/// <c>inspect</c> prints, with causes.
/// </summary>
sealed class RubyReader(Action<Trace> found) : ITraceReader
{
    readonly List<OpenException> exceptions = [];
    readonly List<StackFrame> reversed = [];
    bool isOpen;
    bool hasHeadline;
    bool typePending;

    public bool IsOpen => isOpen;

    public int FindStart(string line)
    {
        if (RubyArray.TryRead(line, out _))
            return 0;
        var start = StartBehindPrefix(line);
        return start >= 0 ? start : RubyLine.TryFrame(line, out _, out _) ? 0 : -1;
    }

    public bool Take(string line, Lookback before)
    {
        if (!isOpen && RubyArray.TryRead(line, out var array))
            return TakeArray(array, before);
        if (!RubyLine.TryFrame(line, out var frame, out var rest))
            return isOpen && TakeOther(line);
        if (IsReversed(line))
        {
            reversed.Add(frame);
            return isOpen = true;
        }
        if (RubyLine.TryMessageAndType(rest, out var type, out var message))
            return TakeUncaught(frame, type, message, before);
        if (isOpen && exceptions.Count > 0 && BeginsAnother(before))
            End(cut: false);
        if (!isOpen || exceptions.Count == 0)
        {
            if (!Open(frame, before))
                return false;
        }
        typePending = false;
        exceptions[^1].AddFrame(frame);
        return true;
    }

    public void End(bool cut)
    {
        if (exceptions.Count > 0 && reversed.Count > 0 && exceptions[0].Frames.Count <= 1)
        {
            reversed.Reverse();
            exceptions[0].Frames.AddRange(reversed);
        }
        var closed = exceptions.Select(e => e.Close()).ToList();
        var trace = closed.Count > 0 ? new Trace("ruby", closed[0], closed[1..]) { Cut = cut || !hasHeadline } : null;
        exceptions.Clear();
        reversed.Clear();
        isOpen = typePending = false;
        if (trace is not null)
            found(trace);
    }

    // "file:1:in 'f': message (Type)" begins a trace; right below another it is the cause.
    bool TakeUncaught(StackFrame frame, string type, string message, Lookback before)
    {
        var isCause = isOpen && exceptions.Count > 0 && before.IsEmpty && type.Length > 0;
        if (isOpen && exceptions.Count > 0 && !isCause)
            End(cut: false);
        (isOpen, hasHeadline, typePending) = (true, true, type.Length == 0);
        exceptions.Add(new OpenException(type, message, CauseRelation.RaisedFrom));
        exceptions[^1].AddFrame(frame);
        return true;
    }

    bool TakeArray(IReadOnlyList<StackFrame> array, Lookback before)
    {
        if (!Open(array[0], before))
            return false;
        foreach (var frame in array)
            exceptions[^1].AddFrame(frame);
        End(cut: false);
        return true;
    }

    bool Open(StackFrame frame, Lookback before)
    {
        var headline = RubyHeadline.Find(before);
        // Frames without a headline are a warning's or a listing's, unless they have functions and stand at the start of the log.
        if (headline is null && (frame.Function is null || !before.IsEmpty))
            return false;
        (isOpen, hasHeadline) = (true, headline is not null);
        exceptions.Add(new OpenException(headline?.Type ?? "", headline?.Message ?? ""));
        return true;
    }

    static bool BeginsAnother(Lookback before) => !before.IsEmpty && RubyHeadline.Find(before) is not null;

    bool TakeOther(string line)
    {
        var text = line.AsSpan().Trim();
        // Reversed backtraces end with the exception, and Ruby 2.7 puts the type on a line of its own when the message has several.
        if (typePending && text is ['(', .., ')'] && text[1..^1].IndexOfAny(' ', '(') < 0)
        {
            var open = exceptions[^1];
            exceptions[^1] = new OpenException(text[1..^1].ToString(), open.Close().Message, open.Relation);
            open.Frames.ForEach(exceptions[^1].AddFrame);
            typePending = false;
            return true;
        }
        if (exceptions.Count == 0)
            return false;
        var hasFew = exceptions[^1].Frames.Count <= 1;
        // Between the first frame and the others: the marked source line.
        if (hasFew && !LogRecord.Starts(line) && hasHeadline && (text.IsEmpty || line[0] is ' ' or '\t'))
        {
            if (text.Length > 0 && text.IndexOfAnyExcept('^') >= 0 && exceptions[^1].Frames is [{ SourceLine: null } frame])
                exceptions[^1].Frames[0] = frame with { SourceLine = text.ToString() };
            return true;
        }
        if (text is not ("Causes:" or "Caused by:"))
            return false;
        return true;
    }

    static bool IsReversed(string line)
    {
        var text = line.AsSpan().TrimStart();
        return text.Length > 0 && char.IsAsciiDigit(text[0]) && text.IndexOf(": from ") is > 0 and < 6;
    }

    // "… WARN: app/jobs/x.rb:8:in `perform'": the last word before the function begins the frame.
    static int StartBehindPrefix(string line)
    {
        var mark = line.IndexOf(":in ", StringComparison.Ordinal);
        var indent = Headline.Indentation(line);
        var space = mark <= 0 ? -1 : line.LastIndexOf(' ', mark);
        // A path may have spaces in it; then it begins like one.
        if (space <= indent || line[indent] is '/' or '.' or '[' or '<' or '(' or '#' || line[indent + 1] == ':'
            || RubyLine.HasIntroduction(line.AsSpan(indent)))
            return -1;
        return RubyLine.TryFrame(line.AsSpan(space + 1), out _, out _) ? space + 1 : -1;
    }
}
