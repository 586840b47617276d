using SelfHealing.Crashes.Readers;
using SelfHealing.Crashes.Readers.Python;

namespace SelfHealing.Crashes.TestReports;

/// <summary>
/// Failures as pytest prints them, <c>--tb=long</c> and <c>--tb=short</c>: below a rule with the test's name, the source of each call, its
/// place, and the exception behind <c>E</c>. With <c>--tb=native</c> it prints tracebacks, which are left to their reader.
/// </summary>
sealed class PytestReport : ITestReport
{
    const string CauseText = "The above exception was the direct cause of the following exception:";
    const string ContextText = "During handling of the above exception, another exception occurred:";

    // A failure that is longer is read as far as this.
    const int MaxLines = 5000;

    // The text of a table that a call was given has lines of its own.
    const int MaxValueLines = 80;

    readonly List<string> text = [];
    readonly List<PytestCall> calls = [];
    readonly List<string> error = [];
    string? test;
    string? function;
    string? source;
    string type = "";
    bool isShort;
    int lines;
    int valueLines;

    public bool IsOpen { get; private set; }

    public bool Take(string line, List<string> trace)
    {
        if (PytestLine.TryTest(line, out var name))
        {
            End(trace);
            (IsOpen, test, lines, valueLines) = (true, name, 0, 0);
            return true;
        }
        if (!IsOpen)
            return false;
        if (PytestLine.IsRule(line) || line.TrimStart().StartsWith(PythonLine.Header, StringComparison.Ordinal)
            || ++lines > MaxLines || !MayBelong(line))
        {
            End(trace);
            return false;
        }
        Add(line);
        return true;
    }

    public void End(List<string> trace)
    {
        Raise();
        trace.AddRange(text);
        text.Clear();
        IsOpen = false;
    }

    // pytest indents all source, so few lines begin at the margin. Any other is of the log, and may begin another crash.
    bool MayBelong(string line)
    {
        if (PytestLine.TryCall(line, out _, out _))
        {
            // A call's values stand above its place.
            valueLines = 0;
            return true;
        }
        if (PytestLine.IsArgument(line))
        {
            valueLines = MaxValueLines;
            return true;
        }
        return line is "" or [' ' or '>' or '_', ..] or CauseText or ContextText || PytestLine.TryError(line, out _) || PytestLine.IsAside(line) || valueLines-- > 0;
    }

    void Add(string line)
    {
        if (PytestLine.TryError(line, out var message))
            error.Add(message);
        else if (PytestLine.TryCall(line, out var call, out var raised))
            Add(call, raised);
        else if (line is CauseText or ContextText)
        {
            Raise();
            text.AddRange([line, ""]);
        }
        else if (line.StartsWith('>'))
            source = line[1..].Trim();
        else if (isShort && source is null && line.StartsWith("    ", StringComparison.Ordinal) && calls is [.., var last])
            calls[^1] = last with { Source = source = line.Trim() };
        else
            function ??= PytestLine.FunctionOf(line);
    }

    void Add(PytestCall call, string raised)
    {
        isShort = call.Function is not null;
        // A short call's source follows it; a long one's stands above.
        calls.Add(isShort ? call : call with { Function = function ?? (calls.Count == 0 ? test : null), Source = source });
        (function, source) = (null, null);
        if (raised.Length > 0)
            type = raised;
    }

    void Raise()
    {
        if (calls.Count > 0 && error.Count > 0)
        {
            text.Add(PythonLine.Header + ":");
            foreach (var call in calls)
                call.WriteTo(text);
            WriteError();
            text.Add("");
        }
        calls.Clear();
        error.Clear();
        (function, source, type, isShort) = (null, null, "", false);
    }

    void WriteError()
    {
        var indent = error.Min(line => line.Length == 0 ? int.MaxValue : Headline.Indentation(line));
        var own = error.ConvertAll(line => line.Length == 0 ? line : line[indent..]);
        var headline = own.FindIndex(IsHeadline);
        if (headline >= 0)
            text.AddRange(own);
        else
            // pytest leaves the name out where an assert has no message of its own.
            text.AddRange([$"{(type.Length > 0 ? type : "AssertionError")}: {own[0]}", .. own.Skip(1)]);
    }

    // A long report names the type once more below the message.
    bool IsHeadline(string line) => PythonLine.TryException(line, out var name, out _)
        && (type.Length > 0 ? name == type || name.EndsWith("." + type, StringComparison.Ordinal) : PythonLine.IsLikelyType(name) || !line.StartsWith("assert", StringComparison.Ordinal));
}

/// <summary>One call of a failure.</summary>
sealed record PytestCall(string File, int Line, string? Function, string? Source)
{
    public void WriteTo(List<string> text)
    {
        text.Add($"  File \"{File}\", line {Line}, in {Function}");
        if (Source is { Length: > 0 })
            text.Add("    " + Source);
    }
}
