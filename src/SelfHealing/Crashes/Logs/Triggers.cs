using System.Buffers;

namespace SelfHealing.Crashes.Logs;

/// <summary>
/// The first look at a piece of log: text that has none of these can be neither a line of a trace nor a signal, and costs one vectorized
/// search. Most of a log ends here. The search compares three characters at a time, so each text begins with three that are rare in logs.
/// </summary>
static class Triggers
{
    static readonly SearchValues<string> Any = SearchValues.Create(
        [
            // Python, plain and escaped in JSON; its headers, and the rule of an exception group
            "File \"", "File \\\"", "(most recent call last)", "-+------",
            // Java, Node and .NET: "at" behind an indentation, plain and escaped in JSON, or files where the indentation is of other spaces
            "  at ", "\tat ", "\\tat ", ".java:", ".js:", ".mjs:", ".cs:line ", "Caused by: ", "---> ", "Stack overflow.",
            "Unhandled exception.", "] {", "Node.js v", "--trace-uncaught",
            // Go
            "goroutine ", "panic: ", "fatal error: ", ".go:", "panic serving ",
            // Ruby
            ".rb:", ":in `", ":in '",
            // Errors as JSON: errorType, stackTrace, stack_trace, stack, exc_type, backtrace
            "orType", "ckTrace", "ck_trace", "tack\"", "c_type", "cktrace",
            // Failed tests: pytest, dotnet test, node --test, JUnit's console launcher
            "___ ", "_ test", "_ Test", "r Message:", "not ok ", "dSource [",
            // Signals
            .. SignalRules.Triggers,
        ],
        StringComparison.Ordinal);

    public static bool Occur(ReadOnlySpan<char> text) => text.ContainsAny(Any);
}
