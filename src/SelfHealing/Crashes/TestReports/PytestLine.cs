using System.Text.RegularExpressions;

namespace SelfHealing.Crashes.TestReports;

/// <summary>The shapes of single lines of what pytest prints of a failure.</summary>
static partial class PytestLine
{
    /// <summary>Reads <c>____ TestCarts.test_sweep[1] ____</c>, the beginning of a failure.</summary>
    public static bool TryTest(ReadOnlySpan<char> line, out string? function)
    {
        function = null;
        line = line.TrimEnd();
        var text = line.Trim('_');
        if (line.Length - text.Length < 2 || text.Length < 3 || text[0] != ' ' || text[^1] != ' ' || line[0] != '_' || line[^1] != '_')
            return false;
        text = text[1..^1];
        if (text.IndexOfAnyExcept("_ ") < 0)
            return false;
        var parameters = text.IndexOf('[');
        text = parameters < 0 ? text : text[..parameters];
        text = text[(text.LastIndexOf('.') + 1)..];
        // "ERROR at setup of test_sweep" is no function.
        function = text.Contains(' ') ? null : text.ToString();
        return true;
    }

    /// <summary>
    /// True for what ends a failure: <c>==== short test summary info ====</c>, <c>---- Captured log call ----</c>. A rule without words is
    /// none of pytest's.
    /// </summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        if (!(line.StartsWith("===") || line.StartsWith("---")) || line[^1] != line[0])
            return false;
        var text = line.Trim(line[0]);
        return text.Length > 2 && text[0] == ' ' && text[^1] == ' ' && text.IndexOfAnyExcept("=- ") >= 0;
    }

    /// <summary>Reads the beginning of <c>self = &lt;shop.carts.CartStore object&gt;, now = 5</c>, what a call was given.</summary>
    public static bool IsArgument(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'))
            end++;
        return end > 0 && line[end..].StartsWith(' ') && line[end..].TrimStart(' ').StartsWith("= ");
    }

    /// <summary>
    /// True for what else stands at the margin of a failure: the place of a call in no Python file (<c>pandas/_libs/index.pyx:138: KeyError</c>),
    /// the worker that ran the test, a fixture that is missing, a file that cannot be imported.
    /// </summary>
    public static bool IsAside(string line) =>
        line.StartsWith("[gw", StringComparison.Ordinal) || line.StartsWith("file ", StringComparison.Ordinal) || line.StartsWith("!!! Recursion", StringComparison.Ordinal)
        || line.StartsWith("ImportError while importing test module", StringComparison.Ordinal) || line.StartsWith("Hint: make sure", StringComparison.Ordinal)
        || line.TrimEnd() == "Traceback:" || Place().IsMatch(line);

    [GeneratedRegex(@"^[^\s].*:\d+:( in .*| [\w.]+)?\s*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    /// <summary>Reads a line of the exception: <c>E   </c> and its text.</summary>
    public static bool TryError(string line, out string text)
    {
        text = line.Length > 4 ? line[1..].TrimEnd() : "";
        return line is "E" || line.StartsWith("E   ", StringComparison.Ordinal);
    }

    /// <summary>Reads <c>shop/carts.py:11: RuntimeError</c>, <c>shop/carts.py:11: </c> or <c>shop/carts.py:11: in sweep</c>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="call">The call; its function only where the line names it.</param>
    /// <param name="type">The exception that was raised there; empty when none is named.</param>
    public static bool TryCall(ReadOnlySpan<char> line, out PytestCall call, out string type)
    {
        (call, type) = (null!, "");
        var mark = line.IndexOf(".py:");
        if (mark <= 0 || char.IsWhiteSpace(line[0]))
            return false;
        var rest = line[(mark + 4)..];
        var colon = rest.IndexOf(':');
        if (colon <= 0 || !int.TryParse(rest[..colon], out var number))
            return false;
        rest = rest[(colon + 1)..].Trim();
        var file = line[..(mark + 3)].ToString();
        if (rest.StartsWith("in "))
        {
            call = new PytestCall(file, number, rest[3..].Trim().ToString(), Source: null);
            return true;
        }
        foreach (var letter in rest)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('_' or '.'))
                return false;
        }
        (call, type) = (new PytestCall(file, number, Function: null, Source: null), rest.ToString());
        return true;
    }

    /// <summary>The name in <c>def name(…)</c>; null when the line defines no function.</summary>
    public static string? FunctionOf(ReadOnlySpan<char> line)
    {
        line = line.TrimStart();
        if (line.StartsWith("async "))
            line = line[6..].TrimStart();
        if (!line.StartsWith("def "))
            return null;
        var name = line[4..].TrimStart();
        var end = name.IndexOf('(');
        return end > 0 ? name[..end].Trim().ToString() : null;
    }
}
