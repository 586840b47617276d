namespace SelfHealing.Crashes.TestReports;

/// <summary>The reports of all test runners that do not print what their runtime prints.</summary>
sealed class FailedTests
{
    readonly ITestReport[] reports = [new PytestReport(), new VsTestReport(), new NodeTapReport(), new JUnitConsoleReport()];
    ITestReport? open;

    public bool IsOpen => open is not null;

    /// <summary>Takes the line if it belongs to a failed test.</summary>
    /// <param name="line">The line.</param>
    /// <param name="trace">The trace of a failure that is complete, as its runtime would have printed it; empty for none.</param>
    public bool Take(string line, out IReadOnlyList<string> trace)
    {
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
        open ??= Array.Find(reports, report => report.Take(line, complete));
        return open is not null;
    }

    /// <summary>What is complete when the log ends.</summary>
    public IReadOnlyList<string> End()
    {
        var trace = new List<string>();
        open?.End(trace);
        open = null;
        return trace;
    }
}
