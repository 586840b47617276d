using SelfHealing.Crashes.Readers.DotNet;

namespace SelfHealing.Crashes.TestReports;

/// <summary>
/// Failures as <c>dotnet test</c> prints them: the exception below <c>Error Message:</c>, its calls below <c>Stack Trace:</c>, and those of
/// inner exceptions behind them. A failed assertion without an exception's name is none.
/// </summary>
sealed class VsTestReport : ITestReport
{
    /// <summary>The line that a failure begins with.</summary>
    public const string Beginning = "Error Message:";

    const string InnerMark = "---- ";
    const string InnerStack = "----- Inner Stack Trace -----";
    const int MaxLines = 2000;

    readonly List<string> message = [];
    readonly List<List<string>> stacks = [];

    public bool IsOpen { get; private set; }

    public bool Take(string line, List<string> trace)
    {
        var text = line.Trim();
        if (text == Beginning)
        {
            End(trace);
            return IsOpen = true;
        }
        if (!IsOpen)
            return false;
        if (text == "Stack Trace:" && stacks.Count == 0)
        {
            stacks.Add([]);
            return true;
        }
        if (stacks.Count == 0)
        {
            message.Add(line);
            return message.Count < MaxLines || Leave(trace);
        }
        if (text == InnerStack)
            stacks.Add([]);
        else if (text.StartsWith("at ", StringComparison.Ordinal) && stacks[^1].Count < MaxLines)
            stacks[^1].Add("   " + text);
        else if (!text.StartsWith(DotNetReader.EndOfPrevious, StringComparison.Ordinal))
            return Leave(trace);
        return true;
    }

    public void End(List<string> trace)
    {
        var exceptions = Exceptions();
        if (stacks.Count > 0 && exceptions.Count > 0)
        {
            trace.AddRange(exceptions[0]);
            foreach (var inner in exceptions.Skip(1))
                trace.AddRange([$" ---> {inner[0]}", .. inner.Skip(1)]);
            for (var i = exceptions.Count - 1; i > 0; i--)
                trace.AddRange([.. stacks.ElementAtOrDefault(i) ?? [], "   --- End of inner exception stack trace ---"]);
            trace.AddRange([.. stacks[0], ""]);
        }
        message.Clear();
        stacks.Clear();
        IsOpen = false;
    }

    bool Leave(List<string> trace)
    {
        End(trace);
        return false;
    }

    // Each with its message's lines; none when the test names no exception.
    List<List<string>> Exceptions()
    {
        var exceptions = new List<List<string>>();
        foreach (var line in message.SkipWhile(line => line.TrimEnd().EndsWith("threw exception:", StringComparison.Ordinal)))
        {
            var isInner = line.StartsWith(InnerMark, StringComparison.Ordinal);
            if ((exceptions.Count == 0 || isInner) && TryHeadline(isInner ? line[InnerMark.Length..] : line.Trim(), out var headline))
                exceptions.Add([headline]);
            else if (exceptions.Count > 0)
                exceptions[^1].Add(line);
            else
                return [];
        }
        return exceptions;
    }

    // xUnit and NUnit write "Type : message".
    static bool TryHeadline(string text, out string headline)
    {
        var colon = text.IndexOf(" : ", StringComparison.Ordinal);
        headline = colon > 0 && !text.AsSpan(0, colon).ContainsAny(' ', ':') ? $"{text[..colon]}: {text[(colon + 3)..]}" : text;
        return DotNetLine.TryTypeAndMessage(headline, out var type, out _) && type.Contains('.') && !type.Contains('(');
    }
}
