using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Go;

/// <summary>
/// Reads what a Go program prints when it ends: panic or fatal error, and the stacks of its goroutines. The first running goroutine is
/// the one that panicked. Also reads the stack that zap logs for a recovered panic.
/// </summary>
sealed class GoReader(Action<Trace> found) : ITraceReader
{
    readonly List<OpenException> panics = [];
    List<StackFrame>? chosen;
    List<StackFrame>? first;
    List<StackFrame> frames = [];
    string? function;
    bool isOpen;
    bool running;
    bool inGoroutine;
    bool isCreator;

    public bool IsOpen => isOpen;

    public int FindStart(string line)
    {
        if (GoLine.TryPanic(line, out _, out _) || GoLine.TryPlace(line, out _, out _))
            return 0;
        var goroutine = line.IndexOf("goroutine ", StringComparison.Ordinal);
        return goroutine >= 0 && GoLine.TryGoroutine(line.AsSpan(goroutine), out _) ? goroutine : -1;
    }

    public bool Take(string line, Lookback before)
    {
        var text = line.AsSpan().TrimStart();
        if (GoLine.TryPanic(text, out var type, out var message))
            return TakePanic(type, message, isRepeated: text.Length < line.Length);
        if (GoLine.TryGoroutine(text, out var isRunning))
            return TakeGoroutine(isRunning, before);
        if (!isOpen && !GoLogged.TryOpen(line, before, out message, out function))
            return false;
        if (!isOpen)
        {
            (isOpen, inGoroutine, running) = (true, true, true);
            panics.Add(new OpenException("panic", message));
        }
        return inGoroutine ? TakeFrame(line) : TakeMessage(line);
    }

    public void End(bool cut)
    {
        EndGoroutine();
        // Without a running goroutine the first one has to do.
        var trace = (chosen ?? first) is { } stack ? Build(stack, cut) : null;
        panics.Clear();
        (chosen, first, frames, function) = (null, null, [], null);
        isOpen = inGoroutine = running = isCreator = false;
        if (trace is not null)
            found(trace);
    }

    Trace Build(List<StackFrame> stack, bool cut)
    {
        stack.Reverse();
        // The last panic ended the program; those before it were recovered and led to it.
        var raised = panics.Count == 0 ? new RaisedException("", "", stack) : panics[^1].Close() with { Frames = stack };
        var causes = panics.SkipLast(1).Reverse().Select(p => p.Close() with { Relation = CauseRelation.RaisedWhileHandling }).ToList();
        return new Trace("go", raised, causes) { Cut = cut || function is not null };
    }

    bool TakePanic(string type, string message, bool isRepeated)
    {
        if (isOpen && (first is not null || frames.Count > 0 || !isRepeated))
            End(cut: false);
        isOpen = true;
        panics.Add(new OpenException(type, message));
        return true;
    }

    bool TakeGoroutine(bool isRunning, Lookback before)
    {
        if (!isOpen && GoLogged.FindPanic(before) is { } panic)
            panics.Add(panic);
        EndGoroutine();
        (isOpen, inGoroutine, running) = (true, true, isRunning);
        return true;
    }

    void EndGoroutine()
    {
        if (frames.Count == 0)
            return;
        if (running)
            chosen ??= frames;
        first ??= frames;
        frames = [];
    }

    bool TakeFrame(string line)
    {
        if (GoLine.TryPlace(line, out var file, out var number))
        {
            if (!isCreator && function is not null && frames.Count < 4000)
                frames.Add(new StackFrame(file, number, function, InApp: false));
            (function, isCreator) = (null, false);
            return true;
        }
        if (line.StartsWith("created by ", StringComparison.Ordinal))
            return isCreator = true;
        if (string.IsNullOrWhiteSpace(line) || line.StartsWith("...", StringComparison.Ordinal))
            return true;
        if (!GoLine.TryFunction(line, out var name))
            return false;
        function = name;
        return true;
    }

    // Between the panic and the first goroutine: more lines of the message, and the signal.
    bool TakeMessage(string line)
    {
        if (LogRecord.Starts(line) && !line.StartsWith('['))
            return false;
        if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("[signal ", StringComparison.Ordinal))
            panics[^1].AddMessageLine(line);
        return true;
    }
}
