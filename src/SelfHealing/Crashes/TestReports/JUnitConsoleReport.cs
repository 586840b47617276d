using SelfHealing.Crashes.Readers.Java;

namespace SelfHealing.Crashes.TestReports;

/// <summary>
/// Failures as JUnit's console launcher prints them: below the test's source, the exception behind <c>=&gt;</c> and its calls without
/// <c>at</c>. Maven and Gradle print Java's own traces.
/// </summary>
sealed class JUnitConsoleReport : ITestReport
{
    /// <summary>What the line that a failure begins with begins with.</summary>
    public const string Beginning = "MethodSource [className = ";

    const int MaxLines = 2000;
    const string Arrow = "=> ";

    readonly List<string> text = [];
    bool hasCalls;

    public bool IsOpen { get; private set; }

    public bool Take(string line, List<string> trace)
    {
        var content = line.Trim();
        if (content.StartsWith(Beginning, StringComparison.Ordinal))
        {
            End(trace);
            return IsOpen = true;
        }
        if (!IsOpen)
            return false;
        if (Rewritten(content) is not { } rewritten || text.Count == MaxLines)
        {
            End(trace);
            return false;
        }
        text.Add(rewritten);
        return true;
    }

    public void End(List<string> trace)
    {
        if (hasCalls)
            trace.AddRange([.. text, ""]);
        text.Clear();
        IsOpen = hasCalls = false;
    }

    // The line as Java prints it; null when it belongs to the failure no more.
    string? Rewritten(string content)
    {
        if (text.Count == 0)
            return content.StartsWith(Arrow, StringComparison.Ordinal) ? content[Arrow.Length..] : null;
        if (JavaLine.IsFrame(content))
        {
            hasCalls = true;
            return "\tat " + content;
        }
        if (content.StartsWith("Caused by: ", StringComparison.Ordinal))
            return content;
        if (content.StartsWith("Suppressed: ", StringComparison.Ordinal) || content.StartsWith("... ", StringComparison.Ordinal))
            return "\t" + content;
        // Where calls are left out, JUnit says [...]; before the calls there are lines of the message.
        return content == "[...]" ? "\t... 1 more" : hasCalls ? null : content;
    }
}
