using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Python;

/// <summary>
/// Reads Python tracebacks, 2.7 to 3.14: chains, exception groups with their margin, syntax errors, carets, notes, recursion, and the
/// forms of AWS Lambda (the exception above the traceback), multiprocessing and loguru.
/// </summary>
sealed class PythonReader(Action<Trace> found) : ITraceReader
{
    const string CauseText = "The above exception was the direct cause of the following exception";
    const string ContextText = "During handling of the above exception, another exception occurred";
    const string StackInfo = "Stack (most recent call last)";

    PythonTrace? trace;

    // The exception that Lambda's runtime prints in front of the traceback; the traceback then ends without one.
    (string Type, string Message)? announced;

    public bool IsOpen => trace is not null;

    public int FindStart(string line)
    {
        var stack = line.IndexOf(StackInfo, StringComparison.Ordinal);
        if (stack >= 0)
            return stack;
        var header = line.IndexOf(PythonLine.Header, StringComparison.Ordinal);
        if (header >= 0)
            return line.AsSpan(0, header).EndsWith("+ Exception Group ") ? MarginStart(line, header - "+ Exception Group ".Length) : header;
        var file = line.IndexOf("File \"", StringComparison.Ordinal);
        if (file >= 0 && PythonLine.TryFrame(line.AsSpan(file), out _, out _))
            return MarginStart(line, file);
        var rule = line.IndexOf("+-+---------------- 1 ----", StringComparison.Ordinal);
        return rule < 0 ? -1 : MarginStart(line, rule);
    }

    // Indentation is the traceback's, not a prefix's.
    static int MarginStart(string line, int at)
    {
        while (at > 0 && line[at - 1] is ' ' or '\t' or '>' or '|' or '\u00a0')
            at--;
        return at;
    }

    public bool Take(string line, Lookback before)
    {
        var margin = Margin.Of(line);
        var text = line.AsSpan(margin.TextStart);
        if (trace is null)
            return TryOpen(line, text, margin, before);
        return trace.State == PythonState.Ignored ? TakeIgnored(text, margin) : TakeOpen(text, margin, before);
    }

    public void End(bool cut)
    {
        var ended = trace;
        trace = null;
        var result = ended?.ToTrace(announced, cut);
        announced = null;
        if (result is not null)
            found(result);
    }

    bool TryOpen(string line, ReadOnlySpan<char> text, Margin margin, Lookback before)
    {
        if (line.Contains(StackInfo, StringComparison.Ordinal))
        {
            trace = new PythonTrace { State = PythonState.Ignored };
            return true;
        }
        if (FindStart(line) < 0)
            return false;
        var isHeader = IsHeader(text);
        if (!isHeader && !PythonLine.TryFrame(text, out _, out _) && !margin.IsRule)
            return false;
        trace = new PythonTrace { HasHeader = isHeader };
        announced = isHeader && !margin.IsGroup ? PythonAnnouncement.Find(before) : null;
        if (margin.IsRule)
            OpenFromRule(margin, before);
        else
            TakeOpen(text, margin, before);
        return true;
    }

    // "| ExceptionGroup: …" without a traceback of its own stands right above the rule of its first member.
    void OpenFromRule(Margin margin, Lookback before)
    {
        var above = before.Newest(1);
        if (above.Count == 1)
        {
            var aboveMargin = Margin.Of(above[0]);
            if (aboveMargin.IsGroup && PythonLine.TryException(above[0].AsSpan(aboveMargin.TextStart), out var type, out var message))
                trace!.Raise(trace.Depth(aboveMargin), type, message);
        }
        trace!.EnterMember(margin);
    }

    bool TakeOpen(ReadOnlySpan<char> text, Margin margin, Lookback before)
    {
        if (IsHeader(text))
        {
            if (trace!.IsComplete && !trace.ChainPending && trace.Depth(margin) == 0)
            {
                End(cut: false);
                return TryOpen(text.ToString(), text, margin, before);
            }
            trace.Begin(margin);
            return true;
        }
        if (margin.IsRule)
        {
            trace!.EnterMember(margin);
            return true;
        }
        if (text.StartsWith(CauseText) || text.StartsWith(ContextText))
        {
            trace!.Chain(margin, text.StartsWith(CauseText) ? CauseRelation.RaisedFrom : CauseRelation.RaisedWhileHandling);
            return true;
        }
        if (PythonLine.TryFrame(text, out var frame, out var isLocation))
        {
            if (trace!.State == PythonState.Message && !trace.ChainPending && !trace.IsInGroup(margin))
            {
                End(cut: false);
                trace = new PythonTrace();
            }
            trace.AddFrame(frame, isLocation, margin, marked: text.StartsWith("> "));
            return true;
        }
        return trace!.TakeText(text, margin, announced?.Type);
    }

    // The frames below "Stack (most recent call last):" tell where a record was logged, not what failed.
    bool TakeIgnored(ReadOnlySpan<char> text, Margin margin)
    {
        if (IsHeader(text) || (!PythonLine.TryFrame(text, out _, out _) && margin.Indent == 0))
        {
            trace = null;
            return false;
        }
        return true;
    }

    static bool IsHeader(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.StartsWith(PythonLine.Header) || text.StartsWith("Exception Group " + PythonLine.Header);
    }
}
