using System.Text;
using SelfHealing.Crashes.Logs;
using SelfHealing.Crashes.TestReports;

namespace SelfHealing.Crashes.Readers.Python;

/// <summary>Which part of a traceback is being read.</summary>
enum PythonState
{
    /// <summary>Frames and their source lines.</summary>
    Frames,

    /// <summary>Behind the exception's line: more lines of its message may follow.</summary>
    Message,

    /// <summary>The calls that <c>logging</c> prints below a logging error.</summary>
    CallStack,

    /// <summary>A stack that was logged without a failure.</summary>
    Ignored,
}

/// <summary>A traceback while it is read: the exceptions that are complete, and the frames of the next one.</summary>
sealed class PythonTrace
{
    const int MaxFrames = 4000;
    const int MaxExceptions = 1000;
    const int MaxMessage = 16 * 1024;

    readonly List<PythonException> items = [];
    readonly List<StackFrame> callStack = [];
    List<StackFrame> frames = [];
    bool lastIsLocation;
    StringBuilder? message;
    int firstColumn = -1;
    int depth;
    int indent;
    int linesSinceFrame;
    bool indentationLost;

    public PythonState State { get; set; } = PythonState.Frames;

    public bool HasHeader { get; init; }

    public bool ChainPending => items.Count > 0 && items[^1].LeadsTo is not null && frames.Count == 0;

    /// <summary>True when the last thing read is an exception, so that nothing more need follow.</summary>
    public bool IsComplete => items.Count > 0 && frames.Count == 0;

    public bool IsInGroup(Margin margin) => margin.IsGroup && firstColumn >= 0;

    public int Depth(Margin margin)
    {
        if (!margin.IsGroup)
            return 0;
        if (firstColumn < 0)
            firstColumn = margin.Column;
        return Math.Max(0, (margin.Column - firstColumn) / 2);
    }

    public void Begin(Margin margin)
    {
        EndMessage();
        depth = Depth(margin);
        indent = margin.Indent;
        frames = [];
        lastIsLocation = false;
        State = PythonState.Frames;
    }

    public void EnterMember(Margin margin)
    {
        EndMessage();
        depth = Depth(margin);
        State = PythonState.Frames;
    }

    public void Chain(Margin margin, CauseRelation relation)
    {
        EndMessage();
        var level = Depth(margin);
        for (var i = items.Count - 1; i >= 0; i--)
        {
            if (items[i].Depth == level)
            {
                items[i].LeadsTo = relation;
                break;
            }
        }
    }

    public void AddFrame(StackFrame frame, bool isLocation, Margin margin, bool marked)
    {
        if (State == PythonState.CallStack)
        {
            callStack.Add(frame);
            return;
        }
        EndMessage();
        // loguru's "> " stands in the place of the indentation.
        var ownIndent = marked ? margin.Indent + 2 : margin.Indent;
        if (frames.Count == 0 && !HasHeader)
            (depth, indent) = (Depth(margin), Math.Max(0, ownIndent - 2));
        indentationLost = ownIndent <= indent;
        // A deep recursion that was not shortened: its middle is of no use.
        if (frames.Count == MaxFrames)
            frames.RemoveRange(MaxFrames / 4, MaxFrames / 2);
        frames.Add(frame);
        lastIsLocation = isLocation;
        linesSinceFrame = 0;
        State = PythonState.Frames;
    }

    public void Raise(int level, string type, string text)
    {
        var location = lastIsLocation && frames.Count > 0 && PythonLine.IsSyntaxError(type) ? frames[^1] : null;
        if (location is not null)
            frames.RemoveAt(frames.Count - 1);
        message = null;
        if (items.Count < MaxExceptions)
        {
            items.Add(new PythonException(level, type, frames, location) { Message = text });
            message = new StringBuilder(text);
        }
        frames = [];
        lastIsLocation = false;
        State = PythonState.Message;
    }

