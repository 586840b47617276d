namespace SelfHealing.Crashes.TestReports;

/// <summary>
/// Reads how one test runner tells of a failure, and says it as the runtime itself would have: the readers of traces do the rest.
/// </summary>
interface ITestReport
{
    /// <summary>True within a failure.</summary>
    bool IsOpen { get; }

    /// <summary>Takes the line if it belongs to a failure, or begins one.</summary>
    /// <param name="line">The line without what log shippers put in front of it.</param>
    /// <param name="trace">Gets the trace of a failure that ends with this line, or before it.</param>
    bool Take(string line, List<string> trace);

    /// <summary>The failure ends, because the log does.</summary>
    void End(List<string> trace);
}
