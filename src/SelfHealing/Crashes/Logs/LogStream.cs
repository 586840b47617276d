using SelfHealing.Crashes.Json;
using SelfHealing.Crashes.Readers;
using SelfHealing.Crashes.TestReports;

namespace SelfHealing.Crashes.Logs;

/// <summary>
/// One stream of a log while it is read: takes shippers' prefixes off, unwraps JSON, and hands every line to the reader whose trace is
/// open. Holds a bounded number of lines, however long the stream is.
/// </summary>
sealed class LogStream
{
    // Threads write between each other's lines; a trace whose lines stop for so long is over.
    const int MaxForeignLines = 30;

    // JSON within JSON: Docker's record around the application's.
    const int MaxDepth = 3;

    // The sizes at which CloudWatch Logs, with 26 bytes of its own, and the agents that write to it cut an event.
    static readonly int[] EventLimits = [256 * 1024, 1024 * 1024];

    readonly ITraceReader[] readers;
    readonly Lookback before = new();
    readonly JsonLines gathered = new();
    readonly FailedTests tests = new();
    readonly LogListener listener;
    LearnedPrefix? prefix;
    ITraceReader? open;
    int foreignLines;
    int depth;
    DateTimeOffset? eventTime;
    DateTimeOffset? openedAt;
    bool openedInJson;

    public LogStream(LogListener listener)
    {
        this.listener = listener;
        readers = TraceReaders.Create(trace => listener.TraceFound(trace, openedAt ?? eventTime));
    }

    public void Add(string text, DateTimeOffset? timestamp)
    {
        eventTime = timestamp;
        if (!gathered.IsOpen && !tests.IsOpen && (open is null ? text != "{" : IsForeign(text)) && !Triggers.Occur(text))
        {
            AddForeign(text);
            return;
        }
        eventTime ??= LogTime.Read(text);
        foreach (var line in text.AsSpan().EnumerateLines())
            AddLine(line);
        if (IsFull(text))
            End(cut: true);
    }

    // A record of its own, next to an open trace whose lines do not look like records: not worth taking apart.
    bool IsForeign(string text)
    {
        if (prefix is not null || text.Length == 0 || text.Contains('\n'))
            return false;
        return text[0] == '{' ? !openedInJson : LogRecord.Starts(ShipperPrefix.Strip(text));
    }

    void AddForeign(string text)
    {
        before.Add(text);
        if (open is not null && ++foreignLines > MaxForeignLines)
            End(cut: false);
    }

    /// <summary>True within something that may be a trace.</summary>
    public bool IsOpen => open is not null || gathered.IsOpen || tests.IsOpen;

    /// <summary>Ends what is open; the stream may go on.</summary>
    public void End(bool cut)
    {
        foreach (var line in gathered.End())
            AddPlain(line);
        AddTrace(tests.End());
        EndOpen(cut);
    }

    void EndOpen(bool cut)
    {
        if (open is { IsOpen: true })
            open.End(cut);
        Close();
    }

    // What a test runner tells of a failure, in the runtime's own words: a whole trace.
    void AddTrace(IReadOnlyList<string> trace)
    {
        if (trace.Count == 0)
            return;
        EndOpen(cut: false);
        foreach (var line in trace.SelectMany(text => text.Split('\n')))
            AddPlain(line);
        EndOpen(cut: false);
    }

    static bool IsFull(string text) => text.Length >= EventLimits[0] - 1024 && Array.Exists(EventLimits, limit => text.Length <= limit
        && text.Length >= limit - 1024);

    void AddLine(ReadOnlySpan<char> raw)
    {
        var line = ShipperPrefix.Strip(raw).ToString();
        if (prefix is not null && prefix.TryStrip(line, out var rest))
            line = rest;
        var isOfTest = tests.Take(line, out var failure);
        AddTrace(failure);
        if (isOfTest)
            return;
        if (gathered.Take(line, out var record, out var recordLines))
        {
            if (record is null || !TryJson(record))
            {
                foreach (var plain in recordLines)
                    AddPlain(plain);
            }
            return;
        }
        if (TryJson(line))
            return;
        if (open is null && OneLineTrace.Split(line) is { } lines)
        {
            foreach (var part in lines)
                AddPlain(part);
        }
        else
            AddPlain(line);
    }

    void AddPlain(string line)
    {
        if (TryOpenReader(line) || TryOtherReaders(line))
            return;
        if (SignalRules.InLine(line) is { } signal)
            listener.SignalFound(signal, line, eventTime);
        AddForeign(line);
    }

    // A record as JSON either holds a whole error, or one line of text, which is then read as if it stood there plainly.
    bool TryJson(string line)
    {
        var start = depth < MaxDepth ? JsonRecord.Start(line) : -1;
        if (start < 0)
            return false;
        using var record = JsonRecord.Parse(line[start..]);
        if (record is null)
            return false;
        if (Triggers.Occur(line) && JsonError.Find(record.RootElement, ReadText) is { } trace)
        {
            listener.TraceFound(trace, eventTime);
            return true;
        }
        if (JsonRecord.Text(record.RootElement) is not { } text || (open is null && !Triggers.Occur(text)))
            return false;
        depth++;
        foreach (var inner in text.AsSpan().TrimEnd("\r\n").EnumerateLines())
            AddLine(inner);
        depth--;
        return true;
    }

    Trace? ReadText(string text)
    {
        Trace? first = null;
        var inner = new LogStream(new LogListener((trace, _) => first ??= trace, (_, _, _) => { })) { depth = depth + 1 };
        inner.Add(text, timestamp: null);
        inner.End(cut: false);
        return first;
    }

    bool TryOpenReader(string line)
    {
        if (open is null)
            return false;
        var taken = open.Take(line, before);
        if (taken)
        {
            foreignLines = 0;
            before.Clear();
        }
        if (!open.IsOpen)
            Close();
        return taken;
    }

    bool TryOtherReaders(string line)
    {
        foreach (var reader in readers)
        {
            var start = reader.FindStart(line);
            if (start < 0)
                continue;
            var learned = start > 0 && !string.IsNullOrWhiteSpace(line[..start]) ? new LearnedPrefix(line[..start]) : null;
            before.Prefix = learned;
            if (!reader.Take(learned is null ? line : line[start..], before))
                continue;
            if (open is not null && open != reader)
                open.End(cut: false);
            if (!reader.IsOpen)
                return true;
            (open, foreignLines, openedAt, openedInJson) = (reader, 0, eventTime, depth > 0);
            prefix = learned ?? prefix;
            before.Clear();
            return true;
        }
        return false;
    }

    void Close()
    {
        open = null;
        prefix = null;
        before.Prefix = null;
        foreignLines = 0;
    }
}