    /// <summary>Takes a line that is no header, no frame and no rule; false when it is not part of the traceback.</summary>
    public bool TakeText(ReadOnlySpan<char> text, Margin margin, string? announcedType) => State switch
    {
        PythonState.Frames => TakeBelowFrame(text, margin, announcedType),
        PythonState.Message => TakeMessage(text, margin),
        _ => TakeBelowCall(text, margin),
    };

    /// <summary>The whole traceback, when it is one.</summary>
    public Trace? ToTrace((string Type, string Message)? announced, bool cut)
    {
        EndMessage();
        var unfinished = frames.Count > 0;
        var isCut = false;
        if (State == PythonState.Ignored || (items.Count == 0 && !unfinished && announced is null))
            return null;
        if (unfinished || items.Count == 0)
        {
            // One frame alone is a sentence that names a line, unless something says that it is a trace.
            if (items.Count == 0 && announced is null && !HasHeader && !cut && frames.Count < 2)
                return null;
            cut |= announced is null;
            isCut = cut;
            var location = lastIsLocation && announced is not null && PythonLine.IsSyntaxError(announced.Value.Type) ? frames[^1] : null;
            if (location is not null)
                frames.RemoveAt(frames.Count - 1);
            items.Add(new PythonException(depth, announced?.Type ?? "", frames, location) { Message = announced?.Message ?? "" });
        }
        return PythonChain.Build(items, callStack, isCut);
    }

    bool TakeBelowFrame(ReadOnlySpan<char> text, Margin margin, string? announcedType)
    {
        if (text.IsWhiteSpace())
            return true;
        linesSinceFrame++;
        if (margin.Indent > indent || (margin.IsGroup && margin.Indent > 0))
        {
            TakeSource(text);
            return true;
        }
        var isFirst = linesSinceFrame == 1;
        if (PythonLine.TryException(text, out var type, out var first)
            && (announcedType is null || announcedType == type)
            && (!isFirst || frames.Count == 0 || !indentationLost || PythonLine.IsLikelyType(type)))
        {
            Raise(Depth(margin), type, first);
            return true;
        }
        // Where indentation got lost, the source line stands below its frame like any other line.
        if (isFirst && indentationLost && frames.Count > 0 && !LogRecord.Starts(text))
        {
            TakeSource(text);
            return true;
        }
        return false;
    }

    void TakeSource(ReadOnlySpan<char> text)
    {
        if (frames.Count == 0 || text.StartsWith("[Previous line repeated"))
            return;
        if (frames[^1].SourceLine is null && !PythonLine.IsMarker(text))
            frames[^1] = frames[^1] with { SourceLine = text.TrimEnd().ToString() };
    }

    bool TakeMessage(ReadOnlySpan<char> text, Margin margin)
    {
        if (message is null)
            return text.IsWhiteSpace();
        // pytest draws a line below each failure, and below all of them.
        if (PytestLine.IsRule(text))
        {
            EndMessage();
            return false;
        }
        if (text.IsWhiteSpace() || text is "\"\"\"")
        {
            EndMessage();
            State = PythonState.Message;
            return true;
        }
        if (text.StartsWith("Call stack:"))
        {
            EndMessage();
            State = PythonState.CallStack;
            return true;
        }
        if (LogRecord.Starts(text) && margin.Indent <= indent)
        {
            EndMessage();
            State = PythonState.Message;
            return false;
        }
        if (message.Length < MaxMessage)
            message.Append('\n').Append(' ', Math.Max(0, margin.Indent - indent)).Append(text);
        return true;
    }

    bool TakeBelowCall(ReadOnlySpan<char> text, Margin margin)
    {
        if (margin.Indent > indent)
        {
            if (callStack.Count > 0 && callStack[^1].SourceLine is null && !PythonLine.IsMarker(text))
                callStack[^1] = callStack[^1] with { SourceLine = text.TrimEnd().ToString() };
            return true;
        }
        return text.StartsWith("Message: ") || text.StartsWith("Arguments: ");
    }

    void EndMessage()
    {
        if (message is not null && items.Count > 0)
            items[^1].Message = message.ToString().TrimEnd();
        message = null;
    }
}
