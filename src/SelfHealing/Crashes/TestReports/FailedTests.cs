namespace SelfHealing.Crashes.TestReports;

/// <summary>The reports of all test runners that do not print what their runtime prints.</summary>
sealed class FailedTests
{
    static readonly string[] None = [];

    // Most logs have no failed test in them.
    ITestReport[]? reports;
    ITestReport? open;

    public bool IsOpen => open is not null;

    /// <summary>Takes the line if it belongs to a failed test.</summary>
    /// <param name="line">The line.</param>
    /// <param name="trace">The trace of a failure that is complete, as its runtime would have printed it; empty for none.</param>
    public bool Take(string line, out IReadOnlyList<string> trace)
    {
        if (open is null && !MayBegin(line))
        {
            trace = None;
            return false;
        }
        var complete = new List<string>();
        trace = complete;
        if (open is not null)
        {
            var taken = open.Take(line, complete);
            if (!open.IsOpen)
                open = null;
            if (taken)
                return true;
        }
        reports ??= [new PytestReport(), new VsTestReport(), new NodeTapReport(), new JUnitConsoleReport()];
        open ??= Array.Find(reports, report => report.Take(line, complete));
        return open is not null;
    }

    /// <summary>What is complete when the log ends.</summary>
    public IReadOnlyList<string> End()
    {
        if (open is null)
            return None;
        var trace = new List<string>();
        open.End(trace);
        open = null;
        return trace;
    }

    // A first look without a copy: nearly every line that is read belongs to no test.
    static bool MayBegin(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return line.StartsWith('_') || text.SequenceEqual(VsTestReport.Beginning) || text.StartsWith(NodeTapReport.Beginning)
            || text.StartsWith(JUnitConsoleReport.Beginning);
    }
}
