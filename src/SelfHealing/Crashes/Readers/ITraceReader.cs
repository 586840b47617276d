using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers;

/// <summary>
/// Reads the traces of one runtime, line by line. A log stream offers a line to the reader whose trace is open, then to the others;
/// a line that no reader takes becomes part of what the next trace can look back on.
/// </summary>
interface ITraceReader
{
    /// <summary>True while a trace has begun and not ended.</summary>
    bool IsOpen { get; }

    /// <summary>
    /// Where in the line a trace of this runtime begins: 0, or more when something stands in front of it; -1 when none does.
    /// </summary>
    int FindStart(string line);

    /// <summary>Takes the line into the trace, opening one if need be; false when the line is none of its.</summary>
    /// <param name="line">The line without what log shippers put in front of it.</param>
    /// <param name="before">The lines before it that belong to no trace.</param>
    bool Take(string line, Lookback before);

    /// <summary>Ends the open trace.</summary>
    /// <param name="cut">True when the log itself is cut here.</param>
    void End(bool cut);
}
